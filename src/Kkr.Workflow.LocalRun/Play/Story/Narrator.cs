using System.Globalization;
using System.Text.Json.Nodes;
using Kkr.Workflow.Domain;
using Kkr.Workflow.LocalRun.Inbox;
using Kkr.Workflow.LocalRun.Play.Result;

namespace Kkr.Workflow.LocalRun.Play.Story;

/// <summary>Watches the inbox and the meetings, and tells what the system has done since it was last asked.</summary>
internal sealed class Narrator(Stage stage, IStory story)
{
    private readonly Dictionary<string, string> _phases = [];
    private readonly HashSet<string> _steps = [];
    private readonly Dictionary<string, string> _events = [];
    private int _mails;
    private int _versions;

    public async Task CatchUpAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        IReadOnlyList<Mail> mails = stage.Inbox.Mails.Mails;
        IReadOnlyList<EventVersion> versions = stage.Inbox.Calendar.Versions;
        List<StoryLine> lines = [];
        foreach (string name in stage.Meetings.Keys.Where(name => _phases.GetValueOrDefault(name) is not ("approved" or "cancelled")))
        {
            lines.AddRange(await StepsAsync(name, now, cancellation));
        }

        lines.AddRange(Mails(mails.Skip(_mails)));
        lines.AddRange(versions.Skip(_versions).Select(Invitation));
        (_mails, _versions) = (mails.Count, versions.Count);
        foreach (StoryLine line in lines.OrderBy(line => line.At).ThenBy(line => stage.OrderOf(line.Meeting), StringComparer.Ordinal).ThenBy(line => line.Voice))
        {
            story.Tell(line);
        }
    }

    /// <summary>What somebody has just done may have brought the meeting to its next phase.</summary>
    public async Task AfterActionAsync(string name, DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (StoryLine line in await StepsAsync(name, now, cancellation))
        {
            story.Tell(line);
        }
    }

    private IEnumerable<StoryLine> Mails(IEnumerable<Mail> mails) =>
        from mail in mails
        group mail by (Minute: mail.At.Ticks / TimeSpan.TicksPerMinute, mail.About.Meeting, mail.About.Kind) into kind
        let first = kind.First()
        let count = kind.Count()
        select new StoryLine(
            first.At,
            stage.NameOf(first.About.Meeting),
            first.About.Kind == "Bounce" ? Voice.Trouble : Voice.System,
            count == 1 ? $"Mail til {first.To[0].Name ?? first.To[0].Email}: {first.Subject}" : $"{count} mails: {InDanish.MailKind(first.About.Kind)}");

    private StoryLine Invitation(EventVersion version) => new(
        version.At,
        _events.GetValueOrDefault(version.EventId, ""),
        Voice.System,
        string.Create(CultureInfo.InvariantCulture, $"Kalenderen: {InDanish.Change(version.Change).ToLowerInvariant()} »{version.Text("subject")}« {CalendarPages.When(version)}, {CalendarPages.Attendees(version).Count()} deltagere"));

    /// <summary>The steps done since, and the phase that the meeting has come to.</summary>
    private async Task<IReadOnlyList<StoryLine>> StepsAsync(string name, DateTimeOffset now, CancellationToken cancellation)
    {
        List<StoryLine> lines = [];
        string? told = _phases.GetValueOrDefault(name);
        ShownMeeting meeting = new(await stage.App.GetAsync(stage.MeetingPath(name), cancellation));
        if (meeting.EventId is { } eventId)
        {
            _events[eventId] = name;
        }

        foreach (JsonNode? step in meeting.Completed)
        {
            string key = (string)step!["step"]!;
            DateTimeOffset done = DateTimeOffset.Parse((string)step["at"]!, CultureInfo.InvariantCulture);
            if (_steps.Add($"{name}/{key}/{done:O}"))
            {
                lines.Add(new StoryLine(done, name, key == "minutesDue" ? Voice.Trouble : Voice.Step, InDanish.Step(key)));
                if (PhaseAfter(key) is { } phase)
                {
                    lines.Add(PhaseLine(name, done, phase));
                    told = phase.ToString();
                }
            }
        }

        // Some phases are reached by what somebody does, not by a step.
        if (told is not null
            && !told.Equals(meeting.Phase, StringComparison.OrdinalIgnoreCase)
            && Enum.TryParse(meeting.Phase, ignoreCase: true, out MeetingPhase reached))
        {
            lines.Add(PhaseLine(name, now, reached));
        }

        _phases[name] = meeting.Phase;
        return lines;
    }

    private static StoryLine PhaseLine(string name, DateTimeOffset at, MeetingPhase phase) =>
        new(at, name, Voice.Phase, $"Mødet er nu i fasen »{phase.InDanish()}«");

    private static MeetingPhase? PhaseAfter(string step) => Enum.TryParse(step, ignoreCase: true, out MeetingStep done)
        ? done switch
        {
            MeetingStep.Call => MeetingPhase.Calling,
            MeetingStep.ItemDeadline => MeetingPhase.Preparing,
            MeetingStep.Freeze => MeetingPhase.Frozen,
            MeetingStep.Dispatch => MeetingPhase.Dispatched,
            MeetingStep.Start => MeetingPhase.Held,
            MeetingStep.Publication => MeetingPhase.Published,
            MeetingStep.Approval => MeetingPhase.Approved,
            _ => null,
        }
        : null;
}
