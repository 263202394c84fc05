using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Kkr.Workflow.LocalRun.Inbox;

/// <summary>Makes the versions of an event: what the app sends, and what Graph adds to it.</summary>
internal sealed partial class GraphEvents(CalendarBox box, InboxOptions options, Func<Uri> inbox)
{
    public EventVersion Created(string mailbox, JsonObject sent)
    {
        DateTimeOffset now = options.Time.GetUtcNow();
        string source = (string?)sent["transactionId"] ?? $"{sent.ToJsonString()}/{box.Versions.Count}";
        string id = $"AAMk{MailBox.Digest($"{mailbox}/{source}")}AAA=";
        JsonObject resource = sent.DeepClone().AsObject();
        resource["id"] = id;
        resource["iCalUId"] = $"040000008200E00074C5B7101A82E008{Convert.ToHexString(System.Text.Encoding.ASCII.GetBytes(id[4..20]))}";
        resource["createdDateTime"] = Stamp(now);
        resource["isOrganizer"] = true;
        resource["isCancelled"] = false;
        resource["type"] = "singleInstance";
        resource["organizer"] = new JsonObject { ["emailAddress"] = new JsonObject { ["name"] = mailbox, ["address"] = mailbox } };
        resource["webLink"] = new Uri(inbox(), $"kalender/{Uri.EscapeDataString(id)}").ToString();
        if (resource["isOnlineMeeting"] is JsonValue online && online.GetValueKind() == JsonValueKind.True)
        {
            resource["onlineMeetingProvider"] ??= "teamsForBusiness";
            string join = options.JoinAddress ?? new Uri(inbox(), "kalender/").ToString();
            resource["onlineMeeting"] = new JsonObject { ["joinUrl"] = join + Uri.EscapeDataString(id) };
        }

        return Version(mailbox, id, 1, now, "created", Finished(resource, 1, now), sent.ToJsonString());
    }

    public EventVersion Updated(EventVersion before, JsonObject sent)
    {
        DateTimeOffset now = options.Time.GetUtcNow();
        JsonObject resource = before.Resource.DeepClone().AsObject();
        foreach ((string field, JsonNode? value) in sent)
        {
            // Graph lets nobody change these; it ignores what is sent for them.
            if (field is not ("id" or "iCalUId" or "transactionId" or "createdDateTime" or "organizer" or "onlineMeeting" or "webLink" or "@odata.type"))
            {
                resource[field] = value?.DeepClone();
            }
        }

        KeepAnswers(before.Resource, resource);
        int version = before.Version + 1;
        return Version(before.Mailbox, before.EventId, version, now, "updated", Finished(resource, version, now), sent.ToJsonString());
    }

    /// <summary>Those who stay invited keep their answers, unless the event has another time: then everybody is asked anew.</summary>
    private static void KeepAnswers(JsonObject before, JsonObject after)
    {
        bool isMoved = GraphTime.Instant(before["start"]) != GraphTime.Instant(after["start"]) || GraphTime.Instant(before["end"]) != GraphTime.Instant(after["end"]);
        foreach (JsonObject attendee in (after["attendees"] as JsonArray ?? []).OfType<JsonObject>())
        {
            JsonObject? known = (before["attendees"] as JsonArray ?? []).OfType<JsonObject>().FirstOrDefault(one => string.Equals(
                (string?)one["emailAddress"]?["address"], (string?)attendee["emailAddress"]?["address"], StringComparison.OrdinalIgnoreCase));
            foreach (string field in (string[])["status", "proposedNewTime"])
            {
                attendee.Remove(field);
                if (!isMoved && known?[field] is { } kept)
                {
                    attendee[field] = kept.DeepClone();
                }
            }
        }
    }

    public EventVersion Gone(EventVersion before, string change, string request)
    {
        DateTimeOffset now = options.Time.GetUtcNow();
        JsonObject resource = before.Resource.DeepClone().AsObject();
        resource["isCancelled"] = change == "cancelled";
        return Version(before.Mailbox, before.EventId, before.Version + 1, now, change, Finished(resource, before.Version + 1, now), request);
    }

    /// <summary>Code and message of the rule that the event breaks, or null.</summary>
    public static (string Code, string Message)? Broken(JsonObject sent, bool isNew)
    {
        foreach (string field in (string[])["start", "end"])
        {
            if ((isNew || sent.ContainsKey(field)) && GraphTime.Instant(sent[field]) is null)
            {
                return sent[field] is JsonObject pair && GraphTime.Zone((string?)pair["timeZone"]) is null
                    ? ("TimeZoneNotSupportedException", $"A valid TimeZone value must be specified for '{field}'.")
                    : ("ErrorPropertyValidationFailure", $"'{field}' must hold a dateTime and a timeZone.");
            }
        }

        if (GraphTime.Instant(sent["start"]) is { } start && GraphTime.Instant(sent["end"]) is { } end && end < start)
        {
            return ("ErrorInvalidRequest", "The start of the event must not be after its end.");
        }

        foreach (JsonNode? attendee in sent["attendees"] as JsonArray ?? [])
        {
            if (string.IsNullOrWhiteSpace((string?)attendee?["emailAddress"]?["address"]))
            {
                return ("ErrorInvalidRecipients", "At least one recipient is not valid.");
            }
        }

        return null;
    }

    /// <summary>Whether a repeated creation asks for the same event as the first one did.</summary>
    public static bool IsRepeat(EventVersion first, JsonObject sent) => JsonNode.DeepEquals(JsonNode.Parse(first.Request), sent);

    private static EventVersion Version(string mailbox, string id, int version, DateTimeOffset at, string change, JsonObject resource, string request) =>
        new(id, mailbox, version, at, change, resource, request);

    private static JsonObject Finished(JsonObject resource, int version, DateTimeOffset now)
    {
        resource["lastModifiedDateTime"] = Stamp(now);
        resource["changeKey"] = MailBox.Digest($"{resource["id"]}/{version}");
        resource["bodyPreview"] = Preview((string?)resource["body"]?["content"] ?? "");
        resource["attendees"] ??= new JsonArray();
        foreach (JsonNode? attendee in resource["attendees"]!.AsArray())
        {
            attendee!["type"] ??= "required";
            attendee["status"] ??= new JsonObject { ["response"] = "none", ["time"] = "0001-01-01T00:00:00Z" };
        }

        return resource;
    }

    private static string Preview(string html)
    {
        string text = WebUtility.HtmlDecode(Space().Replace(Tag().Replace(html, " "), " ")).Trim();
        return text.Length <= 255 ? text : text[..255];
    }

    private static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Space();
}
