namespace Kkr.Workflow.Domain.Invitation;

/// <summary>The meeting's calendar event could not be put right. It lasts until the calendar has been reached again.</summary>
/// <param name="Number">1, 2, … within the meeting: the secretariat is told of each once.</param>
/// <param name="At">When it was first found, UTC.</param>
/// <param name="MendedAt">When the calendar was reached again, UTC, or null.</param>
public sealed record CalendarFault(int Number, DateTimeOffset At, DateTimeOffset? MendedAt = null)
{
    public bool Lasts() => MendedAt is null;

    /// <summary>The meeting with a fault; the one that lasts stays the same one.</summary>
    public static Meeting Found(Meeting meeting, DateTimeOffset now) => meeting.CalendarFault is { } fault && fault.Lasts()
        ? meeting
        : meeting with { CalendarFault = new CalendarFault((meeting.CalendarFault?.Number ?? 0) + 1, now) };

    /// <summary>The meeting whose event has been put right. Nothing changes where nothing was wrong.</summary>
    public static Meeting Mended(Meeting meeting, DateTimeOffset now) => meeting.CalendarFault is { } fault && fault.Lasts()
        ? meeting with { CalendarFault = fault with { MendedAt = now } }
        : meeting;
}
