using System.Text.Json;
using System.Text.Json.Nodes;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Holding;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.LocalRun.Play.Result;

namespace Kkr.Workflow.LocalRun.Play.Script;

/// <summary>The chair or the vice-chair answers the draft agenda.</summary>
public sealed record AnswerAgenda : ActionOfPost
{
    public required string Meeting { get; init; }

    public required AgendaAnswer Answer { get; init; }

    public string? Text { get; init; }

    public override string? AboutMeeting => Meeting;

    public override Task PerformAsync(Stage stage, CancellationToken cancellation)
    {
        JsonObject body = new() { ["answer"] = JsonSerializer.SerializeToNode(Answer, ScenarioJson.Wire) };
        if (Text is not null)
        {
            body["text"] = Text;
        }

        return stage.App.PutAsync($"{stage.MeetingPath(Meeting)}/chairmanship", body, By, cancellation);
    }
}

/// <summary>The secretariat answers the chairmanship's comments, perhaps with a new draft; the freeze waits for it.</summary>
public sealed record AnswerComments : ScriptAction
{
    public required string Meeting { get; init; }

    public required string Text { get; init; }

    public bool NewDraft { get; init; }

    public override string? AboutMeeting => Meeting;

    public override Task PerformAsync(Stage stage, CancellationToken cancellation) => stage.App.PostAsync(
        $"{stage.MeetingPath(Meeting)}/chairmanship/answers", new JsonObject { ["text"] = Text, ["newDraft"] = NewDraft }, "secretariat", cancellation);
}

/// <summary>What the chairmanship may answer.</summary>
public enum AgendaAnswer
{
    Approved,
    Comments,
}

/// <summary>What the meeting decided on an item.</summary>
public record DecisionText
{
    public required IReadOnlyList<Outcome> Outcomes { get; init; }

    public required string Text { get; init; }

    public string? Amendment { get; init; }

    public IReadOnlyList<ActionPoint>? Actions { get; init; }

    public DateOnly? PostponedTo { get; init; }

    /// <summary>The verdict on each of several minutes, by the script's name for their meeting.</summary>
    public IReadOnlyList<VerdictOn>? Verdicts { get; init; }

    /// <summary>Attachments that the meeting was promised.</summary>
    public IReadOnlyList<PromisedFile>? PromisedAttachments { get; init; }

    internal JsonObject Body(Stage stage)
    {
        JsonObject body = JsonSerializer.SerializeToNode(this, GetType(), ScenarioJson.Wire)!.AsObject();
        body.Remove("item");
        foreach (JsonNode? verdict in body["verdicts"] as JsonArray ?? [])
        {
            verdict!["meeting"] = stage.MeetingId((string)verdict["meeting"]!);
        }

        return body;
    }
}

/// <summary>What was decided on one meeting's minutes.</summary>
public sealed record VerdictOn(string Meeting, MinutesVerdictKind Kind, string? Amendment = null);

/// <summary>An attachment that is to come, and who sends it.</summary>
public sealed record PromisedFile(string What, string OwnerPost);

/// <summary>A decision on the item that the script calls so, or that has this number on the agenda.</summary>
public sealed record DecisionOn : DecisionText
{
    public required string Item { get; init; }
}

/// <summary>The meeting has been held: the secretariat writes down who was there and what was decided.</summary>
public sealed record HoldMeeting : ScriptAction
{
    public required string Meeting { get; init; }

    /// <summary>Member posts that sent apologies; every other member with a holder was there.</summary>
    public IReadOnlyList<string> Apologies { get; init; } = [];

    /// <summary>Deputies who came in their members' place.</summary>
    public IReadOnlyList<string> Deputies { get; init; } = [];

    public IReadOnlyList<string> Guests { get; init; } = [];

    public IReadOnlyList<DecisionOn> Decisions { get; init; } = [];

    /// <summary>The decision on every item that is not named.</summary>
    public required DecisionText Otherwise { get; init; }

