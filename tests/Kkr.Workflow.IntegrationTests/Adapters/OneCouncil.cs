using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.IntegrationTests.Adapters;

/// <summary>The council whose mailbox the mails come from.</summary>
internal sealed class OneCouncil : ICouncils
{
    private static readonly Domain.Planning.Council Council = new()
    {
        Id = "midtjylland",
        Name = "KKR Midtjylland",
        Secretariat = new Domain.Planning.Secretariat("KKR-sekretariatet", "kkr@example.dk", "3333 4444"),
        Municipalities = [],
    };

    public Task<Stored<Domain.Planning.Council>?> FindAsync(string council, CancellationToken cancellation) => Task.FromResult<Stored<Domain.Planning.Council>?>(new(Council, "1"));

    public Task<IReadOnlyList<Domain.Planning.Council>> AllAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<Domain.Planning.Council>>([Council]);

    public Task<Stored<Domain.Planning.Council>> SaveAsync(Domain.Planning.Council council, string? etag, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Domain.Planning.AnnualWheel?> FindWheelAsync(string council, int year, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Stored<Domain.Planning.AnnualWheel>?> OpenWheelAsync(string council, int year, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Stored<Domain.Planning.AnnualWheel>> SaveWheelAsync(string council, Domain.Planning.AnnualWheel wheel, string? etag, CancellationToken cancellation) => throw new NotSupportedException();

    public Task SaveWheelAsync(string council, Domain.Planning.AnnualWheel wheel, CancellationToken cancellation) => throw new NotSupportedException();
}
