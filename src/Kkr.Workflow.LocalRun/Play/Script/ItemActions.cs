using System.Text.Json;
using System.Text.Json.Nodes;
using Kkr.Workflow.Domain.Agenda;

namespace Kkr.Workflow.LocalRun.Play.Script;

/// <summary>An item as it is submitted.</summary>
public sealed record ItemText
{
    public required string Title { get; init; }

    public required string Background { get; init; }

    public required string Recommendation { get; init; }

    public string? Presentation { get; init; }

    public int? Section { get; init; }

    public string? CaseId { get; init; }

    public IReadOnlyList<string>? CaseHandlers { get; init; }

    public IReadOnlyList<Presenter>? Presenters { get; init; }

    public bool? Confidential { get; init; }

    /// <summary>An authority's deadline for the matter.</summary>
    public ExternalDeadline? ExternalDeadline { get; init; }

    /// <summary>The submitter has been asked, and says that it is another item than the one of the same title.</summary>
    public bool? ConfirmDuplicate { get; init; }

    internal JsonObject Body(Stage stage, string post)
    {
        JsonObject body = JsonSerializer.SerializeToNode(this, ScenarioJson.Wire)!.AsObject();
        if (stage.Directory.Posts.FirstOrDefault(known => known.Id == post)?.Municipality is { } municipality)
        {
            body["municipality"] = municipality;
        }

        foreach ((Presenter presenter, JsonNode? node) in (Presenters ?? []).Zip(body["presenters"] as JsonArray ?? []))
        {
            if (presenter.From is { } from)
            {
                node!["from"] = PlannedMeeting.Time(from);
            }
        }

        return body;
    }
}

/// <summary>An attachment: a file of the scenario.</summary>
public sealed record AttachedFile(string Name, string ContentType, string File)
{
    internal async Task SendAsync(Stage stage, string item, string by, string query, CancellationToken cancellation)
    {
        byte[] content = await System.IO.File.ReadAllBytesAsync(Path.Combine(stage.Scenario.Folder, File), cancellation);
        await stage.App.PutBytesAsync($"{stage.ItemPath(item)}/attachments/{Uri.EscapeDataString(Name)}{query}", content, ContentType, by, cancellation);
    }
}

/// <summary>Somebody submits an item, perhaps with attachments.</summary>
public sealed record SubmitItem : ActionOfPost
{
    /// <summary>What the script calls the item.</summary>
    public required string As { get; init; }

    public required string Meeting { get; init; }

    public required ItemText Item { get; init; }

    public IReadOnlyList<AttachedFile> Attachments { get; init; } = [];

    public override string? AboutMeeting => Meeting;

    public override async Task PerformAsync(Stage stage, CancellationToken cancellation)
    {
        JsonNode added = await stage.App.PostAsync($"{stage.MeetingPath(Meeting)}/items", Item.Body(stage, By), By, cancellation);
        stage.NameItem(As, (string)added["id"]!);
        foreach (AttachedFile attached in Attachments)
        {
            await attached.SendAsync(stage, As, By, query: "", cancellation);
        }
    }

    internal override void Check(ScriptRules rules)
    {
        base.Check(rules);
        rules.IntroduceItem(As);
        foreach ((AttachedFile attached, int index) in Attachments.Select((attached, index) => (attached, index)))
        {
            rules.NeedFile($"attachments[{index}].file", attached.File);
        }
    }
}

/// <summary>The submitter corrects an item.</summary>
public sealed record ReviseItem : ActionOfPost
{
    public required string Item { get; init; }

    public required ItemText Text { get; init; }

    public override string? AboutItem => Item;

    public override Task PerformAsync(Stage stage, CancellationToken cancellation) =>
        stage.App.PutAsync(stage.ItemPath(Item), Text.Body(stage, By), By, cancellation);
}

/// <summary>An item is taken on: by the secretariat, or, when it is late, by the chairmanship.</summary>
public sealed record AcceptItem : ScriptAction
{
    public required string Item { get; init; }

    public string By { get; init; } = "secretariat";

    public override string? AboutItem => Item;

    public override Task PerformAsync(Stage stage, CancellationToken cancellation) =>
        stage.App.PostAsync($"{stage.ItemPath(Item)}/acceptance", new JsonObject(), By, cancellation);
}

/// <summary>An item is turned down.</summary>
public sealed record RejectItem : ScriptAction
{
    public required string Item { get; init; }

    public required string Reason { get; init; }

    public override string? AboutItem => Item;

    public override Task PerformAsync(Stage stage, CancellationToken cancellation) =>
        stage.App.PostAsync($"{stage.ItemPath(Item)}/rejection", new JsonObject { ["reason"] = Reason }, "secretariat", cancellation);
}

/// <summary>An item is withdrawn by whoever submitted it.</summary>
public sealed record WithdrawItem : ActionOfPost
{
    public required string Item { get; init; }

    public required string Reason { get; init; }

    public override string? AboutItem => Item;

    public override Task PerformAsync(Stage stage, CancellationToken cancellation) =>
        stage.App.PostAsync($"{stage.ItemPath(Item)}/withdrawal", new JsonObject { ["reason"] = Reason }, By, cancellation);
}

/// <summary>Municipalities answer that they have no items.</summary>
public sealed record AnswerNoItems : ScriptAction
{
    public required string Meeting { get; init; }

    /// <summary>Municipality codes.</summary>
    public required IReadOnlyList<string> Municipalities { get; init; }

    public override string? AboutMeeting => Meeting;

    public override async Task PerformAsync(Stage stage, CancellationToken cancellation)
    {
        foreach (string code in Municipalities)
        {
            string path = $"{stage.MeetingPath(Meeting)}/replies/{code}";
            await stage.App.PutAsync(path, new JsonObject { ["answer"] = "noItems" }, $"director-{code}", cancellation);
        }
    }

    internal override void Check(ScriptRules rules)
    {
        base.Check(rules);
        foreach ((string code, int index) in Municipalities.Select((code, index) => (code, index)))
        {
            rules.NeedMunicipality($"municipalities[{index}]", code);
        }
    }
}
