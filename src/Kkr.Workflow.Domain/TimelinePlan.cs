using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Domain;

/// <summary>Works out a timeline: the nominal T±n, then quiet weeks, then the room that a late schedule leaves.</summary>
internal sealed class TimelinePlan(Meeting meeting, Council council)
{
    private readonly TimelineSettings settings = council.Timeline;
    private readonly WorkingDays days = new(council.Timeline);
    private readonly List<Deadline> made = [];

    public Timeline Make()
    {
        made.Add(Settled(Deadline.At(MeetingStep.Invitation, meeting.ScheduledAt, council.TimeZone)));
        Deadline? closed = meeting.Kind == MeetingKind.Constituent ? null : MakeCall();
        MakeAgenda(closed);
        MakeMeeting();
        MakeMinutes();
        return new Timeline(made, days.Add(meeting.Date, settings.LatestDispatchWorkingDays));
    }

    private Deadline MakeCall()
    {
        Deadline nominal = Nominal(MeetingStep.Call, settings.Call);
        DateOnly day = days.NotQuietBefore(nominal.Date);
        Deadline call = NotBeforeScheduled(day == nominal.Date ? nominal : On(MeetingStep.Call, day, settings.Call.Time));
        made.Add(Settled(call));

        Deadline deadline = Settled(Between(
            Nominal(MeetingStep.ItemDeadline, settings.ItemDeadline),
            On(MeetingStep.ItemDeadline, days.Add(call.Date, settings.ShortestCallWorkingDays), settings.ItemDeadline.Time),
            LatestFor(MeetingStep.ItemDeadline, settings.ItemDeadline, 2)));
        MakeReminders(call, deadline);
        made.Add(deadline);
        return deadline;
    }

    private void MakeReminders(Deadline call, Deadline deadline)
    {
        Deadline second = OutOfQuiet(Nominal(MeetingStep.SecondReminder, settings.SecondReminder), deadline);
        bool hasSecond = HasRoom(second, call, deadline);
        Deadline first = OutOfQuiet(Nominal(MeetingStep.FirstReminder, settings.FirstReminder), deadline);
        // A move must not bring the first reminder after the last one.
        bool isBehind = meeting.HasDone(MeetingStep.SecondReminder) && !meeting.HasDone(MeetingStep.FirstReminder);
        if (HasRoom(first, call, deadline) && !isBehind && !(hasSecond && first.Date >= second.Date))
        {
            made.Add(Settled(first));
        }

        if (hasSecond)
        {
            made.Add(Settled(second));
        }
    }

    private static bool HasRoom(Deadline reminder, Deadline call, Deadline deadline) =>
        reminder.Instant > call.Instant && reminder.Instant < deadline.Instant;

    // Later, but before the item deadline. Where the quiet stretch lasts past the deadline there is no such day:
    // the reminder then goes out before the stretch, as a call does.
    private Deadline OutOfQuiet(Deadline reminder, Deadline deadline)
    {
        DateOnly later = days.NotQuietAfter(reminder.Date);
        if (later == reminder.Date)
        {
            return reminder;
        }

        Deadline moved = On(reminder.Step, later, reminder.Time);
        return moved.Instant < deadline.Instant ? moved : On(reminder.Step, days.NotQuietBefore(reminder.Date), reminder.Time);
    }

