using Kkr.Workflow.Adapters.Storage;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Invitation;
using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.Adapters.Tables;

/// <summary>CalendarLedgers (council · meeting).</summary>
internal sealed class CalendarLedgersTable(WorkflowStorage storage, RowShape shape) : ICalendarLedgers
{
    private const int Schema = 1;

    private readonly RecordTable<CalendarLedger> ledgers = new(new TableHandle(storage, "CalendarLedgers"), shape, Schema);

    public Task<Stored<CalendarLedger>?> FindAsync(MeetingKey meeting, CancellationToken cancellation) =>
        ledgers.FindAsync(KeyText.Join(meeting.Council), KeyText.Join(meeting.Meeting), cancellation);

    public Task<Stored<CalendarLedger>> SaveAsync(CalendarLedger ledger, string? etag, CancellationToken cancellation) =>
        ledgers.SaveAsync(KeyText.Join(ledger.Meeting.Council), KeyText.Join(ledger.Meeting.Meeting), ledger, etag, cancellation);

    public Task RemoveAsync(MeetingKey meeting, CancellationToken cancellation) =>
        ledgers.RemoveAsync(KeyText.Join(meeting.Council), KeyText.Join(meeting.Meeting), cancellation);
}
