using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Kkr.Runtime.Tests.FunctionsHost;

public sealed record Order(string Title, int Copies);

public sealed class DurableFunctions(Signals signals)
{
    [Function(nameof(Print))]
    public static async Task<string> Print([OrchestrationTrigger] TaskOrchestrationContext context, Order order)
    {
        string function = context.GetFunctionContext()!.FunctionDefinition.Name;
        List<string> pages = [];
        for (int copy = 1; copy <= order.Copies; copy++)
        {
            pages.Add(await context.CallActivityAsync<string>(nameof(PrintPage), order with { Copies = copy }));
        }

        context.SetCustomStatus("printed");
        return $"{function}: {string.Join(", ", pages)}";
    }

    [Function(nameof(PrintPage))]
    public string PrintPage([ActivityTrigger] Order page, string instanceId, FunctionContext context)
    {
        signals.Set($"printed {page.Copies}");
        return $"{page.Title} {page.Copies} of {instanceId} by {context.FunctionDefinition.Name}";
    }

    [Function(nameof(Approval))]
    public static async Task<string> Approval([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        context.SetCustomStatus(new { Waiting = true });
        string answer = await context.WaitForExternalEvent<string>("Answer");
        return $"{context.GetInput<string>()} {answer}";
    }

    [Function(nameof(Failing))]
    public static Task Failing([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync(nameof(FailingStep));

    [Function(nameof(FailingStep))]
    public static void FailingStep([ActivityTrigger] string? input) => throw new InvalidOperationException($"no stock{input}");

    [Function(nameof(Long))]
    public static async Task<string> Long([OrchestrationTrigger] TaskOrchestrationContext context) => await context.CallActivityAsync<string>(nameof(LongStep));

    [Function(nameof(LongStep))]
    public async Task<string> LongStep([ActivityTrigger] object? input, CancellationToken cancellationToken)
    {
        signals.Set("long step entered", $"{input}");
        using CancellationTokenRegistration told = cancellationToken.Register(() => signals.Set("long step told"));
        await signals.WaitAsync("long step told");
        cancellationToken.ThrowIfCancellationRequested();
        return "done";
    }

    [Function(nameof(Sleep))]
    public static async Task<DateTime> Sleep([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await context.CreateTimer(context.CurrentUtcDateTime.AddDays(365), CancellationToken.None);
        return context.CurrentUtcDateTime;
    }

    [Function("NamedElsewhere")]
    public static Task<string> Named([OrchestrationTrigger(Orchestration = "OwnName")] TaskOrchestrationContext context) => Task.FromResult(context.Name.Name);

    [Function(nameof(Start))]
    public static async Task<IActionResult> Start(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "start/{name}/{id}")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string name,
        string id,
        CancellationToken cancellationToken)
    {
        object? input = request.HasJsonContentType() ? await request.ReadFromJsonAsync<System.Text.Json.JsonElement>(cancellationToken) : null;
        return new OkObjectResult(await client.ScheduleNewOrchestrationInstanceAsync(name, input, new StartOrchestrationOptions(id), cancellationToken));
    }

    [Function(nameof(Check))]
    public static Task<HttpResponseData> Check(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "check/{id}")] HttpRequestData request, [DurableClient] DurableTaskClient client, string id) =>
        client.CreateCheckStatusResponseAsync(request, id, HttpStatusCode.Accepted);

    [Function(nameof(Wait))]
    public static Task<HttpResponseData> Wait(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "wait/{id}")] HttpRequestData request, [DurableClient] DurableTaskClient client, string id) =>
        client.WaitForCompletionOrCreateCheckStatusResponseAsync(request, id, returnInternalServerErrorOnFailure: true);
}
