using System.Diagnostics.Metrics;

namespace Kkr.Workflow.Benchmarks.Engine;

/// <summary>Listens to the engine's own count of checkpoints: batches it has written, each one transaction.</summary>
internal sealed class CheckpointCount : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _count;

    public CheckpointCount()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument is { Meter.Name: "Kkr.Runtime.DurableTask", Name: "durabletask.checkpoints" })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, added, _, _) => Interlocked.Add(ref _count, added));
        _listener.Start();
    }

    public long Value => Interlocked.Read(ref _count);

    public void Dispose() => _listener.Dispose();
}
