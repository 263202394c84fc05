using Kkr.Workflow.Adapters.Storage;
using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.Adapters.Tables;

/// <summary>LinkRevocations (council|post · meeting, or "-" for all of them).</summary>
internal sealed class LinkRevocationsTable(WorkflowStorage storage, RowShape shape) : ILinkRevocations
{
    private const int Schema = 1;
    private const string EveryMeeting = "-";

    private readonly RecordTable<LinkRevocation> revocations = new(new TableHandle(storage, "LinkRevocations"), shape, Schema);

    public async Task<IReadOnlyList<LinkRevocation>> ListAsync(string council, string post, CancellationToken cancellation) =>
        await revocations.QueryAsync(KeyText.Filter(KeyText.Join(council, post)), cancellation).Select(row => row.Value).ToListAsync(cancellation);

    public Task SaveAsync(LinkRevocation revocation, CancellationToken cancellation) => revocations.PutAsync(
        KeyText.Join(revocation.Council, revocation.Post), KeyText.Join(revocation.Meeting ?? EveryMeeting), revocation, cancellation);
}
