namespace Microsoft.DurableTask;

/// <summary>How a new orchestration instance starts.</summary>
public record StartOrchestrationOptions
{
    /// <summary>Makes options.</summary>
    /// <param name="InstanceId">The instance's id; a new GUID where null.</param>
    /// <param name="StartAt">When it starts; at once where null or past.</param>
    public StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = null)
    {
        this.InstanceId = InstanceId;
        this.StartAt = StartAt;
    }

    /// <summary>Copies options.</summary>
    /// <param name="options">The original.</param>
    public StartOrchestrationOptions(StartOrchestrationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        InstanceId = options.InstanceId;
        StartAt = options.StartAt;
        Tags = options.Tags;
        Version = options.Version;
        DedupeStatuses = options.DedupeStatuses;
    }

    /// <summary>Gets the instance's id; null gives it a new GUID.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Gets when the instance starts; null means at once.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>Gets tags that are stored with the instance and shown in its metadata.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the orchestrator's version; null means the client's default.</summary>
    public TaskVersion? Version { get; init; }

    /// <summary>Gets the statuses (as text) in which an existing instance of the same id makes the start fail.</summary>
    /// <remarks>Null leaves it to the engine: an unfinished instance is kept and the start fails; a finished one is replaced.</remarks>
    public IReadOnlyList<string>? DedupeStatuses { get; init; }
}
