using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Kkr.Runtime.Engine.History;
using Kkr.Runtime.Engine.Tables;
using Kkr.Runtime.Hosting;
using Kkr.Runtime.Tests.Azurite;
using Kkr.Runtime.Tests.Conformance;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Kkr.Runtime.Tests.Faults;

public class TableFaultTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Theory]
    [InlineData(Trouble.Throttled)]
    [InlineData(Trouble.Unavailable)]
    [InlineData(Trouble.Unanswered)]
    public async Task Tables_FailingAThirdOfTheRequests_LoseAndRepeatNothing(Trouble trouble)
    {
        EmbeddedEngineOptions options = new();
        Apply(options);
        int runs = 0;
        TableClientOptions tables = new();
        TroublePolicy policy = new(trouble);
        tables.AddPolicy(policy, HttpPipelinePosition.PerCall);
        TableHistoryStore store = EmbeddedStores.OpenTables(options, tables);
        await using DurableHost host = await FaultHost.StartAsync(
            store,
            registry => registry
                .AddOrchestratorFunc("Steps", async context =>
                {
                    int sum = 0;
                    for (int n = 1; n <= 5; n++)
                    {
                        sum += await context.CallActivityAsync<int>("Same", n);
                    }

                    return sum + (await Task.WhenAll(Enumerable.Range(1, 10).Select(n => context.CallActivityAsync<int>("Same", n)))).Sum();
                })
                .AddActivityFunc<int, int>("Same", (_, n) =>
                {
                    Interlocked.Increment(ref runs);
                    return n;
                }),
            Apply);
        policy.Enabled = true;

        string[] ids = await Task.WhenAll(Enumerable.Range(0, 10).Select(n =>
            host.Client.ScheduleNewOrchestrationInstanceAsync("Steps", new StartOrchestrationOptions($"steps-{n}"))));
        OrchestrationMetadata[] ended = await Task.WhenAll(ids.Select(host.EndAsync));
        policy.Enabled = false;

        Assert.All(ended, instance => Assert.Equal(70, instance.ReadOutputAs<int>()));
        Assert.True(policy.Injected > 0);
        foreach (string id in ids)
        {
            AssertOrdered((await store.LoadAsync(id, default))!.History);
        }

        // One host, so that nothing was to be run again: each activity ran and was applied once.
        Assert.Equal(150, runs);

        void Apply(EmbeddedEngineOptions engine)
        {
            StoreKinds.Apply(StoreKinds.Tables, engine, azurite.ConnectionString);
            engine.TaskHub = options.TaskHub == "KkrWorkflow" ? engine.TaskHub : options.TaskHub;
        }
    }

    private static void AssertOrdered(List<HistoryEvent> history)
    {
        string[] oneByOne = [.. Enumerable.Range(0, 5).SelectMany(n => (string[])["Turn ", $"TaskScheduled {n}", $"TaskCompleted {n}"])];
        string[] allAtOnce = [.. Enumerable.Range(5, 10).Select(n => $"TaskScheduled {n}")];
        string[] expected = ["ExecutionStarted ", .. oneByOne, "Turn ", .. allAtOnce];
        string[] stored = [.. history.Select(e => $"{e.Kind} {e.Id}")];

        Assert.Equal(expected, stored.Take(expected.Length));
        Assert.Equal("ExecutionCompleted ", stored[^1]);
        string[] rest = [.. stored.Skip(expected.Length).SkipLast(1)];
        Assert.Equal(Enumerable.Range(5, 10).Select(n => $"TaskCompleted {n}").Order(), rest.Where(e => e != "Turn ").Order());
        Assert.Equal("Turn ", rest[^1]);
    }

    public enum Trouble
    {
        Throttled,
        Unavailable,
        Unanswered,
    }

    private sealed class TroublePolicy(Trouble trouble) : HttpPipelinePolicy
    {
        // Seeded: the same share every time, but in step with nothing.
        private readonly Random _random = new(7);
        private int _injected;

        public bool Enabled { get; set; }

        public int Injected => _injected;

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            bool inject;
            lock (_random)
            {
                inject = Enabled && _random.Next(3) == 0;
                _injected += inject ? 1 : 0;
            }

            if (inject && trouble != Trouble.Unanswered)
            {
                throw new RequestFailedException(trouble == Trouble.Throttled ? 429 : 503, "Busy.");
            }

            await ProcessNextAsync(message, pipeline);
            if (inject)
            {
                throw new IOException("The connection broke before the answer came.");
            }
        }
    }
}
