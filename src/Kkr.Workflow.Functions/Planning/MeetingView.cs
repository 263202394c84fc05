using System.Globalization;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Invitation;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Functions.Planning;

/// <summary>A meeting as it is read over HTTP: itself, its past and coming steps, its items and the replies to its call.</summary>
public sealed record MeetingView(Meeting Meeting, IReadOnlyList<TimelineEntry> Timeline, IReadOnlyList<Item> Items, IReadOnlyList<Reply> Replies)
{
    /// <summary>What the secretariat should see to about the items; empty for those who do not prepare the meeting.</summary>
    public IReadOnlyList<ItemWarning> Warnings { get; init; } = [];
}

/// <summary>One step of a meeting.</summary>
/// <param name="Step">The step.</param>
/// <param name="Date">Local date.</param>
/// <param name="Time">Local time.</param>
/// <param name="Instant">The same as an instant with the council's offset (RFC 3339).</param>
/// <param name="Done">When it was done, or null.</param>
public sealed record TimelineEntry(MeetingStep Step, DateOnly Date, string Time, DateTimeOffset Instant, DateTimeOffset? Done)
{
    public static IReadOnlyList<TimelineEntry> Of(Meeting meeting, Council council) =>
    [
        .. Domain.Timeline.Of(meeting, council).Deadlines.Select(deadline => new TimelineEntry(
            deadline.Step,
            deadline.Date,
            deadline.Time.ToString("HH:mm", CultureInfo.InvariantCulture),
            TimeZoneInfo.ConvertTime(deadline.Instant, TimeZoneInfo.FindSystemTimeZoneById(council.TimeZone)),
            meeting.Completed.FirstOrDefault(done => done.Step == deadline.Step)?.At)),
    ];
}
