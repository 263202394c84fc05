using System.Globalization;
using Kkr.Workflow.Adapters.Storage;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.Adapters.Tables;

/// <summary>Mailings (council|meeting · the rest of the mailing key).</summary>
internal sealed class MailingsTable(WorkflowStorage storage, RowShape shape) : IMailings
{
    private const int Schema = 1;

    private readonly RecordTable<MailingRecord> mailings = new(new TableHandle(storage, "Mailings"), shape, Schema);

    public Task<Stored<MailingRecord>?> FindAsync(MailingKey key, CancellationToken cancellation) =>
        mailings.FindAsync(Partition(key.Meeting), Row(key), cancellation);

    public Task<Stored<MailingRecord>> SaveAsync(MailingRecord record, string? etag, CancellationToken cancellation) =>
        mailings.SaveAsync(
            Partition(record.Key.Meeting),
            Row(record.Key),
            record,
            etag,
            cancellation,
            ("Status", record.Status.ToString()),
            ("ProviderId", record.ProviderId is { Length: <= 1000 } id ? id : null));

    public async Task<IReadOnlyList<MailingRecord>> ListAsync(MeetingKey meeting, CancellationToken cancellation) =>
        await mailings.QueryAsync(KeyText.Filter(Partition(meeting)), cancellation)
            .Select(row => row.Value)
            .OrderBy(record => record.Key.ToString(), StringComparer.Ordinal)
            .ToListAsync(cancellation);

    public Task RemoveAsync(MailingKey key, CancellationToken cancellation) => mailings.RemoveAsync(Partition(key.Meeting), Row(key), cancellation);

    private static string Partition(MeetingKey meeting) => KeyText.Join(meeting.Council, meeting.Meeting);

    private static string Row(MailingKey key) => KeyText.Join(
        key.Kind.ToString(), key.Version.ToString(CultureInfo.InvariantCulture), key.Recipient, key.Subject);
}
