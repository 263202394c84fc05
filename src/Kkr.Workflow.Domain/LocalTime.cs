namespace Kkr.Workflow.Domain;

/// <summary>
/// Local dates and times to instants and back, one by one (design 6). Policy when clocks change: a local time that exists twice
/// means the first of the two; one that does not exist means the same time counted on the clock before the change
/// (02:30 becomes 03:30). Settings between 02:00 and 03:00 are refused beforehand, so only bad data meets the policy.
/// </summary>
public static class LocalTime
{
    /// <summary>The instant, in UTC, of a local date and time.</summary>
    /// <exception cref="TimeZoneNotFoundException">The zone is unknown; council settings are checked for that.</exception>
    public static DateTimeOffset ToInstant(DateOnly date, TimeOnly time, string ianaTimeZone)
    {
        TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(ianaTimeZone);
        DateTime local = date.ToDateTime(time, DateTimeKind.Unspecified);
        TimeSpan offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max()
            : zone.IsInvalidTime(local) ? zone.GetUtcOffset(local.AddHours(-3))
            : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>The local date and time of an instant.</summary>
    /// <exception cref="TimeZoneNotFoundException">The zone is unknown.</exception>
    public static (DateOnly Date, TimeOnly Time) ToLocal(DateTimeOffset instant, string ianaTimeZone)
    {
        DateTime local = TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(ianaTimeZone)).DateTime;
        return (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
    }
}
