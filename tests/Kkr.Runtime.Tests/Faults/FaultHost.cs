using Kkr.Runtime.Engine;
using Kkr.Runtime.Engine.History;
using Kkr.Runtime.Hosting;
using Kkr.Runtime.Tests.Conformance;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Runtime.Tests.Faults;

/// <summary>What fault tests see of a host beyond the public API: its engine, and a store of their own.</summary>
internal static class FaultHost
{
    public static Task<DurableHost> StartAsync(
        IHistoryStore store, Action<DurableTaskRegistry> tasks, Action<EmbeddedEngineOptions> options, TimeProvider? time = null) =>
        DurableHost.StartAsync(tasks, services => services.AddSingleton(store), options, time);

    public static DurableEngine EngineOf(DurableHost host) => host.Services.GetRequiredService<DurableEngine>();
}
