using System.Text.Json.Nodes;

namespace Kkr.Workflow.LocalRun.Play.Script;

/// <summary>After the freeze the secretariat brings an item on by a supplementary agenda, which says why it could not wait.</summary>
public sealed record AddSupplement : ScriptAction
{
    /// <summary>What the script calls the item.</summary>
    public required string As { get; init; }

    public required string Meeting { get; init; }

    public required ItemText Item { get; init; }

    public required string Reason { get; init; }

    public override string? AboutMeeting => Meeting;

    public override async Task PerformAsync(Stage stage, CancellationToken cancellation)
    {
        JsonObject body = new() { ["items"] = new JsonArray(Item.Body(stage, "secretariat")), ["reason"] = Reason };
        await stage.App.PostAsync($"{stage.MeetingPath(Meeting)}/supplements", body, "secretariat", cancellation);
        JsonNode meeting = await stage.App.GetAsync(stage.MeetingPath(Meeting), cancellation);
        JsonNode added = meeting["items"]!.AsArray().Last(item => (string?)item!["title"] == Item.Title)!;
        stage.NameItem(As, (string)added["id"]!);
    }

    internal override void Check(ScriptRules rules)
    {
        base.Check(rules);
        rules.IntroduceItem(As);
    }
}

/// <summary>The secretariat makes an item confidential, or opens it again.</summary>
public sealed record ReclassifyItem : ScriptAction
{
    public required string Item { get; init; }

    public required bool Confidential { get; init; }

    /// <summary>What the public reads in the title's place.</summary>
    public string? PublicTitle { get; init; }

    public override string? AboutItem => Item;

    public override Task PerformAsync(Stage stage, CancellationToken cancellation)
    {
        JsonObject body = new() { ["confidential"] = Confidential, ["publicTitle"] = PublicTitle };
        return stage.App.PostAsync($"{stage.ItemPath(Item)}/confidentiality", body, "secretariat", cancellation);
    }
}

/// <summary>The secretariat asks the chairmanship in writing, because an authority's deadline falls before the meeting.</summary>
public sealed record StartWrittenProcedure : ScriptAction
{
    public required string Item { get; init; }

    public override string? AboutItem => Item;

    public override Task PerformAsync(Stage stage, CancellationToken cancellation) =>
        stage.App.PostAsync($"{stage.ItemPath(Item)}/written-procedure", [], "secretariat", cancellation);
}

/// <summary>The chair or the vice-chair answers in writing.</summary>
public sealed record AnswerWrittenProcedure : ActionOfPost
{
    public required string Item { get; init; }

    public required bool Approved { get; init; }

    public string? Text { get; init; }

    public override string? AboutItem => Item;

    public override Task PerformAsync(Stage stage, CancellationToken cancellation)
    {
        JsonObject body = new() { ["answer"] = Approved ? "approved" : "rejected", ["text"] = Text };
        return stage.App.PostAsync($"{stage.ItemPath(Item)}/written-procedure/answers", body, By, cancellation);
    }
}

/// <summary>The attachment that an item was promised comes; the minutes may have waited for it.</summary>
public sealed record SendPromised : ActionOfPost
{
    public required string Item { get; init; }

    /// <summary>Which of the item's promises, counted from 1.</summary>
    public int Promise { get; init; } = 1;

    public required AttachedFile Attachment { get; init; }

    public override string? AboutItem => Item;

    public override Task PerformAsync(Stage stage, CancellationToken cancellation) =>
        Attachment.SendAsync(stage, Item, By, $"?promise={Promise}", cancellation);

    internal override void Check(ScriptRules rules)
    {
        base.Check(rules);
        rules.NeedFile("attachment.file", Attachment.File);
    }
}
