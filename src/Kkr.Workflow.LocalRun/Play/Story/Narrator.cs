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
    private int _mails;
    private int _versions;

    public async Task CatchUpAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        IReadOnlyList<Mail> mails = stage.Inbox.Mails.Mails;
        IReadOnlyList<EventVersion> versions = stage.Inbox.Calendar.Versions;
        List<StoryLine> lines = [.. Mails(mails.Skip(_mails)), .. versions.Skip(_versions).Select(Invitation)];
        (_mails, _versions) = (mails.Count, versions.Count);
        lines.AddRange(await StepsAsync(now, cancellation));
        foreach (StoryLine line in lines.OrderBy(line => line.At).ThenBy(line => line.Meeting, StringComparer.Ordinal).ThenBy(line => line.Voice))
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
            count == 1 ? $"{InDanish.MailKind(first.About.Kind)} til {first.To[0].Name ?? first.To[0].Email}: {first.Subject}" : $"{InDanish.MailKind(first.About.Kind)}: {count} mails");

    private static StoryLine Invitation(EventVersion version) => new(
        version.At,
        "",
        Voice.System,
        string.Create(CultureInfo.InvariantCulture, $"Kalenderen: {InDanish.Change(version.Change).ToLowerInvariant()} »{version.Text("subject")}« {CalendarPages.When(version)}, {CalendarPages.Attendees(version).Count()} deltagere"));

    /// <summary>The steps done since, and the phase that a meeting has come to.</summary>
    private async Task<IReadOnlyList<StoryLine>> StepsAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        List<StoryLine> lines = [];
        foreach (string name in stage.Meetings.Keys.Where(name => _phases.GetValueOrDefault(name) is not ("approved" or "cancelled")))
        {
            ShownMeeting meeting = new(await stage.App.GetAsync(stage.MeetingPath(name), cancellation));
            DateTimeOffset latest = default;
            foreach (JsonNode? step in meeting.Timeline)
            {
                string key = (string)step!["step"]!;
                if (ShownMeeting.Done(step) is { } done)
                {
                    latest = done > latest ? done : latest;
                    if (_steps.Add($"{name}/{key}"))
                    {
                        lines.Add(new StoryLine(done, name, key == "minutesDue" ? Voice.Trouble : Voice.Step, InDanish.Step(key)));
                    }
                }
            }

            if (_phases.GetValueOrDefault(name) is { } before && before != meeting.Phase && Enum.TryParse(meeting.Phase, ignoreCase: true, out MeetingPhase reached))
            {
                // Submitted minutes and a cancellation are no steps: they were reached by what somebody has just done.
                bool byHand = reached is MeetingPhase.Minuted or MeetingPhase.Cancelled;
                lines.Add(new StoryLine(byHand || latest == default ? now : latest, name, Voice.Phase, $"Mødet er nu i fasen »{reached.InDanish()}«"));
            }

            _phases[name] = meeting.Phase;
        }

        return lines;
    }
}
