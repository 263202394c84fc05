using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Functions.Planning;

/// <summary>Works out what a move or a cancellation would do, by the same rules that would do it.</summary>
internal static class WhatIf
{
    // After these nothing is taken in any more, whatever the new date.
    private static readonly MeetingStep[] Closing = [MeetingStep.Call, MeetingStep.ItemDeadline, MeetingStep.Freeze, MeetingStep.Dispatch];

    public static ChangePreview Of(Meeting before, Meeting after, Council council, DirectoryBook book, DateTimeOffset now, string? itemsTo = null)
    {
        bool changes = after != before;
        bool isCancelled = after.Phase == MeetingPhase.Cancelled;
        Timeline from = Timeline.Of(before, council);
        Timeline to = Timeline.Of(after, council);
        DateOnly today = LocalTime.ToLocal(now, council.TimeZone).Date;
        MailKind mail = isCancelled ? MailKind.Cancelled : MailKind.Rescheduled;
        bool isTold = changes && after.ScheduleVersion != before.ScheduleVersion;
        return new ChangePreview(
            changes,
            TimelineView.Of(after, council, now),
            [
                .. Enum.GetValues<MeetingStep>()
                    .Where(step => from.Find(step) is not null || to.Find(step) is not null)
                    .Select(step => ChangeOf(step, before, after, from.Find(step), isCancelled ? null : to.Find(step), now)),
            ],
            isCancelled ? [] : [.. Closing.Where(step => before.HasDone(step) && after.HasDoneNow(step))],
            isTold ? [new WouldTell(mail, [.. Recipients.Of(mail, book, today).Select(addressee => addressee.Post.Id)])] : [],
            itemsTo);
    }

    private static StepChange ChangeOf(MeetingStep step, Meeting before, Meeting after, Deadline? from, Deadline? to, DateTimeOffset now)
    {
        DateTimeOffset? done = before.Completed.LastOrDefault(completed => completed.Step == step)?.At;
        StepEffect effect = done is not null
            ? after.Phase == MeetingPhase.Cancelled || after.HasDoneNow(step) ? StepEffect.StaysDone : StepEffect.DoneAgain
            : to is null ? StepEffect.Dropped
            : to.Instant <= now ? StepEffect.DueAtOnce
            : from is null ? StepEffect.Added
            : from.Instant == to.Instant ? StepEffect.Same
            : StepEffect.Moved;
        return new StepChange(step, effect, done ?? from?.Instant, effect == StepEffect.StaysDone ? done : to?.Instant);
    }
}
