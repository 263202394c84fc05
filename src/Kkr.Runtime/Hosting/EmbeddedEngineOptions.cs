using Azure.Core;

namespace Kkr.Runtime.Hosting;

/// <summary>Where the embedded engine keeps instances and histories.</summary>
public enum EmbeddedEngineStore
{
    /// <summary>Table Storage, with large payloads in Blob Storage.</summary>
    Tables = 0,

    /// <summary>This process's memory: gone when it ends.</summary>
    Memory = 1,
}

/// <summary>Options of the embedded durable task engine.</summary>
public sealed class EmbeddedEngineOptions
{
    /// <summary>Gets or sets the task hub's name: 3-45 letters and digits, a letter first. Hosts with the same store and hub share instances.</summary>
    public string TaskHub { get; set; } = "KkrWorkflow";

    /// <summary>Gets or sets where instances and histories are kept.</summary>
    public EmbeddedEngineStore Store { get; set; } = EmbeddedEngineStore.Tables;

    /// <summary>Gets or sets the storage account's connection string.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Gets or sets the table endpoint, used with <see cref="Credential"/> where there is no connection string.</summary>
    public Uri? TableEndpoint { get; set; }

    /// <summary>Gets or sets the blob endpoint, used with <see cref="Credential"/> where there is no connection string.</summary>
    public Uri? BlobEndpoint { get; set; }

    /// <summary>Gets or sets the credential for the endpoints.</summary>
    public TokenCredential? Credential { get; set; }

    /// <summary>Gets or sets how many orchestrators run at once; the worker's own option where null.</summary>
    public int? MaxConcurrentOrchestrators { get; set; }

    /// <summary>Gets or sets how many activities run at once; the worker's own option where null.</summary>
    public int? MaxConcurrentActivities { get; set; }

    /// <summary>Gets or sets how many sleeping orchestrators are kept in memory, so that waking them needs no replay. 0 replays always.</summary>
    public int LiveInstances { get; set; } = 500;

    /// <summary>Gets or sets how long a host may own the hub without renewing, in real time. A host that died is replaced after this long.</summary>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Gets or sets how often the owner renews its lease and a waiting host looks, in real time.</summary>
    public TimeSpan LeaseInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets how long an instance rests whose rows storage refuses for good (a 4xx), in real time; twice as long each time, up to 16 times as long.</summary>
    internal TimeSpan RefusedRest { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets the payload size, in UTF-16 characters, above which it is kept outside the row.</summary>
    public int LargePayloadThreshold { get; set; } = 15_000;
}
