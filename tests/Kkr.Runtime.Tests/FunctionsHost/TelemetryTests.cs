using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Kkr.Runtime.FunctionsHost.Invocation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Runtime.Tests.FunctionsHost;

public static class MeasuredFunctions
{
    [Function("MeasuredWell")]
    public static string Well([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => request.Method;

    [Function("MeasuredIll")]
    public static string Ill([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => throw new InvalidOperationException(request.Method);

    [Function("MeasuredUnwritable")]
    public static IActionResult Unwritable([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => new Broken(request.Method);

    private sealed class Broken(string why) : IActionResult
    {
        public Task ExecuteResultAsync(ActionContext context) => throw new IOException(why);
    }
}

public class TelemetryTests
{
    [Fact]
    public async Task Invocations_AreCountedByOutcomeAndTraced()
    {
        ConcurrentQueue<string> counted = new();
        ConcurrentQueue<string> traced = new();
        using MeterListener meters = new();
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Name: "functions.invocations", Meter.Name: HostMetrics.SourceName })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        meters.SetMeasurementEventCallback<long>((_, value, tags, _) => counted.Enqueue($"{tags[0].Value} {tags[1].Value} {value}"));
        meters.Start();
        using ActivityListener activities = new()
        {
            ShouldListenTo = source => source.Name == HostMetrics.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => traced.Enqueue($"{activity.OperationName} {activity.Status}"),
        };
        ActivitySource.AddActivityListener(activities);
        await using FunctionsTestHost host = await FunctionsTestHost.StartAsync(typeof(MeasuredFunctions));

        await host.Client.GetStringAsync(new Uri("api/MeasuredWell", UriKind.Relative));
        using HttpResponseMessage failed = await host.Client.GetAsync(new Uri("api/MeasuredIll", UriKind.Relative));

        Assert.Equal(["MeasuredWell succeeded 1", "MeasuredIll failed 1"], counted.Where(c => c.StartsWith("Measured", StringComparison.Ordinal)));
        Assert.Equal(["MeasuredWell Unset", "MeasuredIll Error"], traced.Where(t => t.StartsWith("Measured", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Response_ThatCannotBeWritten_Is500AndLogged()
    {
        await using FunctionsTestHost host = await FunctionsTestHost.StartAsync(typeof(MeasuredFunctions));

        using HttpResponseMessage response = await host.Client.GetAsync(new Uri("api/MeasuredUnwritable", UriKind.Relative));

        Assert.Equal(500, (int)response.StatusCode);
        Assert.Contains(host.Log.Lines, l => l.Event == 2014);
    }
}
