using Kkr.Runtime.Tests.Azurite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Kkr.Runtime.Tests.Conformance;

public class RetryPolicyTests(AzuriteFixture azurite) : ConformanceTest(azurite)
{
    [Fact]
    public void RetryPolicy_WithoutLimits_WaitsAtMostAnHourAndHasNoTimeout()
    {
        RetryPolicy policy = new(3, TimeSpan.FromSeconds(5));

        Assert.Equal(TimeSpan.FromHours(1), policy.MaxRetryInterval);
        Assert.Equal(Timeout.InfiniteTimeSpan, policy.RetryTimeout);
        Assert.Equal(1, policy.BackoffCoefficient);
        Assert.Null(policy.HandleAsync);
    }

    [Theory]
    [InlineData(0, 5, 1.0, 10, 10, "maxNumberOfAttempts")]
    [InlineData(-1, 5, 1.0, 10, 10, "maxNumberOfAttempts")]
    [InlineData(1, 0, 1.0, 10, 10, "firstRetryInterval")]
    [InlineData(1, -5, 1.0, 10, 10, "firstRetryInterval")]
    [InlineData(1, 5, 0.99, 10, 10, "backoffCoefficient")]
    [InlineData(1, 5, 1.0, 4, 10, "maxRetryInterval")]
    [InlineData(1, 5, 1.0, 10, 4, "retryTimeout")]
    public void RetryPolicy_WithAnArgumentOutOfRange_IsRefusedByName(int attempts, int first, double coefficient, int longest, int timeout, string argument) =>
        Assert.Throws<ArgumentOutOfRangeException>(argument, () => new RetryPolicy(
            attempts, TimeSpan.FromSeconds(first), coefficient, TimeSpan.FromSeconds(longest), TimeSpan.FromSeconds(timeout)));

    [Fact]
    public void RetryPolicy_WithInfiniteLimits_KeepsThem()
    {
        RetryPolicy policy = new(1, TimeSpan.FromSeconds(5), 1, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        Assert.Equal(Timeout.InfiniteTimeSpan, policy.MaxRetryInterval);
        Assert.Equal(Timeout.InfiniteTimeSpan, policy.RetryTimeout);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Retry_WithoutALongestInterval_NeverWaitsMoreThanAnHour(string store) =>
        Assert.Equal(90, await MinutesOfAsync(store, new RetryPolicy(3, TimeSpan.FromMinutes(30), backoffCoefficient: 10)));

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Retry_WithAnInfiniteLongestInterval_WaitsAsLongAsTheCoefficientSays(string store) =>
        Assert.Equal(330, await MinutesOfAsync(store, new RetryPolicy(3, TimeSpan.FromMinutes(30), 10, Timeout.InfiniteTimeSpan)));

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Retry_PastItsTimeout_IsNotMadeAgain(string store) =>
        Assert.Equal(180, await MinutesOfAsync(store, new RetryPolicy(10, TimeSpan.FromHours(1), retryTimeout: TimeSpan.FromMinutes(150))));

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Retry_WithAnAsynchronousFilterSetLater_AsksItAtEveryFailure(string store)
    {
        RetryPolicy policy = new(10, TimeSpan.FromMinutes(1));
        int asked = 0;
        Func<Exception, Task<bool>> filter = failure => Task.FromResult(failure is TaskFailedException { TaskName: "Never" } && Interlocked.Increment(ref asked) > 0);
        policy.HandleAsync = filter;

        Assert.Same(filter, policy.HandleAsync);
        Assert.Equal(9, await MinutesOfAsync(store, policy));
        Assert.True(asked >= 9);
        policy.HandleAsync = _ => Task.FromResult(false);
        Assert.Equal(0, await MinutesOfAsync(store, policy));
    }

    /// <summary>How long an orchestration goes on trying something that never works.</summary>
    private async Task<double> MinutesOfAsync(string store, RetryPolicy policy)
    {
        await using DurableHost host = await StartAsync(store, tasks => tasks
            .AddOrchestratorFunc("Try", async context =>
            {
                DateTime began = context.CurrentUtcDateTime;
                try
                {
                    await context.CallActivityAsync("Never", new TaskOptions(policy));
                }
                catch (TaskFailedException)
                {
                    // What counts is when it gave up.
                }

                return (context.CurrentUtcDateTime - began).TotalMinutes;
            })
            .AddActivityFunc("Never", _ => throw new TimeoutException("no answer")));

        return (await host.RunAsync("Try")).ReadOutputAs<double>();
    }
}
