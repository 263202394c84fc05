using System.Text.Json;
using Kkr.Runtime.FunctionsHost.Binding;
using Kkr.Runtime.FunctionsHost.Discovery;
using Kkr.Runtime.FunctionsHost.Invocation;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Http.Converters;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Kkr.Runtime.FunctionsHost.Http;

/// <summary>Turns one HTTP request into one invocation and its result into the response.</summary>
internal sealed class HttpFunctionHandler(
    FunctionInvoker invoker,
    HostKeys keys,
    RequestGate gate,
    StopSignals stop,
    IConfiguration settings,
    IOptions<AspNetCoreIntegration> aspNetCore,
    ILogger<HttpFunctionHandler> logger)
{
    private const int ClientClosedRequest = 499;

    private readonly long _bodyLimit = BodyLimit.Of(settings);

    public async Task InvokeAsync(HttpContext http, FunctionEntry function)
    {
        if (!keys.Allow(http.Request, ((HttpTriggerAttribute)function.Trigger).AuthLevel, function.Name))
        {
            Refuse(http, function, StatusCodes.Status401Unauthorized);
            return;
        }

        if (http.Request.ContentLength > _bodyLimit)
        {
            Refuse(http, function, StatusCodes.Status413PayloadTooLarge);
            return;
        }

        using CancellationTokenSource gone = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stop.GraceOver);
        try
        {
            using RequestGate.Place? place = await gate.EnterAsync(gone.Token);
            if (place is null)
            {
                Refuse(http, function, StatusCodes.Status429TooManyRequests);
                return;
            }

            await RunAsync(http, function, gone.Token);
        }
        catch (Exception e)
        {
            Fail(http, function, e);
        }
    }

    private async Task RunAsync(HttpContext http, FunctionEntry function, CancellationToken cancellationToken)
    {
        TriggerInput input = new(http, DataOf(http.Request)) { Reason = "HTTP request" };
        await using FunctionInvoker.FunctionRun run = invoker.Begin(function, input, cancellationToken);
        EmbeddedFunctionContext context = run.Context;
        context.Items[HttpItems.Context] = http;
        context.Features.Set<ITriggerValues>(new HttpTriggerValue(http, context));
        context.Features.Set<IHttpRequestDataFeature>(EmbeddedRequestFeature.Instance);
        context.Features.Set<IFromBodyConversionFeature>(aspNetCore.Value.Enabled ? MvcBody.Instance : WorkerBody.Instance);
        IServiceProvider before = http.RequestServices;
        http.RequestServices = context.InstanceServices;
        try
        {
            await run.RunAsync();
            await WriteAsync(http, context);
        }
        finally
        {
            http.RequestServices = before;
        }
    }

    private async Task WriteAsync(HttpContext http, EmbeddedFunctionContext context)
    {
        try
        {
            await HttpResultWriter.WriteAsync(http, context, logger);
        }
        catch (Exception e) when (!http.RequestAborted.IsCancellationRequested)
        {
            HostLog.ResponseFailed(logger, e, context.FunctionDefinition.Name, context.InvocationId);
            throw;
        }
    }

    private void Fail(HttpContext http, FunctionEntry function, Exception exception)
    {
        if (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to answer; the status is for logs and middleware.
            if (!http.Response.HasStarted)
            {
                http.Response.StatusCode = ClientClosedRequest;
            }

            return;
        }

        if (http.Response.HasStarted)
        {
            // Half an answer must not look like a whole one.
            http.Abort();
            return;
        }

        int status = BadRequestIn(exception) is { } bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
        http.Response.Clear();
        Refuse(http, function, status);
    }

    private static BadHttpRequestException? BadRequestIn(Exception? exception)
    {
        while (exception is not null and not BadHttpRequestException)
        {
            exception = exception.InnerException;
        }

        return (BadHttpRequestException?)exception;
    }

    private void Refuse(HttpContext http, FunctionEntry function, int status)
    {
        HostLog.Refused(logger, function.Name, status);
        http.Response.StatusCode = status;
    }

    /// <summary>Route values win over query values of the same name.</summary>
    private static Dictionary<string, object?> DataOf(HttpRequest request)
    {
        Dictionary<string, object?> data = new(StringComparer.OrdinalIgnoreCase)
        {
            ["Headers"] = JsonSerializer.Serialize(request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase)),
            ["Query"] = JsonSerializer.Serialize(request.Query.ToDictionary(q => q.Key, q => q.Value.ToString(), StringComparer.OrdinalIgnoreCase)),
        };
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues value) in request.Query)
        {
            data[name] = value.ToString();
        }

        foreach ((string name, object? value) in request.RouteValues)
        {
            data[name] = value;
        }

        return data;
    }

    private sealed class HttpTriggerValue(HttpContext http, EmbeddedFunctionContext context) : ITriggerValues
    {
        public object? Get(ParameterSource source) =>
            source.Parameter.Type == typeof(HttpRequest) ? http.Request
            : source.Parameter.Type == typeof(HttpContext) ? http
            : EmbeddedRequestData.Of(context, http);
    }
}
