using Kkr.Runtime.Hosting;

namespace Kkr.Runtime.Tests.Conformance;

/// <summary>What every conformance test runs on.</summary>
internal static class StoreKinds
{
    public const string Memory = "memory";

    /// <summary>The memory store with nothing kept alive between turns, so that every turn replays.</summary>
    public const string MemoryReplaying = "memory, replaying every turn";

    public static TheoryData<string> All => [Memory, MemoryReplaying];

    public static void Apply(string store, EmbeddedEngineOptions options)
    {
        options.TaskHub = $"t{Guid.NewGuid():N}"[..20];
        options.LeaseInterval = TimeSpan.FromSeconds(1);
        options.Store = EmbeddedEngineStore.Memory;
        options.LiveInstances = store == MemoryReplaying ? 0 : 500;
    }
}
