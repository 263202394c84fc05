namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a timer-triggered function is told about its schedule.</summary>
public class TimerInfo
{
    /// <summary>The recorded progress; null when the schedule is not monitored.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>Whether this run is later than the schedule asked for, as after downtime.</summary>
    public bool IsPastDue { get; set; }
}

/// <summary>The recorded progress of a schedule. All instants are UTC.</summary>
public class ScheduleStatus
{
    /// <summary>The last occurrence that ran; the default value before the first.</summary>
    public DateTime Last { get; set; }

    /// <summary>The next expected occurrence.</summary>
    public DateTime Next { get; set; }

    /// <summary>When this record was last written.</summary>
    public DateTime LastUpdated { get; set; }
}
