using Kkr.Runtime.Tests.Azurite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Runtime.Tests.Conformance;

public class VersionTests(AzuriteFixture azurite) : ConformanceTest(azurite)
{
    [Theory]
    [MemberData(nameof(Stores))]
    public async Task VersionedOrchestration_StartedInAVersion_RunsThatVersionsCode(string store)
    {
        await using DurableHost host = await StartAsync(store, Tasks);

        Assert.Equal("one of 1 comes before 2", await RunAsync(host, "Say", "1"));
        Assert.Equal("two of 2", await RunAsync(host, "Say", "2"));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task ContinueAsNew_WithANewVersion_GoesOnInThatVersionsCode(string store)
    {
        await using DurableHost host = await StartAsync(store, Tasks);

        Assert.Equal("begun in 1, ended in 2 with 2", await RunAsync(host, "Grow", "1"));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task SubOrchestration_CalledInAVersion_RunsThatVersionsCode(string store)
    {
        await using DurableHost host = await StartAsync(store, Tasks);

        Assert.Equal("two of 2", await RunAsync(host, "Calls", "1"));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task VersionedOrchestration_NewerThanTheWorker_Fails(string store)
    {
        await using DurableHost host = await StartAsync(store, Tasks, services => services.Configure<DurableTaskWorkerOptions>(options =>
            options.Versioning = new DurableTaskWorkerOptions.VersioningOptions
            {
                Version = "1.5",
                MatchStrategy = DurableTaskWorkerOptions.VersionMatchStrategy.CurrentOrOlder,
                FailureStrategy = DurableTaskWorkerOptions.VersionFailureStrategy.Fail,
            }));

        string older = await host.Client.ScheduleNewOrchestrationInstanceAsync("Say", new StartOrchestrationOptions { Version = "1" });
        string newer = await host.Client.ScheduleNewOrchestrationInstanceAsync("Say", new StartOrchestrationOptions { Version = "2" });

        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await host.EndAsync(older)).RuntimeStatus);
        OrchestrationMetadata refused = await host.EndAsync(newer);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, refused.RuntimeStatus);
        Assert.Equal("VersionMismatch", refused.FailureDetails!.ErrorType);
    }

    private static async Task<string?> RunAsync(DurableHost host, string name, string version)
    {
        string id = await host.Client.ScheduleNewOrchestrationInstanceAsync(name, "", new StartOrchestrationOptions { Version = version });
        return (await host.EndAsync(id)).ReadOutputAs<string>();
    }

    private static void Tasks(DurableTaskRegistry tasks) => tasks
        .AddOrchestratorFunc<string, string>("Say", "1", (context, _) => Task.FromResult(
            $"one of {context.Version} {(context.CompareVersionTo("2") < 0 ? "comes before" : "does not come before")} 2"))
        .AddOrchestratorFunc<string, string>("Say", "2", (context, _) => Task.FromResult($"two of {context.Version}"))
        .AddOrchestratorFunc<string, string>("Grow", "1", async (context, _) =>
        {
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            context.ContinueAsNew(new ContinueAsNewOptions { NewInput = $"begun in {context.Version}", NewVersion = "2" });
            return "";
        })
        .AddOrchestratorFunc<string, string>("Grow", "2", async (context, begun) =>
        {
            // One turn more, so that the version is read back from what was stored.
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            return $"{begun}, ended in 2 with {context.Version}";
        })
        .AddOrchestratorFunc<string, string>("Calls", "1", (context, _) => context.CallSubOrchestratorAsync<string>(
            "Say", "", new SubOrchestrationOptions { Version = "2" }));
}
