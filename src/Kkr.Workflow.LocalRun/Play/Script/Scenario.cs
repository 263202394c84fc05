using System.Text.Json.Nodes;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.LocalRun.Play.Script;

/// <summary>A scenario, read and found whole.</summary>
/// <param name="Folder">Where its files are; attachments are named relative to it.</param>
/// <param name="Council">council.json.</param>
/// <param name="Directory">directory.json.</param>
/// <param name="Wheels">The annual wheels by year.</param>
/// <param name="Script">script.json.</param>
public sealed record Scenario(string Folder, Council Council, DirectoryBook Directory, IReadOnlyDictionary<int, WheelFile> Wheels, ScriptFile Script)
{
    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(Council.TimeZone);

    /// <summary>A local date and time of the council as an instant.</summary>
    public DateTimeOffset Instant(DateTime local) => new(local, Zone.GetUtcOffset(local));
}

/// <summary>annual-wheel.json: a year's plan of subjects, as the planning call of the API takes it.</summary>
public sealed record WheelFile(int Year, IReadOnlyList<WheelRow> Rows);

/// <summary>One subject of the annual wheel, as written.</summary>
public sealed record WheelRow(string Subject, IReadOnlyList<string> Content, string RawMeeting, string? Remarks = null);

/// <summary>script.json: what people do when, and what must have come of it.</summary>
public sealed record ScriptFile
{
    public required string Title { get; init; }

    /// <summary>What the scenario shows, in a sentence or two.</summary>
    public string? About { get; init; }

    /// <summary>Local date and time at which the clock begins.</summary>
    public required DateTime Start { get; init; }

    /// <summary>Local date and time at which the run ends.</summary>
    public required DateTime End { get; init; }

    public required IReadOnlyList<ScriptAction> Actions { get; init; }

    public IReadOnlyList<Expectation> Expectations { get; init; } = [];
}

/// <summary>A meeting as the script plans it.</summary>
public sealed record PlannedMeeting
{
    /// <summary>What the script calls it.</summary>
    public required string As { get; init; }

    /// <summary>What the story calls it, e.g. <c>Aprilmødet</c>; as the script does when it is not said.</summary>
    public string? Called { get; init; }

    public required DateOnly Date { get; init; }

    public required TimeOnly Start { get; init; }

    public required TimeOnly End { get; init; }

    public required Venue Venue { get; init; }

    public MeetingKind Kind { get; init; } = MeetingKind.Ordinary;

    public JsonObject Body() => new()
    {
        ["date"] = Date.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        ["start"] = Time(Start),
        ["end"] = Time(End),
        ["venue"] = System.Text.Json.JsonSerializer.SerializeToNode(Venue, ScenarioJson.Wire),
        ["kind"] = System.Text.Json.JsonSerializer.SerializeToNode(Kind, ScenarioJson.Wire),
    };

    internal static string Time(TimeOnly time) => time.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
