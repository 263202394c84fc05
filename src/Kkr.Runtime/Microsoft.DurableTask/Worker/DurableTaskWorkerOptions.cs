using Microsoft.DurableTask.Converters;

namespace Microsoft.DurableTask.Worker;

/// <summary>Options of a worker.</summary>
public class DurableTaskWorkerOptions
{
    private VersioningOptions? _versioning;

    /// <summary>What to do with an orchestration whose version does not match the worker's.</summary>
    public enum VersionFailureStrategy
    {
        /// <summary>Leave it for another worker.</summary>
        Reject = 0,

        /// <summary>Fail it.</summary>
        Fail = 1,
    }

    /// <summary>Which orchestrations a worker takes, by version.</summary>
    public enum VersionMatchStrategy
    {
        /// <summary>All.</summary>
        None = 0,

        /// <summary>Only those of the worker's own version.</summary>
        Strict = 1,

        /// <summary>Those of the worker's version or an older one.</summary>
        CurrentOrOlder = 2,
    }

    /// <summary>Gets or sets what reads inputs and writes outputs.</summary>
    public DataConverter DataConverter { get; set; } = JsonDataConverter.Default;

    /// <summary>Gets or sets a value indicating whether entities are used; the embedded engine has none.</summary>
    public bool EnableEntitySupport { get; set; }

    /// <summary>Gets or sets the longest single timer of a backend that has a limit. The embedded engine has none and ignores it.</summary>
    public TimeSpan MaximumTimerInterval { get; set; } = TimeSpan.FromDays(3);

    /// <summary>Gets how much runs at once.</summary>
    public ConcurrencyOptions Concurrency { get; } = new();

    /// <summary>Gets how categories of log events are named.</summary>
    public LoggingOptions Logging { get; } = new();

    /// <summary>Gets or sets which orchestrations the worker takes, by version.</summary>
    public VersioningOptions? Versioning
    {
        get => _versioning;
        set => _versioning = value;
    }

    /// <summary>Gets a value indicating whether <see cref="Versioning"/> was set.</summary>
    public bool IsVersioningSet => _versioning is not null;

    /// <summary>Gets or sets a filter on orchestrations, asked before each start of one.</summary>
    public IOrchestrationFilter? OrchestrationFilter { get; set; }

    /// <summary>How much runs at once.</summary>
    public class ConcurrencyOptions
    {
        /// <summary>Gets or sets how many activities run at once.</summary>
        public int MaximumConcurrentActivityWorkItems { get; set; } = 100 * Environment.ProcessorCount;

        /// <summary>Gets or sets how many orchestrators run at once.</summary>
        public int MaximumConcurrentOrchestrationWorkItems { get; set; } = 100 * Environment.ProcessorCount;

        /// <summary>Gets or sets how many entities run at once; the embedded engine has none.</summary>
        public int MaximumConcurrentEntityWorkItems { get; set; } = 100 * Environment.ProcessorCount;
    }

    /// <summary>How categories of log events are named.</summary>
    public class LoggingOptions
    {
        /// <summary>Gets or sets a value indicating whether old category names are used; the embedded engine has none.</summary>
        public bool UseLegacyCategories { get; set; } = true;
    }

    /// <summary>Which orchestrations the worker takes, by version.</summary>
    public class VersioningOptions
    {
        /// <summary>Gets or sets the worker's version.</summary>
        public string Version { get; set; } = string.Empty;

        /// <summary>Gets or sets the version of sub-orchestrations that are called without one.</summary>
        public string DefaultVersion { get; set; } = string.Empty;

        /// <summary>Gets or sets which versions match.</summary>
        public VersionMatchStrategy MatchStrategy { get; set; } = VersionMatchStrategy.None;

        /// <summary>Gets or sets what happens to an orchestration that does not match.</summary>
        public VersionFailureStrategy FailureStrategy { get; set; } = VersionFailureStrategy.Reject;
    }
}
