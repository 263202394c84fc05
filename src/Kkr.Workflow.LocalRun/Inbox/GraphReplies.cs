using System.Globalization;
using System.Text.Json.Nodes;

namespace Kkr.Workflow.LocalRun.Inbox;

/// <summary>What somebody who is invited answers in their calendar.</summary>
public enum InvitationReply
{
    Accept,
    TentativelyAccept,
    Decline,
}

/// <summary>Answers of those who are invited: they come into the organiser's event as Exchange puts them there, and the app is told.</summary>
public sealed class GraphReplies(CalendarBox box, GraphSubscriptions subscriptions, TimeProvider time)
{
    /// <summary>Answers an invitation, with another time proposed where there is one; null when the event is gone or they are not invited.</summary>
    /// <param name="eventId">The event.</param>
    /// <param name="attendee">The address of whoever answers.</param>
    /// <param name="reply">The answer.</param>
    /// <param name="comment">What they write to the organiser, or null.</param>
    /// <param name="proposed">Another time, in the event's own time zone, or null.</param>
    /// <param name="cancellation">Stops telling the app.</param>
    public async Task<EventVersion?> RespondAsync(
        string eventId, string attendee, InvitationReply reply, string? comment, (DateTime Start, DateTime End)? proposed, CancellationToken cancellation)
    {
        EventVersion? answered = box.Change(() =>
            box.Versions.LastOrDefault(version => version.EventId == eventId) is { IsGone: false } before && Answered(before, attendee, reply, comment, proposed) is { } next ? next : null);
        if (answered is not null)
        {
            await subscriptions.NotifyAsync(answered, cancellation);
        }

        return answered;
    }

    /// <summary>What somebody has answered: <c>none</c>, <c>accepted</c>, <c>tentativelyAccepted</c> or <c>declined</c>.</summary>
    public static string AnswerOf(EventVersion version, string attendee) => (string?)Find(version.Resource, attendee)?["status"]?["response"] ?? "none";

    private EventVersion? Answered(EventVersion before, string attendee, InvitationReply reply, string? comment, (DateTime Start, DateTime End)? proposed)
    {
        DateTimeOffset now = time.GetUtcNow();
        JsonObject resource = before.Resource.DeepClone().AsObject();
        if (Find(resource, attendee) is not { } invited)
        {
            return null;
        }

        string response = reply switch { InvitationReply.Accept => "accepted", InvitationReply.Decline => "declined", _ => "tentativelyAccepted" };
        invited["status"] = new JsonObject { ["response"] = response, ["time"] = GraphSubscriptions.Stamp(now) };
        invited.Remove("proposedNewTime");
        JsonObject request = new() { ["attendee"] = attendee, ["response"] = response, ["comment"] = comment };
        if (proposed is { } other)
        {
            JsonObject slot = new() { ["start"] = Pair(other.Start, before), ["end"] = Pair(other.End, before) };
            invited["proposedNewTime"] = slot;
            request["proposedNewTime"] = slot.DeepClone();
        }

        int version = before.Version + 1;
        resource["changeKey"] = MailBox.Digest($"{before.EventId}/{version}");
        resource["lastModifiedDateTime"] = GraphSubscriptions.Stamp(now);
        return new EventVersion(before.EventId, before.Mailbox, version, now, "answered", resource, request.ToJsonString());
    }

    private static JsonObject? Find(JsonObject resource, string attendee) => (resource["attendees"] as JsonArray ?? [])
        .OfType<JsonObject>()
        .FirstOrDefault(one => string.Equals((string?)one["emailAddress"]?["address"], attendee, StringComparison.OrdinalIgnoreCase));

    private static JsonObject Pair(DateTime local, EventVersion version) => new()
    {
        ["dateTime"] = local.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture),
        ["timeZone"] = (string?)version.Resource["start"]?["timeZone"] ?? "UTC",
    };
}
