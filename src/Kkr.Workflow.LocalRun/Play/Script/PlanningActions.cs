using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kkr.Workflow.LocalRun.Play.Script;

/// <summary>The secretariat plans a year's meetings, with the annual wheel when the scenario has one for that year.</summary>
public sealed record PlanYear : ScriptAction
{
    public required int Year { get; init; }

    public required IReadOnlyList<PlannedMeeting> Meetings { get; init; }

    public override async Task PerformAsync(Stage stage, CancellationToken cancellation)
    {
        JsonObject body = new() { ["meetings"] = new JsonArray([.. Meetings.Select(meeting => meeting.Body())]) };
        if (stage.Scenario.Wheels.TryGetValue(Year, out WheelFile? wheel))
        {
            body["annualWheel"] = JsonSerializer.SerializeToNode(wheel.Rows, ScenarioJson.Wire);
        }

        JsonNode planned = await stage.App.PostAsync($"{stage.CouncilPath}/years/{Year}", body, "secretariat", cancellation);
        // The answer lists the meetings in order of date, and so the script's names find their ids.
        foreach ((JsonNode? made, PlannedMeeting meant) in planned["meetings"]!.AsArray().Zip(Meetings.OrderBy(meeting => meeting.Date)))
        {
            stage.NameMeeting(meant, MeetingId(made!));
        }
    }

    internal override void Check(ScriptRules rules)
    {
        foreach ((PlannedMeeting meeting, int index) in Meetings.Select((meeting, index) => (meeting, index)))
        {
            rules.Introduce($"meetings[{index}]", meeting);
        }
    }

    internal static string MeetingId(JsonNode meeting) => (string)meeting["key"]!["meeting"]!;
}

/// <summary>The secretariat plans one more meeting.</summary>
public sealed record PlanMeeting : ScriptAction
{
    public required PlannedMeeting Meeting { get; init; }

    public override async Task PerformAsync(Stage stage, CancellationToken cancellation)
    {
        JsonNode planned = await stage.App.PostAsync($"{stage.CouncilPath}/meetings", Meeting.Body(), "secretariat", cancellation);
        stage.NameMeeting(Meeting, PlanYear.MeetingId(planned));
    }

    internal override void Check(ScriptRules rules) => rules.Introduce("meeting", Meeting);
}

/// <summary>The meeting gets another date, time or place.</summary>
public sealed record MoveMeeting : ScriptAction
{
    public required string Meeting { get; init; }

    public required DateOnly Date { get; init; }

    public required TimeOnly Start { get; init; }

    public required TimeOnly End { get; init; }

    public Domain.Planning.Venue? Venue { get; init; }

    public override string? AboutMeeting => Meeting;

    public override Task PerformAsync(Stage stage, CancellationToken cancellation)
    {
        JsonObject body = new()
        {
            ["date"] = Date.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            ["start"] = PlannedMeeting.Time(Start),
            ["end"] = PlannedMeeting.Time(End),
        };
        if (Venue is not null)
        {
            body["venue"] = JsonSerializer.SerializeToNode(Venue, ScenarioJson.Wire);
        }

        return stage.App.PostAsync($"{stage.MeetingPath(Meeting)}/move", body, "secretariat", cancellation);
    }
}

/// <summary>The meeting is cancelled.</summary>
public sealed record CancelMeeting : ScriptAction
{
    public required string Meeting { get; init; }

    public required string Reason { get; init; }

    public override string? AboutMeeting => Meeting;

    public override Task PerformAsync(Stage stage, CancellationToken cancellation) =>
        stage.App.PostAsync($"{stage.MeetingPath(Meeting)}/cancellation", new JsonObject { ["reason"] = Reason }, "secretariat", cancellation);
}
