namespace Microsoft.DurableTask.Client;

/// <summary>Which instances to list.</summary>
/// <param name="CreatedFrom">Created at or after.</param>
/// <param name="CreatedTo">Created at or before.</param>
/// <param name="Statuses">In one of these statuses; all where null or empty.</param>
/// <param name="TaskHubNames">In one of these hubs; the embedded engine has one hub only.</param>
/// <param name="InstanceIdPrefix">With an id that starts so, case-sensitive.</param>
/// <param name="PageSize">Instances a page.</param>
/// <param name="FetchInputsAndOutputs">Whether to read inputs, outputs and custom statuses too.</param>
/// <param name="ContinuationToken">Where to go on.</param>
public record OrchestrationQuery(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null,
    IEnumerable<string>? TaskHubNames = null,
    string? InstanceIdPrefix = null,
    int PageSize = OrchestrationQuery.DefaultPageSize,
    bool FetchInputsAndOutputs = false,
    string? ContinuationToken = null)
{
    /// <summary>Instances a page where nothing else is asked for.</summary>
    public const int DefaultPageSize = 100;
}

/// <summary>Which finished instances to purge.</summary>
/// <param name="CreatedFrom">Created at or after.</param>
/// <param name="CreatedTo">Created at or before.</param>
/// <param name="Statuses">In one of these final statuses; all final ones where null or empty.</param>
public record PurgeInstancesFilter(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null)
{
    /// <summary>Gets how long purging may take before it stops with an incomplete result; no limit where null.</summary>
    public TimeSpan? Timeout { get; init; }
}

/// <summary>How to purge an instance.</summary>
/// <param name="Recursive">Whether its sub-orchestrations are purged too.</param>
public record PurgeInstanceOptions(bool Recursive = false);

/// <summary>How to terminate an instance.</summary>
/// <param name="Output">What becomes its output.</param>
/// <param name="Recursive">Whether its sub-orchestrations are terminated too.</param>
public record TerminateInstanceOptions(object? Output = null, bool Recursive = false);

/// <summary>What purging did.</summary>
public class PurgeResult
{
    /// <summary>Makes a result.</summary>
    /// <param name="count">Instances purged.</param>
    public PurgeResult(int count)
        : this(count, null)
    {
    }

    /// <summary>Makes a result.</summary>
    /// <param name="count">Instances purged.</param>
    /// <param name="isComplete">Whether everything that matched is gone; null when unknown.</param>
    public PurgeResult(int count, bool? isComplete)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        PurgedInstanceCount = count;
        IsComplete = isComplete;
    }

    /// <summary>Gets the number of instances purged.</summary>
    public int PurgedInstanceCount { get; }

    /// <summary>Gets whether everything that matched is gone; null when unknown.</summary>
    public bool? IsComplete { get; }
}

/// <summary>A value still in its serialized form.</summary>
public sealed class SerializedData
{
    /// <summary>Wraps serialized data.</summary>
    /// <param name="data">The data.</param>
    /// <param name="converter">What wrote it; the default JSON converter where null.</param>
    public SerializedData(string data, DataConverter? converter = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(data);
        Value = data;
        Converter = converter ?? Converters.JsonDataConverter.Default;
    }

    /// <summary>Gets the serialized data.</summary>
    public string Value { get; }

    /// <summary>Gets what reads it.</summary>
    public DataConverter Converter { get; }

    /// <summary>Reads the data.</summary>
    /// <typeparam name="T">The type to read.</typeparam>
    /// <returns>The value.</returns>
    public T ReadAs<T>() => Converter.Deserialize<T>(Value)!;
}
