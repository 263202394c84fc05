using System.Text.Json.Nodes;
using Kkr.Workflow.LocalRun.Inbox;
using Kkr.Workflow.LocalRun.Play.Script;

namespace Kkr.Workflow.LocalRun.Play.Result;

/// <summary>A document that the run left in the archive.</summary>
public sealed record PlayedDocument(string Container, string Path, byte[] Content);

/// <summary>An action as it was performed.</summary>
public sealed record PlayedAction(DateTimeOffset At, ScriptAction Action, int Number, string? Refusal);

/// <summary>All that came of a run, for the expectations and the out folder.</summary>
public sealed class PlayedYear(Stage stage)
{
    public Stage Stage => stage;

    /// <summary>How late a step or a mail may be: not at all, unless answers are made to go wrong.</summary>
    public TimeSpan Patience { get; init; }

    public List<PlayedAction> Actions { get; } = [];

    /// <summary>The meetings as the app shows them at the end, by the script's name.</summary>
    public Dictionary<string, ShownMeeting> Meetings { get; } = [];

    public List<PlayedDocument> Documents { get; } = [];

    /// <summary>The titles of the items that wait in the pool at the end.</summary>
    public IReadOnlyList<string> Pool { get; private set; } = [];

    /// <summary>Errors that the app logged.</summary>
    public List<string> Errors { get; } = [];

    public IReadOnlyList<Mail> Mails { get; private set; } = [];

    public IReadOnlyList<EventVersion> Calendar { get; private set; } = [];

    public async Task GatherAsync(CancellationToken cancellation)
    {
        foreach (string name in stage.Meetings.Keys)
        {
            Meetings[name] = new ShownMeeting(await stage.App.GetAsync(stage.MeetingPath(name), cancellation));
        }

        JsonNode pool = await stage.App.GetAsync($"{stage.CouncilPath}/pool", cancellation);
        Pool = [.. pool.AsArray().Select(waiting => (string?)waiting!["item"]!["title"] ?? "")];
        Mails = [.. stage.Inbox.Mails.Mails.OrderBy(mail => mail.At).ThenBy(mail => mail.About.Key, StringComparer.Ordinal).ThenBy(mail => mail.Id, StringComparer.Ordinal)];
        Calendar = stage.Inbox.Calendar.Versions;
    }

    /// <summary>The item that the script calls so, wherever it has ended up, with the meeting's name.</summary>
    public (string Meeting, JsonNode Item)? FindItem(string name)
    {
        string id = stage.ItemId(name);
        foreach ((string meeting, ShownMeeting shown) in Meetings)
        {
            if (shown.Items.FirstOrDefault(item => (string?)item!["id"] == id) is { } item)
            {
                return (meeting, item);
            }
        }

        return null;
    }

    public IEnumerable<Mail> MailsOf(string meeting, string kind)
    {
        string id = stage.MeetingId(meeting);
        return Mails.Where(mail => mail.About.Meeting == id && mail.About.Kind.Equals(kind, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Every version of the meeting's calendar event.</summary>
    public IReadOnlyList<EventVersion> CalendarOf(string meeting) => Meetings[meeting].EventId is { } id ? stage.Inbox.Calendar.HistoryOf(id) : [];
}
