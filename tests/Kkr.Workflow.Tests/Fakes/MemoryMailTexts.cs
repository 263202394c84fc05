using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.Tests.Fakes;

internal sealed class MemoryMailTexts : IMailTexts
{
    private readonly VersionedStore<MailTextVersion> rows = new();

    public Task<IReadOnlyList<MailTextVersion>> NewestAsync(string council, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<MailTextVersion>>(
        [.. rows.List($"{council}|").Select(row => row.Value).GroupBy(version => version.Mail, StringComparer.Ordinal).Select(mail => mail.Last())]);

    public Task<IReadOnlyList<MailTextVersion>> VersionsAsync(string council, string mail, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<MailTextVersion>>([.. rows.List($"{council}|{mail}|").Select(row => row.Value)]);

    public Task<MailTextVersion?> FindAsync(string council, string mail, int version, CancellationToken cancellation) =>
        Task.FromResult(rows.Find($"{council}|{mail}|{version:D6}")?.Value);

    public Task AddAsync(MailTextVersion version, CancellationToken cancellation) =>
        Task.FromResult(rows.Save($"{version.Council}|{version.Mail}|{version.Version:D6}", version, etag: null));
}
