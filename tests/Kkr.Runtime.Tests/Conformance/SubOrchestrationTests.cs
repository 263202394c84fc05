using Kkr.Runtime.Tests.Azurite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Kkr.Runtime.Tests.Conformance;

public class SubOrchestrationTests(AzuriteFixture azurite) : ConformanceTest(azurite)
{
    [Theory]
    [MemberData(nameof(Stores))]
    public async Task SubOrchestration_WithAnIdOfItsOwn_ReturnsItsResultAndKnowsItsParent(string store)
    {
        await using DurableHost host = await StartAsync(store, tasks => tasks
            .AddOrchestratorFunc<int, string>("Outer", (context, n) => context.CallSubOrchestratorAsync<string>("Inner", n + 1, new SubOrchestrationOptions(instanceId: "child")))
            .AddOrchestratorFunc<int, string>("Inner", async (context, n) =>
            {
                await context.CreateTimer(TimeSpan.FromDays(10), CancellationToken.None);
                return $"{n} for {context.Parent!.Name} {context.Parent.InstanceId} in {context.InstanceId}";
            }));

        OrchestrationMetadata ended = await host.RunAsync("Outer", 1, "parent");

        Assert.Equal("2 for Outer parent in child", ended.ReadOutputAs<string>());
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await host.Client.GetInstanceAsync("child"))!.RuntimeStatus);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task SubOrchestrations_FannedOut_AllReturn(string store)
    {
        await using DurableHost host = await StartAsync(store, tasks => tasks
            .AddOrchestratorFunc("Outer", async context =>
            {
                int[] results = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => context.CallSubOrchestratorAsync<int>("Inner", n)));
                return string.Join(' ', results);
            })
            .AddOrchestratorFunc<int, int>("Inner", async (context, n) => await context.CallActivityAsync<int>("Double", n))
            .AddActivityFunc<int, int>("Double", (_, n) => n * 2));

        OrchestrationMetadata ended = await host.RunAsync("Outer");

        Assert.Equal(string.Join(' ', Enumerable.Range(0, 20).Select(n => n * 2)), ended.ReadOutputAs<string>());
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task ContinueAsNew_WithUnprocessedEvents_StartsOverWithNewInputAndKeepsThem(string store)
    {
        await using DurableHost host = await StartAsync(store, tasks => tasks.AddOrchestratorFunc<int, string>("Count", async (context, sum) =>
        {
            int next = await context.WaitForExternalEvent<int>("add");
            if (next == 0)
            {
                return $"sum {sum}";
            }

            context.ContinueAsNew(sum + next);
            return "";
        }));
        string id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Count", 0);

        await Task.WhenAll(Enumerable.Range(1, 10).Select(n => host.Client.RaiseEventAsync(id, "add", n)));
        await host.Client.RaiseEventAsync(id, "add", 0);
        OrchestrationMetadata ended = await host.EndAsync(id);

        Assert.Equal("sum 55", ended.ReadOutputAs<string>());
        Assert.Equal(55, ended.ReadInputAs<int>());
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task ContinueAsNew_WithoutPreserving_DropsEventsAndIdsDiffer(string store)
    {
        await using DurableHost host = await StartAsync(store, tasks => tasks.AddOrchestratorFunc<string, string>("Loop", async (context, before) =>
        {
            string id = context.NewGuid().ToString();
            if (before is not null)
            {
                try
                {
                    await context.WaitForExternalEvent<string>("lost", TimeSpan.FromDays(1));
                    return "kept";
                }
                catch (TaskCanceledException)
                {
                    return id == before ? "same id" : "dropped";
                }
            }

            await context.WaitForExternalEvent<string>("go");
            context.ContinueAsNew(id, preserveUnprocessedEvents: false);
            return "";
        }));
        using IDisposable hold = host.Clock.Hold();
        string id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Loop");
        await host.Client.RaiseEventAsync(id, "lost", "x");
        await host.Client.RaiseEventAsync(id, "go", "x");

        await host.Clock.WaitUntilAsync(DurableHost.Start.AddDays(2));
        OrchestrationMetadata ended = await host.EndAsync(id);

        Assert.Equal("dropped", ended.ReadOutputAs<string>());
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Terminate_Recursive_EndsSubOrchestrationsToo(string store)
    {
        await using DurableHost host = await StartAsync(store, tasks => tasks
            .AddOrchestratorFunc("Outer", context => context.CallSubOrchestratorAsync("Inner", new SubOrchestrationOptions(instanceId: "child")))
            .AddOrchestratorFunc("Inner", context => context.WaitForExternalEvent<int>("never")));
        string id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Outer");
        await Eventually.IsTrueAsync(async () => await host.Client.GetInstanceAsync("child") is not null);

        await host.Client.TerminateInstanceAsync(id, new TerminateInstanceOptions("why", Recursive: true));
        OrchestrationMetadata child = await host.EndAsync("child");

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, child.RuntimeStatus);
        Assert.Equal("\"why\"", (await host.EndAsync(id)).SerializedOutput);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Purge_Recursive_RemovesSubOrchestrationsToo(string store)
    {
        await using DurableHost host = await StartAsync(store, tasks => tasks
            .AddOrchestratorFunc("Outer", context => context.CallSubOrchestratorAsync("Inner", new SubOrchestrationOptions(instanceId: "child")))
            .AddOrchestratorFunc("Inner", _ => { }));
        OrchestrationMetadata ended = await host.RunAsync("Outer");

        PurgeResult purged = await host.Client.PurgeInstanceAsync(ended.InstanceId, new PurgeInstanceOptions(Recursive: true));

        Assert.Equal(2, purged.PurgedInstanceCount);
        Assert.Null(await host.Client.GetInstanceAsync("child"));
        Assert.Null(await host.Client.GetInstanceAsync(ended.InstanceId));
    }
}
