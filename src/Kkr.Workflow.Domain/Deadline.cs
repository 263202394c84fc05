namespace Kkr.Workflow.Domain;

/// <summary>When a step falls due.</summary>
/// <param name="Step">The step.</param>
/// <param name="Date">Local date.</param>
/// <param name="Time">Local time.</param>
/// <param name="Instant">The same, UTC.</param>
public sealed record Deadline(MeetingStep Step, DateOnly Date, TimeOnly Time, DateTimeOffset Instant)
{
    /// <summary>A deadline on a local date and time.</summary>
    public static Deadline Local(MeetingStep step, DateOnly date, TimeOnly time, string timeZone) =>
        new(step, date, time, LocalTime.ToInstant(date, time, timeZone));

    /// <summary>A deadline at an instant.</summary>
    public static Deadline At(MeetingStep step, DateTimeOffset instant, string timeZone)
    {
        (DateOnly date, TimeOnly time) = LocalTime.ToLocal(instant, timeZone);
        return new(step, date, time, instant.ToUniversalTime());
    }
}
