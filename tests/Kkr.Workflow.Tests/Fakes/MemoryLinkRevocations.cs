using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.Tests.Fakes;

internal sealed class MemoryLinkRevocations : ILinkRevocations
{
    private readonly VersionedStore<LinkRevocation> rows = new();

    public Task<IReadOnlyList<LinkRevocation>> ListAsync(string council, string post, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<LinkRevocation>>([.. rows.List($"{council}|{post}|").Select(row => row.Value)]);

    public Task SaveAsync(LinkRevocation revocation, CancellationToken cancellation) =>
        Task.FromResult(rows.Put($"{revocation.Council}|{revocation.Post}|{revocation.Meeting ?? "-"}", revocation));
}
