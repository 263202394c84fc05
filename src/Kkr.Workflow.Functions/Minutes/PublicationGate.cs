using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.MeetingLifecycle;

namespace Kkr.Workflow.Functions.Minutes;

/// <summary>Minutes are not published while an attachment that was promised is awaited: it has to come, or somebody has to say that they do without it.</summary>
public sealed class PublicationGate(IItems items)
{
    /// <summary>True when the step is the publication and something is awaited.</summary>
    public async Task<bool> IsClosedAsync(MeetingFile file, Deadline due, CancellationToken cancellation) =>
        due.Step == MeetingStep.Publication && (await AwaitedAsync(file.Meeting.Key, cancellation)).Count > 0;

    public async Task<IReadOnlyList<AwaitedAttachment>> AwaitedAsync(MeetingKey meeting, CancellationToken cancellation) =>
        ItemRules.Awaited(await items.ListWithoutTextsAsync(meeting.Council, meeting.Meeting, cancellation));

    /// <summary>When a gate that is closed is looked at again, should nobody say that the attachment has come: the next working day at the step's time.</summary>
    public static DateTimeOffset LooksAgain(MeetingFile file, Deadline due) => Deadline
        .Local(due.Step, new WorkingDays(file.Council.Timeline).Next(file.Today), file.Council.Timeline.Publication.Time, file.Council.TimeZone)
        .Instant;
}
