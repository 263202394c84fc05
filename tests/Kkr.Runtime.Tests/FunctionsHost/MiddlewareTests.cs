using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Kkr.Runtime.Tests.FunctionsHost;

public sealed class Trail
{
    public List<string> Steps { get; } = [];
}

public sealed class ScopedThing(Trail trail) : IDisposable
{
    public void Dispose() => trail.Steps.Add("scope ended");
}

public sealed class TrailedFunctions(Trail trail, ScopedThing thing)
{
    [Function("Trailed")]
    public string Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "trailed/{id:int?}")] HttpRequest request, FunctionContext context, int id = 0)
    {
        trail.Steps.Add($"function {context.Items["note"]} {ReferenceEquals(thing, context.InstanceServices.GetRequiredService<ScopedThing>())}");
        return $"{request.Method} {id}";
    }

    [Function("Untouched")]
    public string Other([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => $"{request.Method} {trail.Steps.Count}";
}

public sealed class FirstMiddleware(Trail trail) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        trail.Steps.Add("first in");
        context.Items["note"] = "noted";
        await next(context);
        trail.Steps.Add($"first out {context.GetInvocationResult().Value}");
    }
}

public class MiddlewareTests
{
    [Fact]
    public async Task Middleware_AroundARequest_RunsInOrderAndSeesTheResult()
    {
        Trail trail = new();
        await using FunctionsTestHost host = await StartAsync(trail, builder =>
        {
            builder.UseMiddleware<FirstMiddleware>();
            builder.UseMiddleware(async (context, next) =>
            {
                trail.Steps.Add("second in");
                await next();
                trail.Steps.Add("second out");
                context.GetInvocationResult().Value += "!";
            });
            builder.UseWhen(context => context.FunctionDefinition.Name == "None", (_, _) => throw new InvalidOperationException("not for this function"));
        });

        Assert.Equal("GET 7!", await host.Client.GetStringAsync(new Uri("api/trailed/7", UriKind.Relative)));
        Assert.Equal(["first in", "second in", "function noted True", "second out", "first out GET 7!"], trail.Steps.Take(5));
    }

    [Fact]
    public async Task Middleware_ThatCatchesAndAnswers_ReplacesTheFailure()
    {
        await using FunctionsTestHost host = await FunctionsTestHost.StartAsync([typeof(BoundFunctions)], new FunctionsTestHost.Setup
        {
            Configure = builder => builder.UseMiddleware(async (context, next) =>
            {
                try
                {
                    await next();
                }
                catch (FunctionInputConverterException e)
                {
                    context.GetInvocationResult().Value = new BadRequestObjectResult(e.Message);
                }
            }),
        });

        using HttpResponseMessage response = await host.Client.GetAsync(new Uri("api/Required?limit=many", UriKind.Relative));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("'limit'", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Middleware_ThatDoesNotCallNext_AnswersByItself()
    {
        Trail trail = new();
        await using FunctionsTestHost host = await StartAsync(trail, builder => builder.UseWhen<Refusing>(c => c.FunctionDefinition.Name == "Trailed"));

        using HttpResponseMessage refused = await host.Client.GetAsync(new Uri("api/trailed", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.DoesNotContain(trail.Steps, s => s.StartsWith("function", StringComparison.Ordinal));
        Assert.StartsWith("GET", await host.Client.GetStringAsync(new Uri("api/Untouched", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Middleware_BindingAnInputAhead_MayReplaceIt()
    {
        Trail trail = new();
        await using FunctionsTestHost host = await StartAsync(trail, builder => builder.UseMiddleware(async (context, next) =>
        {
            context.Items["note"] = "";
            BindingMetadata id = new NamedBinding("id");
            InputBindingData<int> bound = await context.BindInputAsync<int>(id);
            bound.Value *= 2;
            Assert.Equal("/api/trailed/7", (await context.GetHttpRequestDataAsync())!.Url.AbsolutePath);
            await next();
        }));

        Assert.Equal("GET 14", await host.Client.GetStringAsync(new Uri("api/trailed/7", UriKind.Relative)));
    }

    private static Task<FunctionsTestHost> StartAsync(Trail trail, Action<IFunctionsWorkerApplicationBuilder> configure) =>
        FunctionsTestHost.StartAsync([typeof(TrailedFunctions)], new FunctionsTestHost.Setup
        {
            Configure = builder =>
            {
                builder.Services.AddSingleton(trail);
                builder.Services.AddScoped<ScopedThing>();
                configure(builder);
            },
        });

    private sealed class NamedBinding(string name) : BindingMetadata
    {
        public override string Name => name;

        public override string Type => "route";

        public override BindingDirection Direction => BindingDirection.In;
    }

    public sealed class Refusing : IFunctionsWorkerMiddleware
    {
        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            context.GetInvocationResult().Value = new StatusCodeResult(StatusCodes.Status403Forbidden);
            return Task.CompletedTask;
        }
    }
}
