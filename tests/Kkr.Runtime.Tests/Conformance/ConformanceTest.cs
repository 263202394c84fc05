using Kkr.Runtime.Hosting;
using Kkr.Runtime.Tests.Azurite;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Runtime.Tests.Conformance;

/// <summary>Base of tests that see nothing but the public API, and so would hold for the real engine too.</summary>
public abstract class ConformanceTest(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    public static TheoryData<string> Stores => StoreKinds.All;

    private protected Task<DurableHost> StartAsync(
        string store,
        Action<DurableTaskRegistry> tasks,
        Action<IServiceCollection>? configure = null,
        Action<EmbeddedEngineOptions>? options = null) =>
        DurableHost.StartAsync(tasks, configure, engine =>
        {
            StoreKinds.Apply(store, engine, azurite.ConnectionString);
            options?.Invoke(engine);
        });
}
