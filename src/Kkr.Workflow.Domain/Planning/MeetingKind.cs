namespace Kkr.Workflow.Domain.Planning;

/// <summary>What sort of meeting it is.</summary>
public enum MeetingKind
{
    Ordinary,
    Extraordinary,

    /// <summary>The first meeting of a new term, with its own agenda.</summary>
    Constituent,
}

/// <summary>Where the meeting is held.</summary>
/// <param name="Name">E.g. a town hall, or <c>Teams</c> for a virtual meeting.</param>
/// <param name="Address">Street, postal code and town; null for a virtual meeting.</param>
/// <param name="IsVirtual">True when nobody meets in person.</param>
public sealed record Venue(string Name, string? Address = null, bool IsVirtual = false)
{
    /// <summary>The room's own mailbox, where it has one: it is booked with the calendar event. Null otherwise.</summary>
    public string? Room { get; init; }
}
