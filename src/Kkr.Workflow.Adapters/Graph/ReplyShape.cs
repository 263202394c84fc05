using System.Globalization;
using Kkr.Workflow.Domain.Invitation;
using Microsoft.Graph.Models;
using GraphAttendee = Microsoft.Graph.Models.Attendee;

namespace Kkr.Workflow.Adapters.Graph;

/// <summary>Reads what Graph knows of an attendee's answer.</summary>
internal static class ReplyShape
{
    /// <summary>The answer; null for somebody without an address, whom nobody can be told from.</summary>
    public static CalendarReply? Of(GraphAttendee attendee)
    {
        if (attendee.EmailAddress?.Address is not { Length: > 0 } address)
        {
            return null;
        }

        CalendarResponse response = attendee.Status?.Response switch
        {
            ResponseType.Accepted => CalendarResponse.Accepted,
            ResponseType.TentativelyAccepted => CalendarResponse.Tentative,
            ResponseType.Declined => CalendarResponse.Declined,
            _ => CalendarResponse.None,
        };
        return new CalendarReply(address, response, attendee.Status?.Time ?? default)
        {
            Proposed = Instant(attendee.ProposedNewTime?.Start) is { } start && Instant(attendee.ProposedNewTime?.End) is { } end ? new ProposedTime(start, end) : null,
        };
    }

    private static DateTimeOffset? Instant(DateTimeTimeZone? pair)
    {
        if (!DateTime.TryParse(pair?.DateTime, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime local)
            || !TimeZoneInfo.TryFindSystemTimeZoneById(pair.TimeZone ?? "UTC", out TimeZoneInfo? zone))
        {
            return null;
        }

        DateTime there = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        return new DateTimeOffset(there, zone.GetUtcOffset(there)).ToUniversalTime();
    }
}
