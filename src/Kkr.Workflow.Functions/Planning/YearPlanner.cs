using System.Globalization;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.Functions.Planning;

/// <summary>Plans meetings: all of them or none, and the same plan twice is one plan.</summary>
public sealed class YearPlanner(IMeetings meetings, ICouncils councils, TimeProvider time)
{
    public async Task<Result<IReadOnlyList<Meeting>>> PlanAsync(
        Council council,
        int year,
        IReadOnlyList<MeetingPlan> plans,
        IReadOnlyList<AnnualWheelRow> wheel,
        CancellationToken cancellation)
    {
        List<Meeting> known = [.. await meetings.ListAsync(council.Id, cancellation)];
        int serial = known.Select(meeting => SerialIn(year, meeting.Key)).DefaultIfEmpty(0).Max();
        List<Meeting> planned = [];
        List<Meeting> added = [];
        foreach (MeetingPlan plan in plans.OrderBy(plan => plan.Date))
        {
            if (plan.Date.Year != year)
            {
                return Refusal.OfField(
                    "meeting-outside-year",
                    "meetings.date",
                    $"must be in {year}",
                    plan.Date.ToString("O", CultureInfo.InvariantCulture),
                    $"Mødet den {Danish.Date(plan.Date)} ligger ikke i {year}.",
                    $"The meeting on {plan.Date:O} is not in {year}.");
            }

            if (known.FirstOrDefault(meeting => IsSame(meeting, plan)) is { } same)
            {
                planned.Add(same);
                continue;
            }

            MeetingKey key = new(council.Id, string.Create(CultureInfo.InvariantCulture, $"{year}-{++serial}"));
            Result<Meeting> made = MeetingRules.Plan(key, plan, council, known, time.GetUtcNow());
            if (made.IsRefused)
            {
                return made.Refusal;
            }

            known.Add(made.Value);
            planned.Add(made.Value);
            added.Add(made.Value);
        }

        // A wheel that is there already may name a month that has got its meeting only now.
        AnnualWheel? stands = wheel.Count > 0 ? new AnnualWheel(year, wheel) : await councils.FindWheelAsync(council.Id, year, cancellation);
        if (stands is not null && (wheel.Count > 0 || added.Count > 0))
        {
            await councils.SaveWheelAsync(council.Id, AnnualWheelRules.Resolve(stands, known), cancellation);
        }

        foreach (Meeting meeting in added)
        {
            await meetings.AddAsync(meeting, cancellation);
        }

        return planned;
    }

    private static bool IsSame(Meeting meeting, MeetingPlan plan) =>
        meeting.Phase != MeetingPhase.Cancelled
        && (meeting.Date, meeting.Start, meeting.End, meeting.Venue, meeting.Kind) == (plan.Date, plan.Start, plan.End, plan.Venue, plan.Kind);

    private static int SerialIn(int year, MeetingKey key) =>
        key.Meeting.Split('-') is [var prefix, var number]
        && prefix == year.ToString(CultureInfo.InvariantCulture)
        && int.TryParse(number, CultureInfo.InvariantCulture, out int serial)
            ? serial
            : 0;
}
