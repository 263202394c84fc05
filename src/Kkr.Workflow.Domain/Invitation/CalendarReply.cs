namespace Kkr.Workflow.Domain.Invitation;

/// <summary>What an attendee has answered in their calendar.</summary>
public enum CalendarResponse
{
    /// <summary>Nothing yet, or nothing since the event was moved.</summary>
    None,
    Accepted,

    /// <summary>»Måske«.</summary>
    Tentative,
    Declined,
}

/// <summary>An attendee's answer as the organiser's calendar has it.</summary>
/// <param name="Email">The attendee's address.</param>
/// <param name="Response">The newest answer.</param>
/// <param name="At">When it was given, UTC.</param>
public sealed record CalendarReply(string Email, CalendarResponse Response, DateTimeOffset At)
{
    /// <summary>Another time that the attendee proposes, or null.</summary>
    public ProposedTime? Proposed { get; init; }
}

/// <summary>Another time for a meeting, UTC.</summary>
public sealed record ProposedTime(DateTimeOffset Start, DateTimeOffset End);

/// <summary>What the secretariat is told of the calendar, since nobody else acts on it.</summary>
public enum CalendarNoteKind
{
    /// <summary>Somebody proposes another time.</summary>
    NewTime,

    /// <summary>The room is not free.</summary>
    RoomDeclined,

    /// <summary>A presenter cannot come in their slot.</summary>
    PresenterDeclined,

    /// <summary>The answers could not be read.</summary>
    Unreadable,

    /// <summary>Deadlines and presenters' slots could not be put into the calendar.</summary>
    Unwritten,

    /// <summary>Somebody has deleted the meeting's event by hand.</summary>
    EventGone,
}

/// <summary>Something in the calendar for the secretariat to see to; it is told once.</summary>
/// <param name="Number">1, 2, … within the meeting; part of the mailing key.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Who">The post, the guest's post, or <see cref="CalendarLedger.Room"/>; empty when it is about nobody.</param>
/// <param name="At">When it came, UTC.</param>
public sealed record CalendarNote(int Number, CalendarNoteKind Kind, string Who, DateTimeOffset At)
{
    /// <summary>The time that is proposed.</summary>
    public ProposedTime? Proposed { get; init; }

    /// <summary>When the secretariat's mail was queued, UTC.</summary>
    public DateTimeOffset? ToldAt { get; init; }

    /// <summary>When it was no longer so, UTC: the calendar can be read or written again.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}

/// <summary>An event beside the meeting's own: a guest's slot, or a deadline.</summary>
/// <param name="Id">What it is for, e.g. <c>guest-2026-1-003-1</c> or <c>deadline-itemdeadline</c>.</param>
/// <param name="Turn">1, and one more each time it is made again after it was cancelled; part of what makes its creation idempotent.</param>
/// <param name="EventId">The calendar's own id.</param>
/// <param name="Print">Digest of what the calendar was last told; it holds no address.</param>
public sealed record CalendarEntry(string Id, int Turn, string EventId, string Print)
{
    /// <summary>When it was cancelled, UTC, or null.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}
