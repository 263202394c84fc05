using System.Collections.Concurrent;
using Kkr.Runtime.Tests.Azurite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kkr.Runtime.Tests.Conformance;

public class DeterminismTests(AzuriteFixture azurite) : ConformanceTest(azurite)
{
    [Theory]
    [MemberData(nameof(Stores))]
    public async Task NewGuid_ReplayedAndCalledAgain_IsTheSameAndDiffersByCall(string store)
    {
        ConcurrentBag<string> seen = [];
        await using DurableHost host = await StartAsync(store, tasks => tasks
            .AddOrchestratorFunc("Ids", async context =>
            {
                Guid first = context.NewGuid();
                Guid second = context.NewGuid();
                seen.Add($"{first} {second}");
                await context.CallActivityAsync("Pause");
                seen.Add($"{first} {second}");
                return new[] { first, second };
            })
            .AddActivityFunc("Pause", _ => { }));

        OrchestrationMetadata one = await host.RunAsync("Ids");
        Assert.Single(seen.Distinct());
        OrchestrationMetadata other = await host.RunAsync("Ids");

        Guid[] all = [.. one.ReadOutputAs<Guid[]>()!, .. other.ReadOutputAs<Guid[]>()!];
        Assert.Equal(4, all.Distinct().Count());
        Assert.All(all, id => Assert.Equal(5, id.Version));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task CurrentUtcDateTime_WithinATurnAndReplayed_StandsStillAndRepeats(string store)
    {
        ConcurrentQueue<DateTime> first = new();
        await using DurableHost host = await StartAsync(store, tasks => tasks.AddOrchestratorFunc("Times", async context =>
        {
            first.Enqueue(context.CurrentUtcDateTime);
            await context.CreateTimer(TimeSpan.FromHours(2), CancellationToken.None);
            DateTime second = context.CurrentUtcDateTime;
            await context.CreateTimer(TimeSpan.FromHours(2), CancellationToken.None);
            return new[] { second, context.CurrentUtcDateTime };
        }));

        OrchestrationMetadata ended = await host.RunAsync("Times");

        Assert.All(first, time => Assert.Equal(DurableHost.Start.UtcDateTime, time));
        Assert.Equal([DurableHost.Start.UtcDateTime.AddHours(2), DurableHost.Start.UtcDateTime.AddHours(4)], ended.ReadOutputAs<DateTime[]>()!);
        Assert.Equal(DateTimeKind.Utc, first.First().Kind);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task ReplaySafeLogger_DuringReplay_IsSilent(string store)
    {
        Lines lines = new();
        await using DurableHost host = await StartAsync(
            store,
            tasks => tasks
                .AddOrchestratorFunc("Talk", async context =>
                {
                    ILogger logger = context.CreateReplaySafeLogger("talk");
                    Say(logger, context.IsReplaying ? "replayed" : "one");
                    await context.CallActivityAsync("Pause");
                    Say(logger, "two");
                    await context.CallActivityAsync("Pause");
                    Say(logger, "three");
                })
                .AddActivityFunc("Pause", _ => { }),
            services => services.AddLogging(logging => logging.AddProvider(lines)));

        await host.RunAsync("Talk");

        Assert.Equal(["one", "two", "three"], lines.Written);
    }

    private static readonly Action<ILogger, string, Exception?> Line = LoggerMessage.Define<string>(LogLevel.Information, new EventId(1), "{Text}");

    private static void Say(ILogger logger, string text) => Line(logger, text, null);

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Written { get; } = new();

        private Lines? Talk { get; set; }

        public ILogger CreateLogger(string categoryName) => categoryName == "talk" ? this : new Lines { Talk = this };

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Enqueue(formatter(state, exception));

        public void Dispose()
        {
            // Nothing is open.
        }
    }
}
