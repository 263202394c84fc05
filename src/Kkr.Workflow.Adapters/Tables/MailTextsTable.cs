using System.Globalization;
using Kkr.Workflow.Adapters.Storage;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.Adapters.Tables;

/// <summary>MailTexts (council · mail|version). Rows are only ever added, so the newest is the last of its mail.</summary>
internal sealed class MailTextsTable(WorkflowStorage storage, RowShape shape) : IMailTexts
{
    private const int Schema = 1;

    private readonly RecordTable<MailTextVersion> versions = new(new TableHandle(storage, "MailTexts"), shape, Schema);

    public async Task<IReadOnlyList<MailTextVersion>> NewestAsync(string council, CancellationToken cancellation) =>
        [.. (await ReadAsync(KeyText.Filter(KeyText.Join(council)), cancellation)).GroupBy(version => version.Mail, StringComparer.Ordinal).Select(mail => mail.Last())];

    public Task<IReadOnlyList<MailTextVersion>> VersionsAsync(string council, string mail, CancellationToken cancellation) =>
        ReadAsync(KeyText.Filter(KeyText.Join(council), KeyText.Join(mail) + "|"), cancellation);

    public async Task<MailTextVersion?> FindAsync(string council, string mail, int version, CancellationToken cancellation) =>
        (await versions.FindAsync(KeyText.Join(council), Row(mail, version), cancellation))?.Value;

    public Task AddAsync(MailTextVersion version, CancellationToken cancellation) =>
        versions.SaveAsync(KeyText.Join(version.Council), Row(version.Mail, version.Version), version, etag: null, cancellation);

    private async Task<IReadOnlyList<MailTextVersion>> ReadAsync(string filter, CancellationToken cancellation) =>
        await versions.QueryAsync(filter, cancellation)
            .Select(row => row.Value)
            .OrderBy(version => version.Mail, StringComparer.Ordinal)
            .ThenBy(version => version.Version)
            .ToListAsync(cancellation);

    private static string Row(string mail, int version) => KeyText.Join(mail, version.ToString("D6", CultureInfo.InvariantCulture));
}
