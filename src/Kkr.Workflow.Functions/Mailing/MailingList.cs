using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Holding;
using Kkr.Workflow.Domain.Invitation;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.MeetingLifecycle;

namespace Kkr.Workflow.Functions.Mailing;

/// <summary>Who a mailing goes to, as things stand when it is sent.</summary>
public sealed class MailingList(MeetingFiles files, IMeetings meetings, IItems items, IMailings mailings)
{
    public async Task<IReadOnlyList<MailingTask>> ForAsync(MailingOrder order, CancellationToken cancellation)
    {
        MeetingFile file = await files.OpenAsync(order.Meeting, cancellation);
        IReadOnlyList<Item> onMeeting = await items.ListWithoutTextsAsync(order.Meeting.Council, order.Meeting.Meeting, cancellation);
        IReadOnlyList<Item> answers = order.Kind == MailKind.SecondReminder ? [.. onMeeting, .. await ElsewhereAsync(order.Meeting, cancellation)] : onMeeting;
        IReadOnlyList<Addressee> addressees = Recipients.Of(
            order.Kind,
            file.Directory,
            file.Today,
            CallAnswers.Of(order.Meeting, await meetings.RepliesAsync(order.Meeting, cancellation), answers),
            new Attendance([], [.. MeetingRules.AbsentSeats(file.Meeting, file.Directory)], []),
            standIns: MeetingRules.StandIns(file.Meeting));
        IEnumerable<string> guests = order.Kind is MailKind.DayBefore or MailKind.Rescheduled
            ? Recipients.Guests(onMeeting).Select(guest => guest.Recipient.Post.Id)
            : [];
        HashSet<string> paused = order.Kind is MailKind.FirstReminder or MailKind.SecondReminder ? await BouncedAsync(order, addressees, cancellation) : [];
        return [.. addressees.Select(addressee => addressee.Post.Id).Where(post => !paused.Contains(post)).Concat(guests).Select(post =>
            new MailingTask(new MailingKey(order.Meeting, order.Kind, order.Version, post)))];
    }

    /// <summary>Items that are in the pool or on other meetings by now: whoever sent one in for this meeting has answered its call all the same.</summary>
    private async Task<IReadOnlyList<Item>> ElsewhereAsync(MeetingKey meeting, CancellationToken cancellation)
    {
        List<Item> found = [.. await items.ListWithoutTextsAsync(meeting.Council, null, cancellation)];
        foreach (Meeting other in (await meetings.ListAsync(meeting.Council, cancellation)).Where(other => other.Key != meeting))
        {
            found.AddRange(await items.ListWithoutTextsAsync(meeting.Council, other.Key.Meeting, cancellation));
        }

        return found;
    }

    /// <summary>Posts whose mail about this meeting bounced at the address they still have: reminders rest until it is corrected (mail 16).</summary>
    private async Task<HashSet<string>> BouncedAsync(MailingOrder order, IReadOnlyList<Addressee> addressees, CancellationToken cancellation)
    {
        IReadOnlyList<MailingRecord> sent = await mailings.ListAsync(order.Meeting, cancellation);
        return [.. addressees
            .Where(addressee => addressee.Holder is { } holder && sent.Any(mailing =>
                mailing.Status == MailingStatus.Bounced
                && mailing.Key.Recipient == addressee.Post.Id
                && mailing.AddressDigest == AddressDigest.Of(holder.Email)))
            .Select(addressee => addressee.Post.Id)];
    }
}
