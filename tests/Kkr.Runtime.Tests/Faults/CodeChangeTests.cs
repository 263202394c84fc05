using Kkr.Runtime.Engine.History;
using Kkr.Runtime.Tests.Conformance;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Kkr.Runtime.Tests.Faults;

public class CodeChangeTests
{
    [Fact]
    public Task Renamed_Activity_FailsClearly() => FailsAsync(
        async context =>
        {
            await context.CallActivityAsync("Renamed");
            await context.WaitForExternalEvent<string>("go");
        },
        "The history has activity 'Step' (#0), but the code decided on activity 'Renamed' (#0).");

    [Fact]
    public Task Added_Step_FailsClearly() => FailsAsync(
        async context =>
        {
            await Task.WhenAll(context.CallActivityAsync("Step"), context.CallActivityAsync("Extra"));
            await context.WaitForExternalEvent<string>("go");
        },
        "The code decided on activity 'Extra' (#1), which the history does not have.");

    [Fact]
    public Task Removed_Step_FailsClearly() => FailsAsync(
        context => context.WaitForExternalEvent<string>("go"),
        "The history has activity 'Step' (#0), but the code did not decide on anything there.");

    [Fact]
    public Task Timer_InPlaceOfAnActivity_FailsClearly() => FailsAsync(
        async context =>
        {
            await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            await context.WaitForExternalEvent<string>("go");
        },
        "The history has activity 'Step' (#0), but the code decided on a timer (#0).");

    [Fact]
    public async Task Change_AfterTheStoredPart_IsFine()
    {
        OrchestrationMetadata ended = await ChangeAsync(async context =>
        {
            await context.CallActivityAsync("Step");
            await context.WaitForExternalEvent<string>("go");
            await context.CallActivityAsync("Extra");
        });

        Assert.Equal(OrchestrationRuntimeStatus.Completed, ended.RuntimeStatus);
    }

    private static async Task FailsAsync(Func<TaskOrchestrationContext, Task> changed, string message)
    {
        OrchestrationMetadata ended = await ChangeAsync(changed);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Equal("NonDeterministicOrchestration", ended.FailureDetails!.ErrorType);
        Assert.StartsWith(message, ended.FailureDetails.ErrorMessage, StringComparison.Ordinal);
    }

    private static async Task<OrchestrationMetadata> ChangeAsync(Func<TaskOrchestrationContext, Task> changed)
    {
        MemoryHistoryStore store = new();
        await using (DurableHost before = await StartAsync(store, async context =>
        {
            await context.CallActivityAsync("Step");
            await context.WaitForExternalEvent<string>("go");
        }))
        {
            await before.Client.ScheduleNewOrchestrationInstanceAsync("Work", new StartOrchestrationOptions("work"));
            await Eventually.IsTrueAsync(async () => (await store.LoadAsync("work", default))!.History.Exists(e => e.Kind == EventKind.TaskCompleted));
        }

        await using DurableHost after = await StartAsync(store, changed);
        await after.Client.RaiseEventAsync("work", "go", "");
        return await after.EndAsync("work");
    }

    private static Task<DurableHost> StartAsync(IHistoryStore store, Func<TaskOrchestrationContext, Task> work) => DurableHost.StartAsync(
        tasks => tasks.AddOrchestratorFunc("Work", work).AddActivityFunc("Step", _ => { }).AddActivityFunc("Extra", _ => { }).AddActivityFunc("Renamed", _ => { }),
        null,
        options => options.LeaseInterval = TimeSpan.FromMilliseconds(20),
        store: store);
}
