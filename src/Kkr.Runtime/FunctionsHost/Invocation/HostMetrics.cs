using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Kkr.Runtime.FunctionsHost.Invocation;

/// <summary>Traces and metrics of invocations, under the name <see cref="SourceName"/>.</summary>
internal sealed class HostMetrics : IDisposable
{
    public const string SourceName = "Kkr.Runtime.FunctionsHost";

    public static readonly ActivitySource Traces = new(SourceName);

    private readonly Meter _meter;
    private readonly Counter<long> _invocations;
    private readonly Histogram<double> _duration;
    private readonly UpDownCounter<long> _running;

    public HostMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(SourceName);
        _invocations = _meter.CreateCounter<long>("functions.invocations", description: "Ended invocations by function and outcome.");
        _duration = _meter.CreateHistogram<double>("functions.duration", "ms", "How long invocations took.");
        _running = _meter.CreateUpDownCounter<long>("functions.running", description: "Invocations under way.");
    }

    public void Began(string function, bool lasting)
    {
        if (!lasting)
        {
            _running.Add(1, Tag(function));
        }
    }

    public void Ended(string function, bool lasting, string outcome, double milliseconds)
    {
        _invocations.Add(1, Tag(function), new KeyValuePair<string, object?>("outcome", outcome));
        if (!lasting)
        {
            _running.Add(-1, Tag(function));
            _duration.Record(milliseconds, Tag(function));
        }
    }

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> Tag(string function) => new("function", function);
}
