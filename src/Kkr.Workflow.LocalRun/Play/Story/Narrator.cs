using System.Globalization;
using System.Text.Json.Nodes;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.LocalRun.Inbox;
using Kkr.Workflow.LocalRun.Play.Result;

namespace Kkr.Workflow.LocalRun.Play.Story;

/// <summary>Watches the inbox and the meetings, and tells what the system has done since it was last asked.</summary>
internal sealed class Narrator(Stage stage)
{
    private readonly HashSet<string> _ended = [];
    private readonly HashSet<string> _steps = [];
    private readonly Dictionary<string, string> _events = [];
    private readonly Dictionary<string, EventVersion> _versionsTold = [];
    private int _mails;
    private int _versions;

    /// <summary>What has happened since the last call, in order of time.</summary>
    public async Task<IReadOnlyList<StoryLine>> CatchUpAsync(CancellationToken cancellation)
    {
        IReadOnlyList<Mail> mails = stage.Inbox.Mails.Mails;
        IReadOnlyList<EventVersion> versions = stage.Inbox.Calendar.Versions;
        List<StoryLine> lines = [.. Mails(mails.Skip(_mails))];
        HashSet<string> told = [.. mails.Skip(_mails).Select(mail => Sent(stage.NameOf(mail.About.Meeting), mail.About.Kind, mail.At))];
        foreach (string name in stage.Meetings.Keys.Where(name => !_ended.Contains(name)))
        {
            lines.AddRange(await StepsAsync(name, told, cancellation));
        }

        lines.AddRange(versions.Skip(_versions).Select(Invitation).OfType<StoryLine>());
        (_mails, _versions) = (mails.Count, versions.Count);
        return [.. lines
            .OrderBy(line => Minute(line.At))
            .ThenBy(line => stage.OrderOf(line.Meeting), StringComparer.Ordinal)
            .ThenBy(line => !line.OpensChapter)
            .ThenBy(line => line.Voice)
            .ThenBy(line => line.Text, StringComparer.Ordinal)];
    }

    private IEnumerable<StoryLine> Mails(IEnumerable<Mail> mails) =>
        from mail in mails
        group mail by (Minute: Minute(mail.At), mail.About.Meeting, mail.About.Kind, Matter: IsOfMany(mail.About.Kind) ? "" : mail.About.Matter) into sent
        let first = sent.First()
        select new StoryLine(
            first.At,
            stage.NameOf(first.About.Meeting),
            first.About.Kind is "Bounce" or "MinutesDue" or "MinutesHeldBack" or "MinutesClosed" or "NextMeetingMissing" ? Voice.Trouble : Voice.System,
            Sentences.Of([.. sent.OrderBy(mail => mail.About.Post, StringComparer.Ordinal)], stage));

    private StoryLine? Invitation(EventVersion version)
    {
        EventVersion? before = _versionsTold.GetValueOrDefault(version.EventId);
        _versionsTold[version.EventId] = version;
        return Sentences.Of(version, before) is { } told ? new StoryLine(version.At, _events.GetValueOrDefault(version.EventId, ""), Voice.System, told) : null;
    }

    /// <summary>The steps done since. What a step's own mails tell is not told twice.</summary>
    private async Task<IReadOnlyList<StoryLine>> StepsAsync(string name, HashSet<string> mailed, CancellationToken cancellation)
    {
        List<StoryLine> lines = [];
        ShownMeeting meeting = new(await stage.App.GetAsync(stage.MeetingPath(name), cancellation));
        if (meeting.EventId is { } eventId)
        {
            _events[eventId] = name;
        }

        foreach (JsonNode? step in meeting.Completed)
        {
            string key = (string)step!["step"]!;
            DateTimeOffset done = DateTimeOffset.Parse((string)step["at"]!, CultureInfo.InvariantCulture);
            if (!_steps.Add($"{name}/{key}/{done:O}"))
            {
                continue;
            }

            bool opens = Sentences.OpensChapter(key, stage.Planned(name)?.Kind ?? MeetingKind.Ordinary);
            bool isTold = Sentences.MailsOf(key) is { } kind && mailed.Contains(Sent(name, kind, done));
            if (opens || (!isTold && Sentences.Of(key) is not null))
            {
                lines.Add(new StoryLine(done, name, Voice.Step, isTold ? "" : Sentences.Of(key) ?? "") { OpensChapter = opens, IsMeeting = key == "start" });
            }
        }

        if (meeting.Phase is "approved" or "cancelled")
        {
            _ended.Add(name);
        }

        return lines;
    }

    /// <summary>Kinds that go to many at once about one and the same matter for each of them.</summary>
    private static bool IsOfMany(string kind) => kind is not ("Acknowledgement" or "LateItem" or "ItemRejected" or "FollowUp" or "Bounce");

    private static long Minute(DateTimeOffset at) => at.UtcTicks / TimeSpan.TicksPerMinute;

    private static string Sent(string meeting, string kind, DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"{meeting}/{kind}/{Minute(at)}");
}
