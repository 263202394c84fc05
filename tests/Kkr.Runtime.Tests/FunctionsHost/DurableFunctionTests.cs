using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Core.Serialization;
using Kkr.Runtime.Hosting;
using Kkr.Runtime.Time;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Kkr.Runtime.Tests.FunctionsHost;

public class DurableFunctionTests
{
    [Fact]
    public async Task Orchestration_WithTypedInput_RunsActivitiesAndReturns()
    {
        await using FunctionsTestHost host = await FunctionsTestHost.StartAsync(typeof(DurableFunctions));

        OrchestrationMetadata ended = await RunAsync(host, "Print", "one", new { title = "Klima", copies = 2 });

        Assert.Null(ended.FailureDetails);
        Assert.Equal("Print: Klima 1 of one by PrintPage, Klima 2 of one by PrintPage", ended.ReadOutputAs<string>());
        Assert.Equal("printed", ended.ReadCustomStatusAs<string>());
    }

    [Fact]
    public async Task Orchestration_WithANameOfItsOwn_IsFoundByIt()
    {
        await using FunctionsTestHost host = await FunctionsTestHost.StartAsync(typeof(DurableFunctions));

        Assert.Equal("OwnName", (await RunAsync(host, "OwnName", "named", null)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Activity_ThatFails_FailsTheOrchestrationWithItsWords()
    {
        await using FunctionsTestHost host = await FunctionsTestHost.StartAsync(typeof(DurableFunctions));

        OrchestrationMetadata ended = await RunAsync(host, "Failing", "failing", null);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Contains("no stock", ended.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Middleware_AroundOrchestratorsAndActivities_RunsForEachAndLeavesTheOutcomeAlone()
    {
        Trail trail = new();
        await using FunctionsTestHost host = await FunctionsTestHost.StartAsync([typeof(DurableFunctions)], new FunctionsTestHost.Setup
        {
            Configure = builder => builder.UseMiddleware(async (context, next) =>
            {
                lock (trail)
                {
                    trail.Steps.Add($"{context.FunctionDefinition.Name} {context.BindingContext.BindingData.GetValueOrDefault("instanceId")} in");
                }

                await next();

                // Something that is no durable task: allowed after the function, as in the real worker.
                await Task.Yield();
                context.InstanceServices.GetRequiredService<Signals>().Set($"{context.FunctionDefinition.Name} out");
            }),
        });

        OrchestrationMetadata ended = await RunAsync(host, "Print", "one", new { title = "Klima", copies = 1 });
        await host.Services.GetRequiredService<Signals>().WaitAsync("Print out");

        Assert.Equal("Print: Klima 1 of one by PrintPage", ended.ReadOutputAs<string>());
        Assert.Equal(["Start  in", "Print one in", "PrintPage one in"], trail.Steps);
    }

    [Fact]
    public async Task Middleware_ThatAwaitsBeforeAnOrchestrator_FailsItWithAReason()
    {
        await using FunctionsTestHost host = await FunctionsTestHost.StartAsync([typeof(DurableFunctions)], new FunctionsTestHost.Setup
        {
            Configure = builder => builder.UseWhen(c => c.FunctionDefinition.Name == "Print", async (_, next) =>
            {
                await Task.Yield();
                await next();
            }),
        });

        OrchestrationMetadata ended = await RunAsync(host, "Print", "one", new { title = "Klima", copies = 1 });

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Contains("Middleware awaited", ended.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_WithAnActivityThatGivesUp_LeavesItPendingRatherThanFailed()
    {
        await using FunctionsTestHost host = await FunctionsTestHost.StartAsync([typeof(DurableFunctions)], new FunctionsTestHost.Setup
        {
            Configure = builder => builder.Services.Configure<EmbeddedHostOptions>(o => o.StopGrace = TimeSpan.Zero),
        });
        await StartAsync(host, "Long", "long", null);
        await host.Services.GetRequiredService<Signals>().WaitAsync("long step entered");

        await host.StopAsync();

        OrchestrationMetadata? left = await host.Services.GetRequiredService<DurableTaskClient>().GetInstanceAsync("long");
        Assert.Equal(OrchestrationRuntimeStatus.Running, left!.RuntimeStatus);
    }

    [Fact]
    public async Task Orchestration_ThatSleepsAYear_EndsOnVirtualTimeAtOnce()
    {
        DateTimeOffset start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        VirtualTimeProvider clock = new(start);
        await using FunctionsTestHost host = await FunctionsTestHost.StartAsync([typeof(DurableFunctions)], new FunctionsTestHost.Setup
        {
            Configure = builder => builder.Services.AddSingleton<TimeProvider>(clock),
        });

        OrchestrationMetadata ended = await RunAsync(host, "Sleep", "sleeper", null);

        Assert.Equal(start.UtcDateTime.AddDays(365), ended.ReadOutputAs<DateTime>());
    }

    [Fact]
    public async Task Serializer_OfTheWorkerOptions_WritesWhatIsStoredAndTheClientReads()
    {
        await using FunctionsTestHost host = await FunctionsTestHost.StartAsync([typeof(DurableFunctions)], new FunctionsTestHost.Setup
        {
            Configure = builder => builder.Services.Configure<WorkerOptions>(options => options.Serializer = new JsonObjectSerializer(
                new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.KebabCaseUpper })),
        });

        await StartAsync(host, "Approval", "asked", null);
        OrchestrationMetadata asked = (await host.Services.GetRequiredService<DurableTaskClient>().GetInstanceAsync("asked", getInputsAndOutputs: true))!;
        OrchestrationMetadata printed = await RunAsync(host, "Print", "one", new Dictionary<string, object> { ["TITLE"] = "Klima", ["COPIES"] = 1 });

        Assert.Equal("{\"WAITING\":true}", asked.SerializedCustomStatus);
        Assert.Equal("Print: Klima 1 of one by PrintPage", printed.ReadOutputAs<string>());
        Assert.Equal(new Order("Klima", 1), printed.ReadInputAs<Order>());
    }

    private static async Task<OrchestrationMetadata> RunAsync(FunctionsTestHost host, string name, string id, object? input)
    {
        await StartAsync(host, name, id, input);
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        return await host.Services.GetRequiredService<DurableTaskClient>().WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, limit.Token);
    }

    private static async Task StartAsync(FunctionsTestHost host, string name, string id, object? input)
    {
        using HttpResponseMessage started = await host.Client.PostAsync(
            new Uri($"api/start/{name}/{id}", UriKind.Relative), input is null ? null : JsonContent.Create(input));
        Assert.Equal(HttpStatusCode.OK, started.StatusCode);
    }
}
