using Kkr.Runtime.Tests.Azurite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Runtime.Tests.Conformance;

public class ActivityTests(AzuriteFixture azurite) : ConformanceTest(azurite)
{
    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Activities_InSequence_PassTypedInputsAndOutputs(string store)
    {
        await using DurableHost host = await StartAsync(store, tasks => tasks
            .AddOrchestratorFunc<Order, decimal>("Total", async (context, order) =>
            {
                decimal net = await context.CallActivityAsync<decimal>("Net", order);
                return await context.CallActivityAsync<decimal>("AddVat", net);
            })
            .AddActivityFunc<Order, decimal>("Net", (_, order) => order.Pieces * order.Price)
            .AddActivityFunc<decimal, decimal>("AddVat", (_, net) => net * 1.25m));

        OrchestrationMetadata ended = await host.RunAsync("Total", new Order(3, 10m));

        Assert.Equal(OrchestrationRuntimeStatus.Completed, ended.RuntimeStatus);
        Assert.Equal(37.5m, ended.ReadOutputAs<decimal>());
        Assert.Equal(new Order(3, 10m), ended.ReadInputAs<Order>());
        Assert.Equal("Total", ended.Name);
        Assert.True(ended.IsCompleted);
        Assert.Null(ended.FailureDetails);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task ClassStyleTasks_WithInjectedServices_Run(string store)
    {
        await using DurableHost host = await StartAsync(
            store,
            tasks => tasks.AddOrchestrator<GreetingOrchestrator>().AddActivity<GreetActivity>(),
            configure: services => services.AddSingleton(new Greeting("Goddag")));

        OrchestrationMetadata ended = await host.RunAsync(nameof(GreetingOrchestrator), "Viborg");

        Assert.Equal("Goddag, Viborg", ended.ReadOutputAs<string>());
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task FanOut_OfHundredActivities_GathersEveryResultOnce(string store)
    {
        int runs = 0;
        await using DurableHost host = await StartAsync(store, tasks => tasks
            .AddOrchestratorFunc<int, int>("Sum", async (context, count) =>
            {
                int[] squares = await Task.WhenAll(Enumerable.Range(1, count).Select(n => context.CallActivityAsync<int>("Square", n)));
                return squares.Sum();
            })
            .AddActivityFunc<int, int>("Square", (_, n) =>
            {
                Interlocked.Increment(ref runs);
                return n * n;
            }));

        OrchestrationMetadata ended = await host.RunAsync("Sum", 100);

        Assert.Equal(338350, ended.ReadOutputAs<int>());
        Assert.Equal(100, runs);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task ActivityContext_InAnActivity_TellsNameAndInstance(string store)
    {
        await using DurableHost host = await StartAsync(store, tasks => tasks
            .AddOrchestratorFunc("Ask", context => context.CallActivityAsync<string>("Who"))
            .AddActivityFunc("Who", context => $"{context.Name} for {context.InstanceId}"));

        OrchestrationMetadata ended = await host.RunAsync("Ask", id: "meeting-7");

        Assert.Equal("Who for meeting-7", ended.ReadOutputAs<string>());
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task LargePayload_BeyondATableProperty_ComesBackWhole(string store)
    {
        string text = string.Concat(Enumerable.Repeat("Sagsfremstilling æøå \"citat\" 🙂\n", 20_000));
        await using DurableHost host = await StartAsync(store, tasks => tasks
            .AddOrchestratorFunc<string, string>("Echo", async (context, input) =>
            {
                context.SetCustomStatus(input);
                return await context.CallActivityAsync<string>("Same", input);
            })
            .AddActivityFunc<string, string>("Same", (_, input) => input));

        OrchestrationMetadata ended = await host.RunAsync("Echo", text);

        Assert.Equal(text, ended.ReadInputAs<string>());
        Assert.Equal(text, ended.ReadOutputAs<string>());
        Assert.Equal(text, ended.ReadCustomStatusAs<string>());
    }

    private sealed record Order(int Pieces, decimal Price);

    private sealed record Greeting(string Word);

    private sealed class GreetingOrchestrator : TaskOrchestrator<string, string>
    {
        public override Task<string> RunAsync(TaskOrchestrationContext context, string input) =>
            context.CallActivityAsync<string>(nameof(GreetActivity), input);
    }

    private sealed class GreetActivity(Greeting greeting) : TaskActivity<string, string>
    {
        public override Task<string> RunAsync(TaskActivityContext context, string input) => Task.FromResult($"{greeting.Word}, {input}");
    }
}
