using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Domain.Agenda;

/// <summary>A point that is foreseen for a coming meeting.</summary>
/// <param name="Meeting">The meeting, or null when the date has no meeting yet.</param>
/// <param name="Date">The date, or null when none is known.</param>
/// <param name="Subject">What it is about.</param>
public sealed record UpcomingPoint(string? Meeting, DateOnly? Date, string Subject);

// What item 6.1 tells: the annual wheel's rows of the coming meetings, and what was postponed or promised (domain.md A6).
public static partial class AgendaRules
{
    /// <summary>The union, in order of date, without duplicates.</summary>
    /// <param name="meeting">The meeting whose agenda it is for.</param>
    /// <param name="meetings">The council's meetings.</param>
    /// <param name="wheels">Resolved annual wheels of the years concerned.</param>
    /// <param name="items">Items in the pool and on coming meetings.</param>
    public static IReadOnlyList<UpcomingPoint> Upcoming(
        Meeting meeting, IReadOnlyList<Meeting> meetings, IReadOnlyList<AnnualWheel> wheels, IReadOnlyList<Item> items)
    {
        Meeting[] coming = [.. meetings.Where(other => other.Date > meeting.Date && other.Phase != MeetingPhase.Cancelled).OrderBy(other => other.Date)];
        IEnumerable<UpcomingPoint> promised = items
            .Where(item => !IsAutomatic(item.Origin) && !item.Confidential
                && item.Status is not (ItemStatus.Withdrawn or ItemStatus.Rejected or ItemStatus.Returned or ItemStatus.Decided)
                && item.Origin != ItemOrigin.Submitted)
            .Select(item => (item, On: coming.FirstOrDefault(other => item.Meeting is null ? other.Date == item.PromisedTo : other.Key.Meeting == item.Meeting)))
            .Where(found => found.On is not null || (found.item.Meeting is null && found.item.PromisedTo is not null))
            .Select(found => new UpcomingPoint(found.On?.Key.Meeting, found.On?.Date ?? found.item.PromisedTo, found.item.Title));
        IEnumerable<UpcomingPoint> planned = wheels.SelectMany(wheel => coming.SelectMany(other =>
            AnnualWheelRules.SubjectsOf(wheel, other).Select(subject => new UpcomingPoint(other.Key.Meeting, other.Date, subject.Title))));
        return
        [
            .. promised.Concat(planned)
                .DistinctBy(point => (point.Date, point.Subject.Trim().ToUpperInvariant()))
                .OrderBy(point => point.Date ?? DateOnly.MaxValue),
        ];
    }

    /// <summary>The points as text: a line per date, and a bulleted line per point. Empty when there are none.</summary>
    public static string UpcomingText(IReadOnlyList<UpcomingPoint> points) => string.Join("\n\n", points
        .GroupBy(point => point.Date)
        .Select(group => string.Join('\n', group.Select(point => $"- {point.Subject}").Prepend(Heading(group.Key)))));

    private static string Heading(DateOnly? date) => date is { } day ? $"Mødet den {Danish.Date(day)}:" : "Dato følger:";
}
