using Kkr.Runtime.Engine.History;
using Kkr.Runtime.Tests.Azurite;
using Kkr.Runtime.Tests.Conformance;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Kkr.Runtime.Tests.Faults;

public class CodeChangeTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    public static TheoryData<string> Stores => SharedHub.Kinds;

    [Theory]
    [MemberData(nameof(Stores))]
    public Task Renamed_Activity_FailsClearly(string kind) => FailsAsync(
        kind,
        async context =>
        {
            await context.CallActivityAsync("Renamed");
            await context.WaitForExternalEvent<string>("go");
        },
        "The history has activity 'Step' (#0), but the code decided on activity 'Renamed' (#0).");

    [Theory]
    [MemberData(nameof(Stores))]
    public Task Added_Step_FailsClearly(string kind) => FailsAsync(
        kind,
        async context =>
        {
            await Task.WhenAll(context.CallActivityAsync("Step"), context.CallActivityAsync("Extra"));
            await context.WaitForExternalEvent<string>("go");
        },
        "The code decided on activity 'Extra' (#1), which the history does not have.");

    [Theory]
    [MemberData(nameof(Stores))]
    public Task Removed_Step_FailsClearly(string kind) => FailsAsync(
        kind,
        context => context.WaitForExternalEvent<string>("go"),
        "The history has activity 'Step' (#0), but the code did not decide on anything there.");

    [Theory]
    [MemberData(nameof(Stores))]
    public Task Timer_InPlaceOfAnActivity_FailsClearly(string kind) => FailsAsync(
        kind,
        async context =>
        {
            await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            await context.WaitForExternalEvent<string>("go");
        },
        "The history has activity 'Step' (#0), but the code decided on a timer (#0).");

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Change_AfterTheStoredPart_IsFine(string kind)
    {
        OrchestrationMetadata ended = await ChangeAsync(kind, async context =>
        {
            await context.CallActivityAsync("Step");
            await context.WaitForExternalEvent<string>("go");
            await context.CallActivityAsync("Extra");
        });

        Assert.Equal(OrchestrationRuntimeStatus.Completed, ended.RuntimeStatus);
    }

    private async Task FailsAsync(string kind, Func<TaskOrchestrationContext, Task> changed, string message)
    {
        OrchestrationMetadata ended = await ChangeAsync(kind, changed);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Equal("NonDeterministicOrchestration", ended.FailureDetails!.ErrorType);
        Assert.StartsWith(message, ended.FailureDetails.ErrorMessage, StringComparison.Ordinal);
    }

    private async Task<OrchestrationMetadata> ChangeAsync(string kind, Func<TaskOrchestrationContext, Task> changed)
    {
        SharedHub hub = new(kind, azurite);
        await using (DurableHost before = await StartAsync(hub.Open(), async context =>
        {
            await context.CallActivityAsync("Step");
            await context.WaitForExternalEvent<string>("go");
        }))
        {
            await before.Client.ScheduleNewOrchestrationInstanceAsync("Work", new StartOrchestrationOptions("work"));
            await Eventually.IsTrueAsync(async () => (await hub.Store.LoadAsync("work", default))!.History.Exists(e => e.Kind == EventKind.TaskCompleted));
        }

        await using DurableHost after = await StartAsync(hub.Open(), changed);
        await after.Client.RaiseEventAsync("work", "go", "");
        return await after.EndAsync("work");
    }

    private static Task<DurableHost> StartAsync(IHistoryStore store, Func<TaskOrchestrationContext, Task> work) => FaultHost.StartAsync(
        store,
        tasks => tasks.AddOrchestratorFunc("Work", work).AddActivityFunc("Step", _ => { }).AddActivityFunc("Extra", _ => { }).AddActivityFunc("Renamed", _ => { }),
        options => options.LeaseInterval = TimeSpan.FromMilliseconds(20));
}
