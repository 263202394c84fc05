using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kkr.Workflow.LocalRun.Inbox;
using Kkr.Workflow.LocalRun.Play.Script;

namespace Kkr.Workflow.LocalRun.Play.Result;

/// <summary>
/// Everything that happened, in one order that does not depend on who was first within an instant. It holds nothing that differs between
/// two runs: no ports, no durations, no ids but those made from data.
/// </summary>
internal static class TimelineFile
{
    private sealed record Entry(DateTimeOffset At, string Meeting, string Kind, string Key, JsonObject Details);

    public static string Write(PlayedYear year)
    {
        TimeZoneInfo zone = year.Stage.Scenario.Zone;
        IEnumerable<Entry> entries = Actions(year).Concat(Steps(year)).Concat(Mails(year)).Concat(MailEvents(year)).Concat(Calendar(year)).Concat(Editions(year)).Concat(Answers(year));
        JsonArray events = [.. entries
            .OrderBy(entry => entry.At)
            .ThenBy(entry => entry.Meeting, StringComparer.Ordinal)
            .ThenBy(entry => entry.Kind, StringComparer.Ordinal)
            .ThenBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => Node(entry, zone))];
        JsonArray documents = [.. year.Documents
            .OrderBy(document => document.Container, StringComparer.Ordinal)
            .ThenBy(document => document.Path, StringComparer.Ordinal)
            .Select(document => new JsonObject
            {
                ["container"] = document.Container,
                ["path"] = document.Path,
                ["bytes"] = document.Content.Length,
                ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(document.Content)),
            })];
        JsonObject meetings = [];
        foreach (string name in year.Meetings.Keys.Order(StringComparer.Ordinal))
        {
            meetings[name] = new JsonObject
            {
                ["id"] = year.Stage.MeetingId(name),
                ["date"] = year.Meetings[name].Date,
                ["phase"] = year.Meetings[name].Phase,
            };
        }

        JsonObject file = new()
        {
            ["scenario"] = year.Stage.Scenario.Script.Title,
            ["events"] = events,
            ["meetings"] = meetings,
            ["documents"] = documents,
        };
        return file.ToJsonString(ScenarioJson.File) + "\n";
    }

    private static JsonObject Node(Entry entry, TimeZoneInfo zone)
    {
        JsonObject node = new()
        {
            ["at"] = TimeZoneInfo.ConvertTime(entry.At, zone).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
            ["meeting"] = entry.Meeting,
            ["kind"] = entry.Kind,
            ["key"] = entry.Key,
        };
        foreach ((string name, JsonNode? value) in entry.Details)
        {
            node[name] = value?.DeepClone();
        }

        return node;
    }

    private static IEnumerable<Entry> Actions(PlayedYear year) => year.Actions.Select(played => new Entry(
        played.At,
        played.Action.AboutMeeting is { } meeting ? year.Stage.Meetings.GetValueOrDefault(meeting, "") : "",
        "action",
        played.Number.ToString("D3", CultureInfo.InvariantCulture),
        new JsonObject { ["say"] = played.Action.Say, ["refusal"] = played.Refusal }));

    private static IEnumerable<Entry> Steps(PlayedYear year) =>
        from meeting in year.Meetings
        from step in meeting.Value.Timeline
        let done = ShownMeeting.Done(step!)
        where done is not null
        select new Entry(done.Value, year.Stage.MeetingId(meeting.Key), "step", (string?)step["step"] ?? "", []);

    private static IEnumerable<Entry> Mails(PlayedYear year) => year.Mails.Select(mail => new Entry(
        mail.At,
        mail.About.Meeting,
        "mail",
        $"{mail.About.Kind}|{mail.About.Version}|{mail.About.Post}|{mail.About.Matter}",
        new JsonObject { ["post"] = mail.About.Post, ["to"] = string.Join(", ", mail.To), ["subject"] = mail.Subject }));

    private static IEnumerable<Entry> MailEvents(PlayedYear year) =>
        from happened in year.Stage.Inbox.Mails.Events
        join mail in year.Mails on happened.MailId equals mail.Id
        select new Entry(happened.At, mail.About.Meeting, $"mail-{happened.Kind}", mail.About.Key, new JsonObject { ["reason"] = happened.Reason });

    private static IEnumerable<Entry> Calendar(PlayedYear year) => year.Calendar.Select(version => new Entry(
        version.At,
        MeetingOf(year, version.EventId),
        $"calendar-{version.Change}",
        $"{version.EventId}|{version.Version}",
        new JsonObject
        {
            ["subject"] = version.Text("subject"),
            ["when"] = CalendarPages.When(version),
            ["attendees"] = CalendarPages.Attendees(version).Count(),
        }));

    private static IEnumerable<Entry> Editions(PlayedYear year) =>
        from meeting in year.Meetings
        let editions = meeting.Value.Agendas.Select(edition => ("agenda", edition))
            .Concat(meeting.Value.MinutesEditions.Select(edition => ("minutes", edition)))
        from edition in editions
        select new Entry(
            DateTimeOffset.Parse((string)edition.Item2!["at"]!, CultureInfo.InvariantCulture),
            year.Stage.MeetingId(meeting.Key),
            $"{edition.Item1}-edition",
            (string?)edition.Item2["path"] ?? "",
            new JsonObject { ["edition"] = edition.Item2["kind"]?.DeepClone(), ["version"] = edition.Item2["version"]?.DeepClone() });

    private static IEnumerable<Entry> Answers(PlayedYear year) =>
        from meeting in year.Meetings
        from reply in meeting.Value.Replies
        select new Entry(
            DateTimeOffset.Parse((string)reply!["at"]!, CultureInfo.InvariantCulture),
            year.Stage.MeetingId(meeting.Key),
            "reply",
            (string?)reply["municipality"] ?? "",
            new JsonObject { ["hasItems"] = reply["hasItems"]?.DeepClone() });

    private static string MeetingOf(PlayedYear year, string eventId) =>
        year.Meetings.FirstOrDefault(meeting => meeting.Value.EventId == eventId) is { Key: { } name } ? year.Stage.MeetingId(name) : "";
}
