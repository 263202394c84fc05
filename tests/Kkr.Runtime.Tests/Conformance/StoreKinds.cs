using Kkr.Runtime.Hosting;

namespace Kkr.Runtime.Tests.Conformance;

/// <summary>What every conformance test runs on.</summary>
internal static class StoreKinds
{
    public const string Memory = "memory";

    /// <summary>The memory store with nothing kept alive between turns, so that every turn replays.</summary>
    public const string MemoryReplaying = "memory, replaying every turn";

    public const string Tables = "tables";

    public const string TablesReplaying = "tables, replaying every turn";

    public static TheoryData<string> All => [Memory, MemoryReplaying, Tables, TablesReplaying];

    public static void Apply(string store, EmbeddedEngineOptions options, string connectionString)
    {
        options.TaskHub = $"t{Guid.NewGuid():N}"[..20];
        options.LeaseInterval = TimeSpan.FromSeconds(1);
        options.Store = store is Memory or MemoryReplaying ? EmbeddedEngineStore.Memory : EmbeddedEngineStore.Tables;
        options.ConnectionString = connectionString;
        options.LiveInstances = store is MemoryReplaying or TablesReplaying ? 0 : 500;
    }
}
