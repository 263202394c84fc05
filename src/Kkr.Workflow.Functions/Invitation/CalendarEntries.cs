using System.Globalization;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Invitation;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Archive;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Functions.Mailing;
using Kkr.Workflow.Functions.MeetingLifecycle;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Invitation;

/// <summary>Keeps the events beside the meeting's own in step with the meeting: one change, one note of it, and a fresh look.</summary>
public sealed class CalendarEntries(MeetingFiles files, IItems items, ICalendar calendar, ICalendarLedgers ledgers, Links links, AuditTrail trail, TimeProvider time)
{
    /// <summary>What the ids of deadlines begin with; a guest's slot is named by their post.</summary>
    internal const string Deadline = "deadline-";

    /// <inheritdoc cref="Deadline"/>
    internal const string Directors = "directors-";

    // More than a meeting ever has; whoever meets it is going round in circles.
    private const int MostChanges = 500;

    /// <summary>Makes, changes and cancels what has to be. Answers the seconds that the calendar asks to be left alone, or null when it is done.</summary>
    [Function(nameof(TendEntries))]
    public Task<int?> TendEntries([ActivityTrigger] MeetingKey meeting, CancellationToken cancellation) =>
        CalendarCareOrchestration.TryAsync(() => TendAsync(meeting, cancellation));

    /// <summary>Lets the calendar follow an item that changed, where presenters with an address come or came for it; the daily look does the same, later.</summary>
    internal static Task FollowItemAsync(DurableTaskClient client, ItemChange change, Item? before = null) =>
        change.Item.Presenters.Concat(before?.Presenters ?? []).Any(presenter => presenter.Email is not null)
            ? CalendarCareOrchestration.StartAsync(
                client,
                new CalendarCare(change.Meeting.Key) { Parts = [CalendarPart.Entries] },
                CalendarCareOrchestration.DigestOf($"{change.Item.Id}|{change.Version}"),
                CancellationToken.None)
            : Task.CompletedTask;

    /// <exception cref="CalendarException">The calendar did not do what it was asked.</exception>
    internal async Task TendAsync(MeetingKey meeting, CancellationToken cancellation)
    {
        for (int change = 0; change < MostChanges; change++)
        {
            MeetingFile file = await files.OpenAsync(meeting, cancellation);
            IReadOnlyList<Item> onMeeting = await items.ListWithoutTextsAsync(meeting.Council, meeting.Meeting, cancellation);
            CalendarLedger ledger = (await ledgers.FindAsync(meeting, cancellation))?.Value ?? new CalendarLedger { Meeting = meeting };
            IReadOnlyList<PlannedEntry> planned = CalendarPlan.Of(file, onMeeting, links, time.GetUtcNow());
            if (planned.FirstOrDefault(entry => IsToWrite(ledger, entry)) is { } wanted)
            {
                await WriteAsync(ledger, wanted, cancellation);
            }
            else if (ledger.Entries.FirstOrDefault(entry => entry.EndedAt is null && IsToEnd(file, entry, planned)) is { } ended)
            {
                await EndAsync(file, ended, cancellation);
            }
            else
            {
                _ = await ledgers.ChangeAsync(meeting, known => known.Mended(CalendarNoteKind.Unwritten, time.GetUtcNow()), cancellation);
                return;
            }
        }
    }

    private static bool IsToWrite(CalendarLedger ledger, PlannedEntry planned) =>
        planned.IsNew && (ledger.Standing(planned.Id) is not { } standing || standing.Print != planned.Print);

    /// <summary>What is over stays where it is: it happened. A presenter's slot goes with the item, a deadline with the meeting.</summary>
    private static bool IsToEnd(MeetingFile file, CalendarEntry entry, IReadOnlyList<PlannedEntry> planned) =>
        planned.All(one => one.Id != entry.Id) && (file.IsCancelled || file.Meeting.Phase < MeetingPhase.Held || !Recipients.IsGuest(entry.Id));

    private async Task WriteAsync(CalendarLedger ledger, PlannedEntry planned, CancellationToken cancellation)
    {
        CalendarEntry? standing = ledger.Standing(planned.Id);
        int turn = standing?.Turn ?? ledger.NextTurn(planned.Id);
        CalendarEvent wanted = planned.Event with { Entry = string.Create(CultureInfo.InvariantCulture, $"{planned.Id}~{turn}") };
        string id = standing?.EventId ?? "";
        if (standing is null)
        {
            id = (await calendar.CreateAsync(wanted, cancellation)).EventId;
        }
        else if (!await IsUpdatedAsync(standing, wanted, cancellation))
        {
            // Somebody has deleted it by hand. What they deleted was as it stood then: the next look makes it as it is now.
            await NoteEndAsync(ledger.Meeting, standing, cancellation);
            return;
        }

        // Written down first: once it is in the ledger, a repeat finds nothing to do.
        await trail.SystemAsync(
            ledger.Meeting, standing is null ? "calendar-entry-created" : "calendar-entry-updated", $"{planned.Id}|{turn}|{planned.Print}", cancellation, new AuditFacts(planned.Id));
        _ = await ledgers.ChangeAsync(ledger.Meeting, known => known.With(new CalendarEntry(planned.Id, turn, id, planned.Print)), cancellation);
    }

    private async Task EndAsync(MeetingFile file, CalendarEntry entry, CancellationToken cancellation)
    {
        if (entry.Id.StartsWith(Deadline, StringComparison.Ordinal))
        {
            // Nobody is invited, so there is nobody to tell.
            await calendar.RemoveAsync(file.Council.Secretariat.Email, entry.EventId, cancellation);
        }
        else
        {
            string why = file.IsCancelled ? $"Mødet den {Danish.Date(file.Meeting.Date)} er aflyst." : $"Aftalen til mødet den {Danish.Date(file.Meeting.Date)} er bortfaldet.";
            await calendar.CancelAsync(file.Council.Secretariat.Email, entry.EventId, why, cancellation);
        }

        await NoteEndAsync(file.Meeting.Key, entry, cancellation);
    }

    private async Task<bool> IsUpdatedAsync(CalendarEntry standing, CalendarEvent wanted, CancellationToken cancellation)
    {
        try
        {
            await calendar.UpdateAsync(standing.EventId, wanted, cancellation);
            return true;
        }
        catch (CalendarException gone) when (gone.Status is 404 or 410)
        {
            return false;
        }
    }

    private async Task NoteEndAsync(MeetingKey meeting, CalendarEntry entry, CancellationToken cancellation)
    {
        await trail.SystemAsync(meeting, "calendar-entry-ended", $"{entry.Id}|{entry.Turn}", cancellation, new AuditFacts(entry.Id));
        _ = await ledgers.ChangeAsync(meeting, known => known.With(entry with { EndedAt = time.GetUtcNow() }), cancellation);
    }
}