    private void MakeAgenda(Deadline? closed)
    {
        Deadline? network = closed is null
            ? null
            : Settled(Later(Nominal(MeetingStep.NetworkDraft, settings.NetworkDraft), closed.Instant));
        Deadline nominalDraft = Nominal(MeetingStep.ChairmanshipDraft, settings.ChairmanshipDraft);
        Deadline draft = Settled(NotBeforeScheduled(Later(nominalDraft, network?.Instant)));

        // A draft that goes out late, or anew, takes its time for answers with it, as far as the latest dispatch allows.
        Deadline nominalFreeze = Nominal(MeetingStep.Freeze, settings.Freeze);
        DateTimeOffset sent = AgendaHold.RedraftedAt(meeting) is { } redrafted && redrafted > draft.Instant ? redrafted : draft.Instant;
        int answerDays = settings.Freeze.WorkingDays - settings.ChairmanshipDraft.WorkingDays;
        Deadline freeze = Settled(Later(
            Between(
                nominalFreeze,
                sent > nominalDraft.Instant
                    ? On(MeetingStep.Freeze, days.Add(LocalTime.ToLocal(sent, council.TimeZone).Date, answerDays), settings.Freeze.Time)
                    : nominalFreeze,
                LatestFor(MeetingStep.Freeze, settings.Freeze, 1)),
            draft.Instant));

        Deadline nominalDispatch = Nominal(MeetingStep.Dispatch, settings.Dispatch);
        Deadline dispatch = Settled(Later(
            Between(
                nominalDispatch,
                freeze.Instant > nominalDispatch.Instant ? On(MeetingStep.Dispatch, days.Next(freeze.Date), settings.Dispatch.Time) : nominalDispatch,
                LatestFor(MeetingStep.Dispatch, settings.Dispatch, 0)),
            freeze.Instant));

        if (network is not null)
        {
            made.Add(network);
        }

        made.AddRange([draft, freeze, dispatch]);
    }

    private void MakeMeeting()
    {
        Deadline dayBefore = Nominal(MeetingStep.DayBefore, settings.DayBefore);
        bool isStillBefore = LocalTime.ToLocal(meeting.ScheduledAt, council.TimeZone).Date < meeting.Date;
        if (isStillBefore || meeting.HasDoneNow(MeetingStep.DayBefore))
        {
            made.Add(NotBeforeScheduled(dayBefore));
        }

        made.Add(On(MeetingStep.Start, meeting.Date, meeting.Start));
    }

    private void MakeMinutes()
    {
        made.Add(Nominal(MeetingStep.MinutesDue, settings.MinutesDue));
        Deadline nominal = Nominal(MeetingStep.DraftMinutes, settings.DraftMinutes);
        Deadline draft = Later(nominal, meeting.Minutes.SubmittedAt);
        made.Add(draft);

        DateOnly sent = meeting.Minutes.DraftSentAt is { } at ? LocalTime.ToLocal(at, council.TimeZone).Date : draft.Date;
        made.Add(AfterDraft(MeetingStep.CommentsClose, settings.CommentsClose));
        made.Add(AfterDraft(MeetingStep.Publication, settings.Publication));

        Deadline AfterDraft(MeetingStep step, DeadlineRule rule) => sent > nominal.Date
            ? On(step, days.Add(sent, rule.WorkingDays - settings.DraftMinutes.WorkingDays), rule.Time)
            : Nominal(step, rule);
    }

    private Deadline On(MeetingStep step, DateOnly date, TimeOnly time) => Deadline.Local(step, date, time, council.TimeZone);

    private Deadline Nominal(MeetingStep step, DeadlineRule rule) => On(step, days.Add(meeting.Date, rule.WorkingDays), rule.Time);

    // The last moment that still leaves the latest dispatch, with `spare` working days in between.
    private Deadline LatestFor(MeetingStep step, DeadlineRule rule, int spare) =>
        On(step, days.Add(meeting.Date, settings.LatestDispatchWorkingDays - spare), rule.Time);

    private Deadline Later(Deadline deadline, DateTimeOffset? notBefore) =>
        notBefore is { } instant && instant > deadline.Instant ? Deadline.At(deadline.Step, instant, council.TimeZone) : deadline;

    private Deadline NotBeforeScheduled(Deadline deadline) => Later(deadline, meeting.ScheduledAt);

    // No earlier than wished or nominal, no later than the latest, and never before the date was fixed.
    private Deadline Between(Deadline nominal, Deadline earliest, Deadline latest)
    {
        Deadline wished = earliest.Instant > nominal.Instant ? earliest : nominal;
        Deadline possible = wished.Instant > latest.Instant && latest.Instant >= nominal.Instant ? latest : wished;
        return NotBeforeScheduled(possible);
    }

    // What was done under an earlier date keeps the time when it was done.
    private Deadline Settled(Deadline deadline) =>
        meeting.Completed.LastOrDefault(done => done.Step == deadline.Step) is { } done && done.ScheduleVersion < meeting.ScheduleVersion
            ? Deadline.At(deadline.Step, done.At, council.TimeZone)
            : deadline;
}
