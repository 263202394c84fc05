using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Kkr.Runtime.Engine;

/// <summary>Traces and metrics, both under one name.</summary>
internal static class EngineTelemetry
{
    public const string Name = "Kkr.Runtime.DurableTask";

    public static readonly ActivitySource Source = new(Name);

    private static readonly Meter Meter = new(Name);

    public static readonly Counter<long> Started = Meter.CreateCounter<long>("durabletask.orchestrations.started");

    public static readonly Counter<long> Ended = Meter.CreateCounter<long>("durabletask.orchestrations.ended");

    public static readonly Counter<long> Checkpoints = Meter.CreateCounter<long>("durabletask.checkpoints");

    public static readonly Counter<long> Activities = Meter.CreateCounter<long>("durabletask.activities");

    public static readonly Counter<long> Replays = Meter.CreateCounter<long>("durabletask.replays");

    public static readonly Histogram<double> CheckpointTime = Meter.CreateHistogram<double>("durabletask.checkpoint.duration", "ms");
}
