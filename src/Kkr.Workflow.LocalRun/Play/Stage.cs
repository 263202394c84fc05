using System.Text.Json;
using System.Text.Json.Nodes;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.LocalRun.Inbox;
using Kkr.Workflow.LocalRun.Play.Script;

namespace Kkr.Workflow.LocalRun.Play;

/// <summary>What actions act on: the app, the inbox, and the names that the script has given to meetings and items.</summary>
public sealed class Stage(Scenario scenario, AppClient app, InboxServer inbox)
{
    private readonly Dictionary<string, string> _meetings = [];
    private readonly Dictionary<string, string> _items = [];
    private readonly Dictionary<string, PlannedMeeting> _planned = [];

    public Scenario Scenario => scenario;

    public AppClient App => app;

    public InboxServer Inbox => inbox;

    /// <summary>The directory as it stands now; actions change it.</summary>
    public DirectoryBook Directory { get; set; } = scenario.Directory;

    public string CouncilPath => $"councils/{scenario.Council.Id}";

    /// <summary>Names and ids of the meetings, in the order in which they were planned.</summary>
    public IReadOnlyDictionary<string, string> Meetings => _meetings;

    public IReadOnlyDictionary<string, string> Items => _items;

    /// <summary>The files that people have opened, by the script's name of their meeting.</summary>
    public Dictionary<string, OpenedFile> Opened { get; } = [];

    public void NameMeeting(PlannedMeeting meeting, string id)
    {
        _meetings.Add(meeting.As, id);
        _planned.Add(meeting.As, meeting);
    }

    /// <summary>How the script planned a meeting.</summary>
    public PlannedMeeting? Planned(string name) => _planned.GetValueOrDefault(name);

    public void NameItem(string name, string id) => _items.Add(name, id);

    public string MeetingId(string name) => _meetings[name];

    public string MeetingPath(string name) => $"{CouncilPath}/meetings/{Uri.EscapeDataString(_meetings[name])}";

    public string? ItemIdOrNull(string name) => _items.GetValueOrDefault(name);

    public string ItemId(string name) => _items[name];

    public string ItemPath(string name) => $"{CouncilPath}/items/{Uri.EscapeDataString(_items[name])}";

    /// <summary>What the script calls a meeting, or its id when the script has not named it.</summary>
    public string NameOf(string meetingId) => _meetings.FirstOrDefault(meeting => meeting.Value == meetingId).Key ?? meetingId;

    /// <summary>Meetings in the order in which they were planned; what belongs to none comes first.</summary>
    public string OrderOf(string name) => _meetings.GetValueOrDefault(name, "");

    public Task SaveCouncilAsync(CancellationToken cancellation) => app.PutAsync(
        CouncilPath,
        new JsonObject
        {
            ["council"] = JsonSerializer.SerializeToNode(scenario.Council, ScenarioJson.Wire),
            ["directory"] = JsonSerializer.SerializeToNode(Directory, ScenarioJson.Wire),
        },
        "secretariat",
        cancellation);
}
