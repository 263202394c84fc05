using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Invitation;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Archive;
using Kkr.Workflow.Functions.Mailing;
using Kkr.Workflow.Functions.MeetingLifecycle;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Invitation;

/// <summary>Takes what those who are invited answer in their calendars, and tells the secretariat what only it can act on.</summary>
public sealed class CalendarReplies(
    MeetingFiles files, MeetingChanges changes, ICalendar calendar, ICalendarLedgers ledgers, CalendarActivities events, AuditTrail trail, TimeProvider time)
{
    /// <summary>Reads the answers. Answers the seconds that the calendar asks to be left alone, or null when it is done.</summary>
    [Function(nameof(ReadReplies))]
    public Task<int?> ReadReplies([ActivityTrigger] MeetingKey meeting, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        CalendarCareOrchestration.TryAsync(() => ReadAsync(meeting, client, cancellation));

    /// <summary>Notes what could not be looked after, and tells the secretariat.</summary>
    [Function(nameof(ReportTrouble))]
    public async Task ReportTrouble([ActivityTrigger] CalendarTrouble trouble, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        if (trouble.Part == CalendarPart.Event)
        {
            int fault = await events.NoteFaultAsync(trouble.Meeting, cancellation);
            await MailQueue.QueueAsync(client, [MailingTask.ToSecretariat(trouble.Meeting, MailKind.CalendarFault, fault, "calendar")], cancellation);
            return;
        }

        CalendarNoteKind kind = trouble.Part == CalendarPart.Entries ? CalendarNoteKind.Unwritten : CalendarNoteKind.Unreadable;
        CalendarLedger ledger = await ledgers.ChangeAsync(trouble.Meeting, known => known.Noting(kind, "", time.GetUtcNow()), cancellation);
        await TellAsync(ledger, client, cancellation);
    }

    /// <exception cref="CalendarException">The calendar could not be read.</exception>
    internal async Task ReadAsync(MeetingKey key, DurableTaskClient client, CancellationToken cancellation)
    {
        MeetingFile file = await files.OpenAsync(key, cancellation);
        if (file.Meeting.Online is not { } online || !MeetingRules.TakesAnswers(file.Meeting))
        {
            return;
        }

        string mailbox = file.Council.Secretariat.Email;
        IReadOnlyList<CalendarReply>? replies = await calendar.ReadRepliesAsync(mailbox, online.EventId, cancellation);
        CalendarLedger? known = (await ledgers.FindAsync(key, cancellation))?.Value;
        List<(string Guest, DateTimeOffset At)> declined = [];
        foreach (CalendarEntry guest in (known?.Entries ?? []).Where(entry => entry.EndedAt is null && Recipients.IsGuest(entry.Id)))
        {
            IReadOnlyList<CalendarReply> answers = await calendar.ReadRepliesAsync(mailbox, guest.EventId, cancellation) ?? [];
            declined.AddRange(answers.Where(answer => answer.Response == CalendarResponse.Declined).Select(answer => (guest.Id, answer.At)));
        }

        CalendarLedger noted = await ledgers.ChangeAsync(
            key,
            ledger =>
            {
                CalendarLedger read = ledger.Mended(CalendarNoteKind.Unreadable, time.GetUtcNow());
                read = replies is null
                    ? read.Noting(CalendarNoteKind.EventGone, "", time.GetUtcNow())
                    : read.Mended(CalendarNoteKind.EventGone, time.GetUtcNow()).Noting(file.Meeting, replies, file.Directory);
                return declined.Aggregate(read, (sum, answer) => sum.Noting(CalendarNoteKind.PresenterDeclined, answer.Guest, answer.At));
            },
            cancellation);
        await TakeAsync(file, replies ?? [], client, cancellation);
        await TellAsync(noted, client, cancellation);
    }

    private async Task TakeAsync(MeetingFile file, IReadOnlyList<CalendarReply> replies, DurableTaskClient client, CancellationToken cancellation)
    {
        // Written down before they are taken: a read that is cut off in between finds them again, where one that had taken them would find nothing new.
        Meeting known = file.Meeting;
        Participation[] news = [.. MeetingRules.TakeReplies(known, replies, file.Directory, time.GetUtcNow()).Participations.Except(known.Participations)];
        foreach (Participation answer in news)
        {
            await trail.FoundInCalendarAsync(
                file.Council.Id,
                "invitation-answered",
                answer.Post,
                new AuditFacts($"meeting {file.Meeting.Key.Meeting}", After: answer.Answer.ToString().ToLowerInvariant()),
                $"calendar-reply|{file.Meeting.Key}|{answer.Post}|{answer.At.UtcTicks}",
                cancellation);
        }

        Result<Meeting> taken = await changes.ApplyAsync(
            known.Key, current => MeetingRules.TakeReplies(current, replies, file.Directory, time.GetUtcNow()), cancellation);
        if (taken.IsRefused)
        {
            return;
        }

        // Also when nothing is new: the read that took the answers may have been cut off before it told the meeting.
        if (news.Length > 0 || taken.Value.DeputyCalls.Any(call => call.IsUntold()))
        {
            await MeetingSignal.SendAsync(client, file.Meeting.Key, taken.Value.Revision, cancellation);
        }
    }

    internal async Task TellAsync(CalendarLedger ledger, DurableTaskClient client, CancellationToken cancellation)
    {
        CalendarNote[] untold = [.. ledger.Notes.Where(note => note is { ToldAt: null, EndedAt: null })];
        if (untold.Length == 0)
        {
            return;
        }

        foreach (CalendarNote note in untold)
        {
            await MailQueue.QueueAsync(
                client, [MailingTask.ToSecretariat(ledger.Meeting, MailKind.CalendarNote, note.Number, note.Kind.ToString().ToLowerInvariant())], cancellation);
            await trail.SystemAsync(ledger.Meeting, "calendar-noted", $"{note.Number}", cancellation, new AuditFacts(note.Kind.ToString(), After: note.Who));
        }

        _ = await ledgers.ChangeAsync(ledger.Meeting, current => current.Told([.. untold.Select(note => note.Number)], time.GetUtcNow()), cancellation);
    }
}

/// <summary>Changes what is remembered of a meeting's calendar.</summary>
internal static class CalendarLedgerChanges
{
    /// <summary>Applies a change to what is stored now, again when somebody else was first. Nothing is written where nothing changes.</summary>
    public static Task<CalendarLedger> ChangeAsync(
        this ICalendarLedgers ledgers, MeetingKey meeting, Func<CalendarLedger, CalendarLedger> change, CancellationToken cancellation) => Retry.OnConflictAsync(async () =>
    {
        Stored<CalendarLedger>? stored = await ledgers.FindAsync(meeting, cancellation);
        CalendarLedger known = stored?.Value ?? new CalendarLedger { Meeting = meeting };
        CalendarLedger changed = change(known);
        return ReferenceEquals(changed, known) ? known : (await ledgers.SaveAsync(changed, stored?.ETag, cancellation)).Value;
    });
}
