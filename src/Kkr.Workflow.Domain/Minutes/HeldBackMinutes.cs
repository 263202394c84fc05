using System.Globalization;
using Kkr.Workflow.Domain.Agenda;

namespace Kkr.Workflow.Domain.Minutes;

/// <summary>
/// When the secretariat is told that the minutes are held back: once for as long as anything is awaited that it has been told of, and again when all of
/// that has come and something else is awaited.
/// </summary>
public static class HeldBackMinutes
{
    /// <summary>True when the minutes are held back for reasons that the secretariat has not been told.</summary>
    public static bool IsToTell(MinutesRecord minutes, IReadOnlyList<AwaitedAttachment> awaited) =>
        awaited.Count > 0
        && (minutes.HeldBackAt is null || (minutes.HeldBackFor is { } told && !awaited.Any(one => told.Contains(KeyOf(one)))));

    /// <summary>The number of the next time that it is told: 1, 2, …</summary>
    public static int Next(MinutesRecord minutes) => Times(minutes) + 1;

    /// <summary>Records that it was told. Repeating it changes nothing.</summary>
    public static Meeting Told(Meeting meeting, IReadOnlyList<AwaitedAttachment> awaited, DateTimeOffset now)
    {
        string[] reasons = [.. awaited.Select(KeyOf)];
        return meeting.Minutes is { HeldBackAt: not null, HeldBackFor: { } told } && told.SequenceEqual(reasons)
            ? meeting
            : meeting with { Minutes = meeting.Minutes with { HeldBackAt = now, HeldBackFor = reasons, HeldBackTimes = Next(meeting.Minutes) } };
    }

    private static int Times(MinutesRecord minutes) => minutes.HeldBackAt is null ? 0 : Math.Max(1, minutes.HeldBackTimes);

    private static string KeyOf(AwaitedAttachment one) => string.Create(CultureInfo.InvariantCulture, $"{one.Item.Id}|{one.Promise.Number}");
}
