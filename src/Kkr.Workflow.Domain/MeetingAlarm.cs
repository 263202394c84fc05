namespace Kkr.Workflow.Domain;

/// <summary>What the secretariat is alarmed about before it is too late.</summary>
public enum AlarmKind
{
    /// <summary>The freeze is due, and the chairmanship's comments or silence hold it.</summary>
    AgendaHeld,

    /// <summary>The agenda was not dispatched by the latest day; somebody must answer for a late dispatch by name.</summary>
    DispatchOverdue,

    /// <summary>The agenda has been sent, but not everybody has been reached.</summary>
    DispatchIncomplete,

    /// <summary>Minutes wait for a next meeting that nobody has planned.</summary>
    NextMeetingMissing,
}

/// <summary>An alarm and when it is due.</summary>
/// <param name="Kind">What about.</param>
/// <param name="Occasion">Tells this alarm from others of its kind, e.g. <c>2027-01</c>; part of the mailing key.</param>
/// <param name="Instant">UTC.</param>
public sealed record MeetingAlarm(AlarmKind Kind, string Occasion, DateTimeOffset Instant);

/// <summary>An alarm that the secretariat has been sent.</summary>
public sealed record RaisedAlarm(AlarmKind Kind, string Occasion, DateTimeOffset At);
