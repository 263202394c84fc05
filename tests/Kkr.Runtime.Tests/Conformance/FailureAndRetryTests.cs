using Kkr.Runtime.Tests.Azurite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Kkr.Runtime.Tests.Conformance;

public class FailureAndRetryTests(AzuriteFixture azurite) : ConformanceTest(azurite)
{
    [Theory]
    [MemberData(nameof(Stores))]
    public async Task FailedActivity_AwaitedWithoutCatch_FailsTheInstanceWithItsDetails(string store)
    {
        await using DurableHost host = await StartAsync(store, tasks => tasks
            .AddOrchestratorFunc("Sell", context => context.CallActivityAsync("Boom"))
            .AddActivityFunc("Boom", NoStock));

        OrchestrationMetadata ended = await host.RunAsync("Sell");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        TaskFailureDetails failure = ended.FailureDetails!;
        Assert.Equal("Microsoft.DurableTask.TaskFailedException", failure.ErrorType);
        Assert.Equal("Task 'Boom' (#0) failed with an unhandled exception: no stock", failure.ErrorMessage);
        Assert.Equal("System.InvalidOperationException", failure.InnerFailure!.ErrorType);
        Assert.Equal("no stock", failure.InnerFailure.ErrorMessage);
        Assert.NotNull(failure.InnerFailure.StackTrace);
        Assert.Equal("System.ArgumentException", failure.InnerFailure.InnerFailure!.ErrorType);
        Assert.True(failure.InnerFailure.IsCausedBy<InvalidOperationException>());
        Assert.False(failure.InnerFailure.IsCausedBy<ArgumentException>());
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task FailedActivity_Caught_LetsTheOrchestratorCompensate(string store)
    {
        await using DurableHost host = await StartAsync(store, tasks => tasks
            .AddOrchestratorFunc("Sell", async context =>
            {
                try
                {
                    await context.CallActivityAsync("Boom");
                    return "sold";
                }
                catch (TaskFailedException failure) when (failure.IsCausedByException<InvalidOperationException>())
                {
                    return await context.CallActivityAsync<string>("Undo", $"{failure.TaskName} #{failure.TaskId}");
                }
            })
            .AddActivityFunc("Boom", NoStock)
            .AddActivityFunc<string, string>("Undo", (_, what) => $"undid {what}"));

        OrchestrationMetadata ended = await host.RunAsync("Sell");

        Assert.Equal("undid Boom #0", ended.ReadOutputAs<string>());
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task SubOrchestrator_ThatFails_SurfacesAsTaskFailedWithTheOriginalInside(string store)
    {
        await using DurableHost host = await StartAsync(store, tasks => tasks
            .AddOrchestratorFunc("Outer", async context =>
            {
                try
                {
                    await context.CallSubOrchestratorAsync("Inner");
                    return null;
                }
                catch (TaskFailedException failure)
                {
                    return (string[])[failure.FailureDetails.ErrorType, failure.FailureDetails.InnerFailure!.ErrorType, failure.FailureDetails.InnerFailure.ErrorMessage, $"{failure.InnerException is null}"];
                }
            })
            .AddOrchestratorFunc("Inner", context => context.CallActivityAsync("Boom"))
            .AddActivityFunc("Boom", NoStock));

        OrchestrationMetadata ended = await host.RunAsync("Outer");

        Assert.Equal(["Microsoft.DurableTask.TaskFailedException", "System.InvalidOperationException", "no stock", "True"], ended.ReadOutputAs<string[]>()!);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Retry_ByPolicy_WaitsLongerEachTimeAndThenSucceeds(string store)
    {
        int attempts = 0;
        await using DurableHost host = await StartAsync(store, tasks => tasks
            .AddOrchestratorFunc("Try", async context =>
            {
                DateTime began = context.CurrentUtcDateTime;
                RetryPolicy policy = new(4, TimeSpan.FromMinutes(1), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromMinutes(3));
                string result = await context.CallActivityAsync<string>("Flaky", TaskOptions.FromRetryPolicy(policy));
                return $"{result} after {(context.CurrentUtcDateTime - began).TotalMinutes}";
            })
            .AddActivityFunc("Flaky", _ => Interlocked.Increment(ref attempts) < 4 ? throw new TimeoutException() : "done"));

        OrchestrationMetadata ended = await host.RunAsync("Try");

        Assert.Equal("done after 6", ended.ReadOutputAs<string>());
        Assert.Equal(4, attempts);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Retry_Exhausted_FailsAfterTheLastAttempt(string store)
    {
        int attempts = 0;
        await using DurableHost host = await StartAsync(store, tasks => tasks
            .AddOrchestratorFunc("Try", context => context.CallActivityAsync("Never", new TaskOptions(new RetryPolicy(3, TimeSpan.FromSeconds(5)))))
            .AddActivityFunc("Never", _ =>
            {
                Interlocked.Increment(ref attempts);
                throw new TimeoutException("no answer");
            }));

        OrchestrationMetadata ended = await host.RunAsync("Try");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Equal("System.TimeoutException", ended.FailureDetails!.InnerFailure!.ErrorType);
        Assert.Equal(3, attempts);
        Assert.Equal(DurableHost.Start.AddSeconds(10), host.Clock.GetUtcNow());
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Retry_OfAFailureThePolicyDoesNotHandle_IsNotMade(string store)
    {
        int attempts = 0;
        await using DurableHost host = await StartAsync(store, tasks => tasks
            .AddOrchestratorFunc("Try", context => context.CallActivityAsync("Never", new TaskOptions(new RetryPolicy(3, TimeSpan.FromSeconds(5))
            {
                HandleFailure = failure => !failure.IsCausedBy<TimeoutException>(),
            })))
            .AddActivityFunc("Never", _ =>
            {
                Interlocked.Increment(ref attempts);
                throw new TimeoutException("no answer");
            }));

        await host.RunAsync("Try");

        Assert.Equal(1, attempts);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Retry_ByHandler_MayUseDurableTimersAndSeesTheAttempts(string store)
    {
        await using DurableHost host = await StartAsync(store, tasks => tasks
            .AddOrchestratorFunc("Try", async context =>
            {
                List<string> seen = [];
                AsyncRetryHandler handler = async retry =>
                {
                    seen.Add($"{retry.LastAttemptNumber} {retry.LastFailure.ErrorType} {retry.TotalRetryTime.TotalHours}");
                    await retry.OrchestrationContext.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                    return retry.LastAttemptNumber < 3;
                };
                try
                {
                    await context.CallSubOrchestratorAsync("Inner", TaskOptions.FromRetryHandler(handler));
                }
                catch (TaskFailedException)
                {
                    seen.Add("gave up");
                }

                return seen;
            })
            .AddOrchestratorFunc("Inner", _ => throw new TimeoutException()));

        OrchestrationMetadata ended = await host.RunAsync("Try");

        Assert.Equal(["1 System.TimeoutException 0", "2 System.TimeoutException 1", "3 System.TimeoutException 2", "gave up"], ended.ReadOutputAs<string[]>()!);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Unregistered_OrchestratorOrActivity_FailsByName(string store)
    {
        await using DurableHost host = await StartAsync(store, tasks => tasks.AddOrchestratorFunc("Calls", context => context.CallActivityAsync("Missing")));

        OrchestrationMetadata orchestrator = await host.RunAsync("Nowhere");
        OrchestrationMetadata activity = await host.RunAsync("Calls");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, orchestrator.RuntimeStatus);
        Assert.Equal("OrchestratorTaskNotFound", orchestrator.FailureDetails!.ErrorType);
        Assert.Equal("ActivityTaskNotFound", activity.FailureDetails!.InnerFailure!.ErrorType);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Orchestrator_AwaitingSomethingNotDurable_FailsClearly(string store)
    {
        TaskCompletionSource never = new();
        await using DurableHost host = await StartAsync(store, tasks => tasks
            .AddOrchestratorFunc("Stuck", _ => never.Task)
            .AddOrchestratorFunc("Delayed", async context =>
            {
                Task<int> wait = context.WaitForExternalEvent<int>("never");
                await Task.Delay(1);
                await wait;
            }));

        OrchestrationMetadata stuck = await host.RunAsync("Stuck");
        OrchestrationMetadata delayed = await host.RunAsync("Delayed");

        Assert.All([stuck, delayed], ended =>
        {
            Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
            Assert.Contains("did not come from its context", ended.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
        });
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task TaskFailedException_OfTheTenthTask_SaysItsNumberNameAndReason(string store)
    {
        await using DurableHost host = await StartAsync(store, tasks => tasks
            .AddOrchestratorFunc("Sell", async context =>
            {
                await Task.WhenAll(Enumerable.Range(0, 9).Select(_ => context.CallActivityAsync("Fine")));
                try
                {
                    await context.CallActivityAsync("Boom");
                    return "";
                }
                catch (TaskFailedException failure)
                {
                    return failure.Message;
                }
            })
            .AddActivityFunc("Fine", _ => { })
            .AddActivityFunc("Boom", NoStock));

        OrchestrationMetadata ended = await host.RunAsync("Sell");

        Assert.Equal("Task 'Boom' (#9) failed with an unhandled exception: no stock", ended.ReadOutputAs<string>());
    }

    private static void NoStock(TaskActivityContext context) => throw new InvalidOperationException("no stock", new ArgumentException("pieces"));
}
