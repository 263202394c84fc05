using Kkr.Runtime.Tests.Azurite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Kkr.Runtime.Tests.Conformance;

public class ManagementTests(AzuriteFixture azurite) : ConformanceTest(azurite)
{
    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Suspended_Instance_KeepsEventsUntilItIsResumed(string store)
    {
        await using DurableHost host = await StartAsync(store, Tasks);
        string id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Ask");
        await host.Client.SuspendInstanceAsync(id, "lunch");
        await host.Client.RaiseEventAsync(id, "answer", "yes");
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await host.Client.GetInstanceAsync(id))!.RuntimeStatus);

        await host.Client.ResumeInstanceAsync(id);
        OrchestrationMetadata ended = await host.EndAsync(id);

        Assert.Equal("yes", ended.ReadOutputAs<string>());
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Suspended_Instance_SeesAFiredTimerWhenResumed(string store)
    {
        await using DurableHost host = await StartAsync(store, tasks => tasks.AddOrchestratorFunc("Nap", async context =>
        {
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            return context.CurrentUtcDateTime;
        }));
        using IDisposable hold = host.Clock.Hold();
        string id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Nap");
        await host.Client.SuspendInstanceAsync(id);
        await host.Clock.WaitUntilAsync(DurableHost.Start.AddHours(5));
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await host.Client.GetInstanceAsync(id))!.RuntimeStatus);

        await host.Client.ResumeInstanceAsync(id);
        OrchestrationMetadata ended = await host.EndAsync(id);

        Assert.Equal(DurableHost.Start.UtcDateTime.AddHours(5), ended.ReadOutputAs<DateTime>());
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Terminate_OfOpenAndUnknownInstances_EndsWithItsOutputAndGivesNoError(string store)
    {
        await using DurableHost host = await StartAsync(store, Tasks);
        string id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Ask");

        await host.Client.TerminateInstanceAsync("nobody", "why");
        await host.Client.TerminateInstanceAsync(id, "why");
        OrchestrationMetadata ended = await host.EndAsync(id);

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, ended.RuntimeStatus);
        Assert.Equal("\"why\"", ended.SerializedOutput);
        Assert.Equal("why", ended.ReadOutputAs<string>());
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task StartAt_InTheFuture_IsPendingUntilThen(string store)
    {
        await using DurableHost host = await StartAsync(store, tasks => tasks.AddOrchestratorFunc("When", context => context.CurrentUtcDateTime));
        DateTimeOffset later = DurableHost.Start.AddDays(90);
        using IDisposable hold = host.Clock.Hold();
        string id = await host.Client.ScheduleNewOrchestrationInstanceAsync("When", new StartOrchestrationOptions(StartAt: later));
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await host.Client.GetInstanceAsync(id))!.RuntimeStatus);

        await host.Clock.WaitUntilAsync(later);
        OrchestrationMetadata ended = await host.EndAsync(id);

        Assert.Equal(later.UtcDateTime, ended.ReadOutputAs<DateTime>());
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task StartAt_ReachedWhileSuspended_StartsWhenResumed(string store)
    {
        await using DurableHost host = await StartAsync(store, tasks => tasks.AddOrchestratorFunc("When", context => context.CurrentUtcDateTime));
        using IDisposable hold = host.Clock.Hold();
        string id = await host.Client.ScheduleNewOrchestrationInstanceAsync("When", new StartOrchestrationOptions(StartAt: DurableHost.Start.AddDays(1)));
        await host.Client.SuspendInstanceAsync(id);
        await host.Clock.WaitUntilAsync(DurableHost.Start.AddDays(2));
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await host.Client.GetInstanceAsync(id))!.RuntimeStatus);

        await host.Client.ResumeInstanceAsync(id);
        OrchestrationMetadata ended = await host.EndAsync(id);

        Assert.Equal(DurableHost.Start.UtcDateTime.AddDays(2), ended.ReadOutputAs<DateTime>());
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task DuplicateId_OfOpenAndEndedInstances_IsRefusedOrReplaces(string store)
    {
        await using DurableHost host = await StartAsync(store, Tasks);
        StartOrchestrationOptions options = new("only-one");
        await host.Client.ScheduleNewOrchestrationInstanceAsync("Ask", options);

        await Assert.ThrowsAnyAsync<InvalidOperationException>(() => host.Client.ScheduleNewOrchestrationInstanceAsync("Ask", options));
        await host.Client.RaiseEventAsync("only-one", "answer", "first");
        Assert.Equal("first", (await host.EndAsync("only-one")).ReadOutputAs<string>());
        await Assert.ThrowsAnyAsync<InvalidOperationException>(() => host.Client.ScheduleNewOrchestrationInstanceAsync(
            "Ask", options.WithDedupeStatuses(OrchestrationRuntimeStatus.Completed)));
        await host.Client.ScheduleNewOrchestrationInstanceAsync("Ask", options);
        await host.Client.RaiseEventAsync("only-one", "answer", "second");

        Assert.Equal("second", (await host.EndAsync("only-one")).ReadOutputAs<string>());
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task DuplicateId_WithNoStatusProtected_ReplacesTheRunningInstance(string store)
    {
        await using DurableHost host = await StartAsync(store, Tasks);
        StartOrchestrationOptions options = new("only-one") { DedupeStatuses = [] };
        await host.Client.ScheduleNewOrchestrationInstanceAsync("Ask", options);
        await host.Client.RaiseEventAsync("only-one", "other", "ignored");

        await host.Client.ScheduleNewOrchestrationInstanceAsync("Ask", options);
        await host.Client.RaiseEventAsync("only-one", "answer", "second");

        Assert.Equal("second", (await host.EndAsync("only-one")).ReadOutputAs<string>());
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Metadata_AskedForWithTexts_HasCustomStatusTagsAndInput(string store)
    {
        await using DurableHost host = await StartAsync(store, Tasks);
        Dictionary<string, string> tags = new() { ["council"] = "midtjylland" };
        string id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Ask", "input", new StartOrchestrationOptions { Tags = tags });

        OrchestrationMetadata with = await host.Client.WaitForInstanceStartAsync(id, getInputsAndOutputs: true);
        OrchestrationMetadata without = (await host.Client.GetInstanceAsync(id))!;

        Assert.Equal("asking", with.ReadCustomStatusAs<string>());
        Assert.Equal("input", with.ReadInputAs<string>());
        Assert.True(with.IsRunning);
        Assert.Equal("midtjylland", without.Tags["council"]);
        Assert.Null(without.SerializedInput);
        Assert.Throws<InvalidOperationException>(() => without.ReadInputAs<string>());
        Assert.Throws<InvalidOperationException>(() => without.ReadOutputAs<string>());
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Query_WithFilterAndPageSize_GivesMatchesPageByPage(string store)
    {
        await using DurableHost host = await StartAsync(store, Tasks);
        for (int n = 0; n < 7; n++)
        {
            await host.Client.ScheduleNewOrchestrationInstanceAsync(n % 2 == 0 ? "Quick" : "Ask", new StartOrchestrationOptions($"kkr/{n}"));
        }

        await host.Client.ScheduleNewOrchestrationInstanceAsync("Ask", new StartOrchestrationOptions("other#1"));
        OrchestrationQuery query = new(InstanceIdPrefix: "kkr/", PageSize: 2, Statuses: [OrchestrationRuntimeStatus.Running]);
        List<Page<OrchestrationMetadata>> pages = [];
        await foreach (Page<OrchestrationMetadata> page in host.Client.GetAllInstancesAsync(query).AsPages())
        {
            pages.Add(page);
        }

        Assert.Equal(["kkr/1", "kkr/3", "kkr/5"], pages.SelectMany(page => page.Values).Select(found => found.InstanceId));
        Assert.All(pages, page => Assert.InRange(page.Values.Count, 0, 2));
        Assert.Equal(8, await CountAsync(host, null));
        Assert.Equal(0, await CountAsync(host, new OrchestrationQuery(CreatedTo: DurableHost.Start.AddDays(-1))));
        Assert.Equal(8, await CountAsync(host, new OrchestrationQuery(CreatedFrom: DurableHost.Start)));
        Page<string> ids = await host.Client.ListInstanceIdsAsync([OrchestrationRuntimeStatus.Completed], pageSize: 3);
        Page<string> rest = await host.Client.ListInstanceIdsAsync([OrchestrationRuntimeStatus.Completed], pageSize: 3, lastInstanceKey: ids.ContinuationToken);
        Assert.Equal(["kkr/0", "kkr/2", "kkr/4", "kkr/6"], ids.Values.Concat(rest.Values));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Purge_OfEndedAndOpenInstances_RemovesEndedOnesOnly(string store)
    {
        await using DurableHost host = await StartAsync(store, Tasks);
        OrchestrationMetadata ended = await host.RunAsync("Quick");
        OrchestrationMetadata other = await host.RunAsync("Quick");
        string open = await host.Client.ScheduleNewOrchestrationInstanceAsync("Ask");

        Assert.Equal(0, (await host.Client.PurgeInstanceAsync(open)).PurgedInstanceCount);
        Assert.Equal(0, (await host.Client.PurgeInstanceAsync("nobody")).PurgedInstanceCount);
        Assert.Equal(1, (await host.Client.PurgeInstanceAsync(ended.InstanceId)).PurgedInstanceCount);
        PurgeResult rest = await host.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter(CreatedFrom: DurableHost.Start));

        Assert.Equal(1, rest.PurgedInstanceCount);
        Assert.True(rest.IsComplete);
        Assert.Null(await host.Client.GetInstanceAsync(other.InstanceId));
        Assert.NotNull(await host.Client.GetInstanceAsync(open));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Restart_OfAnEndedInstance_RunsAgainWithTheSameInput(string store)
    {
        await using DurableHost host = await StartAsync(store, Tasks);
        OrchestrationMetadata ended = await host.RunAsync("Quick", "input");

        string same = await host.Client.RestartAsync(ended.InstanceId);
        string fresh = await host.Client.RestartAsync(ended.InstanceId, restartWithNewInstanceId: true);

        Assert.Equal(ended.InstanceId, same);
        Assert.NotEqual(ended.InstanceId, fresh);
        Assert.Equal("input", (await host.EndAsync(fresh)).ReadInputAs<string>());
        await Assert.ThrowsAsync<ArgumentException>(() => host.Client.RestartAsync("nobody"));
        await Assert.ThrowsAsync<NotSupportedException>(() => host.Client.RewindInstanceAsync(same, "again"));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task GetInstances_OfOneId_GivesWhatGetInstanceGives(string store)
    {
        await using DurableHost host = await StartAsync(store, Tasks);
        string id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Ask", "input");

        foreach (bool texts in (bool[])[false, true])
        {
            OrchestrationMetadata oddly = (await host.Client.GetInstancesAsync(id, texts))!;
            OrchestrationMetadata plainly = (await host.Client.GetInstanceAsync(id, texts))!;

            Assert.Equal(texts ? "\"input\"" : null, oddly.SerializedInput);
            Assert.Equal(
                (plainly.InstanceId, plainly.Name, plainly.RuntimeStatus, plainly.CreatedAt, plainly.LastUpdatedAt, plainly.SerializedInput, plainly.SerializedCustomStatus),
                (oddly.InstanceId, oddly.Name, oddly.RuntimeStatus, oddly.CreatedAt, oddly.LastUpdatedAt, oddly.SerializedInput, oddly.SerializedCustomStatus));
        }

        Assert.Null(await host.Client.GetInstancesAsync("nobody"));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task WaitForCompletion_OfAnUnknownInstance_Fails(string store)
    {
        await using DurableHost host = await StartAsync(store, Tasks);

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Client.WaitForInstanceCompletionAsync("nobody"));
    }

    private static void Tasks(DurableTaskRegistry tasks) => tasks
        .AddOrchestratorFunc("Quick", _ => { })
        .AddOrchestratorFunc("Ask", context =>
        {
            context.SetCustomStatus("asking");
            return context.WaitForExternalEvent<string>("answer");
        });

    private static async Task<int> CountAsync(DurableHost host, OrchestrationQuery? query)
    {
        int count = 0;
        await foreach (OrchestrationMetadata _ in host.Client.GetAllInstancesAsync(query))
        {
            count++;
        }

        return count;
    }
}