    public override string? AboutMeeting => Meeting;

    public override async Task PerformAsync(Stage stage, CancellationToken cancellation)
    {
        await AttendAsync(stage, cancellation);
        Dictionary<string, DecisionOn> named = Decisions.ToDictionary(decision => stage.ItemIdOrNull(decision.Item) ?? decision.Item);
        ShownMeeting meeting = new(await stage.App.GetAsync(stage.MeetingPath(Meeting), cancellation));
        foreach (JsonNode? item in meeting.Items)
        {
            if ((string?)item!["status"] is not "frozen")
            {
                continue;
            }

            string id = (string)item["id"]!;
            DecisionText decision = named.Remove(id, out DecisionOn? byName) ? byName
                : named.Remove((string)item["number"]!, out DecisionOn? byNumber) ? byNumber
                : Otherwise;
            await stage.App.PutAsync($"{stage.CouncilPath}/items/{Uri.EscapeDataString(id)}/decision", decision.Body(stage), "secretariat", cancellation);
        }

        if (named.Count > 0)
        {
            string missing = string.Join(", ", named.Values.Select(decision => decision.Item));
            throw new LocalRunException(
                $"Manuskriptet beslutter punkter, der ikke er på dagsordenen for {Meeting}: {missing}.",
                $"The script decides on items that are not on the agenda of {Meeting}: {missing}.");
        }
    }

    internal override void Check(ScriptRules rules)
    {
        base.Check(rules);
        foreach ((string post, int index) in Apologies.Select((post, index) => (post, index)))
        {
            rules.NeedPost($"apologies[{index}]", post);
        }

        foreach ((DecisionOn decision, int index) in Decisions.Select((decision, index) => (decision, index)))
        {
            if (!char.IsAsciiDigit(decision.Item[0]))
            {
                rules.NeedItem($"decisions[{index}].item", decision.Item);
            }
        }
    }

    private Task<JsonNode> AttendAsync(Stage stage, CancellationToken cancellation)
    {
        string[] members = [.. stage.Directory.Holders(DateOnly.FromDateTime(At), PostKind.Member).Select(member => member.Post.Id)];
        JsonObject body = new()
        {
            ["present"] = JsonSerializer.SerializeToNode(members.Except(Apologies).Concat(Deputies), ScenarioJson.Wire),
            ["apologies"] = JsonSerializer.SerializeToNode(Apologies, ScenarioJson.Wire),
            ["guests"] = JsonSerializer.SerializeToNode(Guests, ScenarioJson.Wire),
        };
        return stage.App.PutAsync($"{stage.MeetingPath(Meeting)}/attendance", body, "secretariat", cancellation);
    }
}

/// <summary>The secretariat submits the minutes.</summary>
public sealed record SubmitMinutes : ScriptAction
{
    public required string Meeting { get; init; }

    public override string? AboutMeeting => Meeting;

    public override Task PerformAsync(Stage stage, CancellationToken cancellation) =>
        stage.App.PostAsync($"{stage.MeetingPath(Meeting)}/minutes", new JsonObject(), "secretariat", cancellation);
}

/// <summary>The owner of an action point reports on it.</summary>
public sealed record ReportFollowUp : ActionOfPost
{
    public required string Item { get; init; }

    /// <summary>Which of the decision's action points, counted from 1.</summary>
    public int Action { get; init; } = 1;

    public required string Status { get; init; }

    public bool IsDone { get; init; }

    public override string? AboutItem => Item;

    public override Task PerformAsync(Stage stage, CancellationToken cancellation)
    {
        JsonObject body = new() { ["status"] = Status, ["isDone"] = IsDone };
        return stage.App.PutAsync($"{stage.CouncilPath}/follow-ups/{Uri.EscapeDataString($"{stage.ItemId(Item)}-a{Action}")}", body, By, cancellation);
    }
}
