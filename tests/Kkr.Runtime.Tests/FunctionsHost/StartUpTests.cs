using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.DurableTask;

namespace Kkr.Runtime.Tests.FunctionsHost;

public sealed class StartUpTests
{
    [Theory]
    [InlineData(typeof(Twice), "'Same' is defined 2 times")]
    [InlineData(typeof(NoTrigger), "exactly one trigger")]
    [InlineData(typeof(TwoTriggers), "exactly one trigger")]
    [InlineData(typeof(UnknownTrigger), "QueueTriggerAttribute")]
    [InlineData(typeof(UnknownInput), "BlobAttribute")]
    [InlineData(typeof(UnknownOutput), "QueueOutputAttribute")]
    [InlineData(typeof(ServiceParameter), "'time'")]
    [InlineData(typeof(WrongTriggerType), "'body'")]
    [InlineData(typeof(BadSchedule), "NCRONTAB")]
    [InlineData(typeof(MissingSetting), "'Nowhere'")]
    [InlineData(typeof(BadRetry), "'often'")]
    [InlineData(typeof(BadRoute), "{id")]
    [InlineData(typeof(BadConstraint), "wholly")]
    [InlineData(typeof(BadName), "a name is")]
    [InlineData(typeof(AsyncVoid), "async void")]
    [InlineData(typeof(CancelledOrchestrator), "terminated")]
    [InlineData(typeof(Hidden), "must be public")]
    public async Task Start_WithAWrongFunction_NamesItAndWhatIsWrong(Type wrong, string what)
    {
        FunctionWorkerException error = await Assert.ThrowsAsync<FunctionWorkerException>(() => FunctionsTestHost.StartAsync(wrong));

        Assert.Contains("Function '", error.Message, StringComparison.Ordinal);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithAspNetCoresTypesButWithoutTheIntegration_SaysWhatToCall()
    {
        FunctionWorkerException error = await Assert.ThrowsAsync<FunctionWorkerException>(() =>
            FunctionsTestHost.StartAsync([typeof(RoutedFunctions)], new FunctionsTestHost.Setup { AspNetCore = false }));

        Assert.Contains("ConfigureFunctionsWebApplication", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithSeveralWrongFunctions_TellsAll()
    {
        FunctionWorkerException error = await Assert.ThrowsAsync<FunctionWorkerException>(() => FunctionsTestHost.StartAsync(typeof(NoTrigger), typeof(BadName)));

        Assert.Equal(2, error.Message.Split(Environment.NewLine).Length);
    }

    [Fact]
    public async Task Start_WithoutDurableFunctions_NeedsNoStorage()
    {
        await using FunctionsTestHost host = await FunctionsTestHost.StartAsync([typeof(RoutedFunctions)], new FunctionsTestHost.Setup
        {
            Arguments = ["--AzureWebJobsStorage=UseDevelopmentStorage=true"],
        });

        Assert.Equal("/api/Plain", await host.Client.GetStringAsync(new Uri("api/Plain", UriKind.Relative)));
    }

    [Theory]
    [InlineData("--AzureWebJobs.Latest.Disabled=true", """{ "version": "2.0" }""")]
    [InlineData("--x=y", """{ "version": "2.0", "functions": [ "Plain" ] }""")]
    public async Task Start_WithAFunctionSwitchedOff_LeavesItOut(string argument, string hostJson)
    {
        await using FunctionsTestHost host = await FunctionsTestHost.StartAsync([typeof(RoutedFunctions)], new FunctionsTestHost.Setup
        {
            Arguments = [argument],
            Files = new Dictionary<string, string> { ["host.json"] = hostJson },
        });

        using HttpResponseMessage response = await host.Client.GetAsync(new Uri("api/items/latest", UriKind.Relative));

        Assert.Equal(404, (int)response.StatusCode);
    }

    [AttributeUsage(AttributeTargets.Parameter)]
    public sealed class QueueTriggerAttribute : TriggerBindingAttribute;

    [AttributeUsage(AttributeTargets.Parameter)]
    public sealed class BlobAttribute : InputBindingAttribute;

    [AttributeUsage(AttributeTargets.Method)]
    public sealed class QueueOutputAttribute : OutputBindingAttribute;

    public static class Twice
    {
        [Function("Same")]
        public static void First([TimerTrigger("0 0 * * * *")] TimerInfo timer) => _ = timer;

        [Function("same")]
        public static void Second([TimerTrigger("0 0 * * * *")] TimerInfo timer) => _ = timer;
    }

    public static class NoTrigger
    {
        [Function("Untriggered")]
        public static void Run(string text) => _ = text;
    }

    public static class TwoTriggers
    {
        [Function("TwiceTriggered")]
        public static void Run([TimerTrigger("0 0 * * * *")] TimerInfo timer, [HttpTrigger] HttpRequest request) => _ = (timer, request);
    }

    public static class UnknownTrigger
    {
        [Function("Queued")]
        public static void Run([QueueTrigger] string message) => _ = message;
    }

    public static class UnknownInput
    {
        [Function("Blobbed")]
        public static void Run([HttpTrigger] HttpRequest request, [Blob] string blob) => _ = (request, blob);
    }

    public static class UnknownOutput
    {
        [Function("Queueing")]
        [QueueOutput]
        public static string Run([HttpTrigger] HttpRequest request) => request.Method;
    }

    public static class ServiceParameter
    {
        [Function("Served")]
        public static void Run([HttpTrigger] HttpRequest request, TimeProvider time) => _ = (request, time);
    }

    public static class WrongTriggerType
    {
        [Function("Wrong")]
        public static void Run([HttpTrigger] Item body) => _ = body;
    }

    public static class BadSchedule
    {
        [Function("Never")]
        public static void Run([TimerTrigger("every day")] TimerInfo timer) => _ = timer;
    }

    public static class MissingSetting
    {
        [Function("Lost")]
        public static void Run([TimerTrigger("%Nowhere%")] TimerInfo timer) => _ = timer;
    }

    public static class BadRetry
    {
        [Function("Retried")]
        [FixedDelayRetry(3, "often")]
        public static void Run([TimerTrigger("0 0 * * * *")] TimerInfo timer) => _ = timer;
    }

    public static class BadRoute
    {
        [Function("Broken")]
        public static void Run([HttpTrigger(Route = "items/{id")] HttpRequest request) => _ = request;
    }

    public static class BadConstraint
    {
        [Function("Constrained")]
        public static void Run([HttpTrigger(Route = "items/{id:wholly}")] HttpRequest request) => _ = request;
    }

    public static class BadName
    {
        [Function("1st")]
        public static void Run([HttpTrigger] HttpRequest request) => _ = request;
    }

    public static class AsyncVoid
    {
        [Function("Unawaited")]
        public static async void Run([HttpTrigger] HttpRequest request) => await request.Body.DisposeAsync();
    }

    public static class CancelledOrchestrator
    {
        [Function("Cancelled")]
        public static Task Run([OrchestrationTrigger] TaskOrchestrationContext context, CancellationToken cancellationToken) =>
            context.CreateTimer(TimeSpan.Zero, cancellationToken);
    }

    internal static class Hidden
    {
        [Function("Hidden")]
        public static void Run([HttpTrigger] HttpRequest request) => _ = request;
    }
}
