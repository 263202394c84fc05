using Azure.Data.Tables;
using Kkr.Runtime.Engine.History;
using Kkr.Runtime.Hosting;
using Kkr.Runtime.Tests.Azurite;
using Kkr.Runtime.Tests.Conformance;

namespace Kkr.Runtime.Tests.Faults;

/// <summary>One hub that several hosts open, in memory or in tables.</summary>
internal sealed class SharedHub
{
    private readonly MemoryHistoryStore? _memory;
    private readonly EmbeddedEngineOptions _options = new();

    public SharedHub(string kind, AzuriteFixture azurite)
    {
        StoreKinds.Apply(kind, _options, azurite.ConnectionString);
        _memory = _options.Store == EmbeddedEngineStore.Memory ? new MemoryHistoryStore() : null;
        Store = Open();
    }

    public static TheoryData<string> Kinds => [StoreKinds.Memory, StoreKinds.Tables];

    /// <summary>Gets the hub as the test looks at it.</summary>
    public IHistoryStore Store { get; }

    public string TableName => $"{_options.TaskHub}History";

    public string ContainerName => $"{_options.TaskHub}-large".ToLowerInvariant();

    /// <summary>Opens the hub as another process would.</summary>
    public IHistoryStore Open(TableClientOptions? tables = null) => _memory is not null ? _memory : EmbeddedStores.OpenTables(_options, tables ?? new TableClientOptions());

    /// <summary>Lets the lease run out at once, as when its owner has died long ago.</summary>
    public Task ExpireLeaseAsync() => Eventually.IsTrueAsync(async () =>
        await Store.ReadLeaseAsync(default) is { } lease
        && await Store.WriteLeaseAsync(lease with { Expires = DateTimeOffset.UnixEpoch.AddDays(1) }, default) is not null);
}
