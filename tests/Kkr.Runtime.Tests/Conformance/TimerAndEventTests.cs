using Kkr.Runtime.Tests.Azurite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Kkr.Runtime.Tests.Conformance;

public class TimerAndEventTests(AzuriteFixture azurite) : ConformanceTest(azurite)
{
    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Timer_OfAYear_FiresAtItsInstant(string store)
    {
        await using DurableHost host = await StartAsync(store, tasks => tasks.AddOrchestratorFunc("Wait", async context =>
        {
            DateTime began = context.CurrentUtcDateTime;
            await context.CreateTimer(TimeSpan.FromDays(365), CancellationToken.None);
            return context.CurrentUtcDateTime - began;
        }));

        OrchestrationMetadata ended = await host.RunAsync("Wait");

        Assert.Equal(TimeSpan.FromDays(365), ended.ReadOutputAs<TimeSpan>());
        Assert.Equal(DurableHost.Start.AddDays(365), host.Clock.GetUtcNow());
        Assert.Equal(DurableHost.Start, ended.CreatedAt);
        Assert.Equal(DurableHost.Start.AddDays(365), ended.LastUpdatedAt);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Timers_Several_FireInOrderOfTheirInstants(string store)
    {
        await using DurableHost host = await StartAsync(store, tasks => tasks.AddOrchestratorFunc("Order", async context =>
        {
            List<int> fired = [];
            await Task.WhenAll(new[] { 3, 1, 2 }.Select(async days =>
            {
                await context.CreateTimer(context.CurrentUtcDateTime.AddDays(days), CancellationToken.None);
                fired.Add(days);
            }));
            return fired;
        }));

        OrchestrationMetadata ended = await host.RunAsync("Order");

        Assert.Equal([1, 2, 3], ended.ReadOutputAs<int[]>()!);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Timer_Cancelled_EndsItsAwaitAndNeverMovesTheClock(string store)
    {
        await using DurableHost host = await StartAsync(store, tasks => tasks.AddOrchestratorFunc("Race", async context =>
        {
            using CancellationTokenSource source = new();
            Task deadline = context.CreateTimer(TimeSpan.FromDays(30), source.Token);
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            source.Cancel();
            try
            {
                await deadline;
                return "fired";
            }
            catch (TaskCanceledException)
            {
                return "cancelled";
            }
        }));

        OrchestrationMetadata ended = await host.RunAsync("Race");

        Assert.Equal("cancelled", ended.ReadOutputAs<string>());
        Assert.Equal(DurableHost.Start.AddHours(1), host.Clock.GetUtcNow());
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Events_RaisedBeforeTheWait_AreKeptInOrderWhateverTheCaseOfTheName(string store)
    {
        await using DurableHost host = await StartAsync(store, tasks => tasks.AddOrchestratorFunc("Collect", async context =>
        {
            await context.WaitForExternalEvent<string>("go");
            string first = await context.WaitForExternalEvent<string>("ITEM");
            string second = await context.WaitForExternalEvent<string>("item");
            return first + second;
        }));
        string id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Collect");

        await host.Client.RaiseEventAsync(id, "Item", "a");
        await host.Client.RaiseEventAsync(id, "item", "b");
        await host.Client.RaiseEventAsync(id, "GO", "now");
        OrchestrationMetadata ended = await host.EndAsync(id);

        Assert.Equal("ab", ended.ReadOutputAs<string>());
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task WaitForExternalEvent_TimedOut_ThrowsTaskCanceledAndLeavesLaterEventsForTheNextWait(string store)
    {
        await using DurableHost host = await StartAsync(store, tasks => tasks.AddOrchestratorFunc("Answer", async context =>
        {
            try
            {
                return await context.WaitForExternalEvent<string>("answer", TimeSpan.FromDays(2));
            }
            catch (TaskCanceledException)
            {
                return $"late {await context.WaitForExternalEvent<string>("answer")}";
            }
        }));
        using IDisposable hold = host.Clock.Hold();
        string id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Answer");
        await host.Clock.WaitUntilAsync(DurableHost.Start.AddDays(3));

        await host.Client.RaiseEventAsync(id, "answer", "yes");
        OrchestrationMetadata ended = await host.EndAsync(id);

        Assert.Equal("late yes", ended.ReadOutputAs<string>());
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task WaitForExternalEvent_CancelledByItsToken_ThrowsTaskCanceledAndTakesNoEvent(string store)
    {
        await using DurableHost host = await StartAsync(store, tasks => tasks.AddOrchestratorFunc("Answer", async context =>
        {
            using CancellationTokenSource source = new();
            Task<string> wait = context.WaitForExternalEvent<string>("answer", source.Token);
            await context.WaitForExternalEvent<string>("never mind");
            source.Cancel();
            try
            {
                return await wait;
            }
            catch (TaskCanceledException)
            {
                return $"cancelled, then {await context.WaitForExternalEvent<string>("answer")}";
            }
        }));
        string id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Answer");

        await host.Client.RaiseEventAsync(id, "never mind", "");
        await host.Client.RaiseEventAsync(id, "answer", "yes");
        OrchestrationMetadata ended = await host.EndAsync(id);

        Assert.Equal("cancelled, then yes", ended.ReadOutputAs<string>());
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task WaitForExternalEvent_AnsweredInTime_GivesThePayloadAndDropsTheTimer(string store)
    {
        await using DurableHost host = await StartAsync(store, tasks => tasks.AddOrchestratorFunc(
            "Answer", context => context.WaitForExternalEvent<string>("answer", TimeSpan.FromDays(2))));
        using IDisposable hold = host.Clock.Hold();
        string id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Answer");

        await host.Client.RaiseEventAsync(id, "answer", "yes");
        OrchestrationMetadata ended = await host.EndAsync(id);

        Assert.Equal("yes", ended.ReadOutputAs<string>());
        Assert.Equal(DurableHost.Start, host.Clock.GetUtcNow());
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Waiters_OfOneName_AreServedFirstComeFirstServed(string store)
    {
        await using DurableHost host = await StartAsync(store, tasks => tasks.AddOrchestratorFunc("Two", async context =>
        {
            Task<int> first = context.WaitForExternalEvent<int>("n");
            Task<int> second = context.WaitForExternalEvent<int>("n");
            await Task.WhenAll(first, second);
            return (await first * 10) + await second;
        }));
        string id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Two");

        await host.Client.RaiseEventAsync(id, "n", 1);
        await host.Client.RaiseEventAsync(id, "n", 2);
        OrchestrationMetadata ended = await host.EndAsync(id);

        Assert.Equal(12, ended.ReadOutputAs<int>());
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task RaiseEvent_ToUnknownOrEndedInstance_IsDroppedWithoutError(string store)
    {
        await using DurableHost host = await StartAsync(store, tasks => tasks.AddOrchestratorFunc("Nothing", _ => { }));
        OrchestrationMetadata ended = await host.RunAsync("Nothing");

        await host.Client.RaiseEventAsync("nobody", "hello", 1);
        await host.Client.RaiseEventAsync(ended.InstanceId, "hello", 1);

        Assert.Null(await host.Client.GetInstanceAsync("nobody"));
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await host.Client.GetInstanceAsync(ended.InstanceId))!.RuntimeStatus);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task SendEvent_FromOneInstance_ReachesAnotherOnce(string store)
    {
        await using DurableHost host = await StartAsync(store, tasks => tasks
            .AddOrchestratorFunc("Receiver", async context =>
            {
                string first = await context.WaitForExternalEvent<string>("note");
                await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
                Task<string> second = context.WaitForExternalEvent<string>("note");
                Task timer = context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
                return await Task.WhenAny(second, timer) == timer ? $"{first} once" : "twice";
            })
            .AddOrchestratorFunc<string>("Sender", (context, to) => context.SendEvent(to, "note", "hello")));
        string receiver = await host.Client.ScheduleNewOrchestrationInstanceAsync("Receiver");

        await host.RunAsync("Sender", receiver);
        OrchestrationMetadata ended = await host.EndAsync(receiver);

        Assert.Equal("hello once", ended.ReadOutputAs<string>());
    }
}
