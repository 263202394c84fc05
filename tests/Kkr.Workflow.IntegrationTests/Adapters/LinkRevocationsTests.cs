using Kkr.Workflow.Domain.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.IntegrationTests.Adapters;

[Collection(StorageTests.Name)]
public sealed class LinkRevocationsTests(StorageFixture storage)
{
    private static readonly DateTimeOffset Noon = new(2026, 10, 7, 10, 0, 0, TimeSpan.Zero);

    private readonly string council = StorageFixture.NewCouncil();

    [Fact]
    public async Task Revocation_Saved_IsListedForItsPostAndReplacedByALaterOne()
    {
        await using (ServiceProvider app = storage.Start())
        {
            ILinkRevocations revocations = app.GetRequiredService<ILinkRevocations>();
            await revocations.SaveAsync(new LinkRevocation(council, "director-0730", "2026-1", Noon), default);
            await revocations.SaveAsync(new LinkRevocation(council, "director-0730", null, Noon), default);
            await revocations.SaveAsync(new LinkRevocation(council, "director-0741", null, Noon), default);
            await revocations.SaveAsync(new LinkRevocation(council, "director-0730", "2026-1", Noon.AddHours(1)), default);
        }

        // Another process finds them too.
        await using ServiceProvider next = storage.Start();
        IReadOnlyList<LinkRevocation> found = await next.GetRequiredService<ILinkRevocations>().ListAsync(council, "director-0730", default);

        Assert.Equal(2, found.Count);
        Assert.Contains(new LinkRevocation(council, "director-0730", "2026-1", Noon.AddHours(1)), found);
        Assert.Contains(new LinkRevocation(council, "director-0730", null, Noon), found);
        Assert.Empty(await next.GetRequiredService<ILinkRevocations>().ListAsync(council, "chair", default));
    }
}
