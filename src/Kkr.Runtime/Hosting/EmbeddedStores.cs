using Kkr.Runtime.Engine.History;

namespace Kkr.Runtime.Hosting;

/// <summary>Opens the store that the options name.</summary>
internal static class EmbeddedStores
{
    public static IHistoryStore Open(EmbeddedEngineOptions options) => options.Store switch
    {
        EmbeddedEngineStore.Memory => new MemoryHistoryStore(),
        _ => throw new InvalidOperationException($"Unknown store {options.Store}."),
    };
}
