using Kkr.Workflow.Domain;

namespace Kkr.Workflow.Functions.Invitation;

/// <summary>What of a meeting's calendar is looked after.</summary>
public enum CalendarPart
{
    /// <summary>The meeting's own event.</summary>
    Event,

    /// <summary>Presenters' slots and deadlines.</summary>
    Entries,

    /// <summary>What those who are invited have answered.</summary>
    Replies,
}

/// <summary>A meeting's calendar to look after.</summary>
public sealed record CalendarCare(MeetingKey Meeting)
{
    /// <summary>In this order.</summary>
    public IReadOnlyList<CalendarPart> Parts { get; init; } = [];

    /// <summary>How long to wait first, because the calendar asked for it.</summary>
    public int WaitSeconds { get; init; }

    /// <summary>How often the calendar has asked to be left alone.</summary>
    public int Waits { get; init; }
}

/// <summary>A part of a meeting's calendar that could not be looked after.</summary>
public sealed record CalendarTrouble(MeetingKey Meeting, CalendarPart Part);
