using System.Text;
using Kkr.Runtime.FunctionsHost.Invocation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Kkr.Runtime.FunctionsHost.Http;

/// <summary>Makes a response of what a function returned.</summary>
internal static class HttpResultWriter
{
    public static async Task WriteAsync(HttpContext http, EmbeddedFunctionContext context, ILogger logger)
    {
        object? result = context.Function.Returns.HttpOutputs.IsEmpty ? context.Result : context.Outputs.FirstOrDefault(o => o.Value is not null)?.Value;
        switch (result)
        {
            case IActionResult action:
                await action.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor()));
                break;
            case IResult typed:
                await typed.ExecuteAsync(http);
                break;
            case EmbeddedResponseData response:
                await response.SendAsync(http);
                break;
            case null:
                // A function without a value may have written to the response itself; one with a value chose to send none.
                if (context.Function.Returns.ValueType is not null && !http.Response.HasStarted && http.Response.StatusCode == StatusCodes.Status200OK)
                {
                    http.Response.StatusCode = StatusCodes.Status204NoContent;
                }

                break;
            default:
                HostLog.PlainResult(logger, context.FunctionDefinition.Name, context.InvocationId, result.GetType().Name);
                await WritePlainAsync(http, context, result);
                break;
        }
    }

    private static async Task WritePlainAsync(HttpContext http, FunctionContext context, object result)
    {
        if (http.Response.HasStarted)
        {
            return;
        }

        ReadOnlyMemory<byte> body = result switch
        {
            string text => Encoding.UTF8.GetBytes(text),
            byte[] bytes => bytes,
            _ => WorkerSerializer.Of(context).Serialize(result, result.GetType(), http.RequestAborted).ToMemory(),
        };
        http.Response.ContentType ??= result switch
        {
            string => "text/plain; charset=utf-8",
            byte[] => "application/octet-stream",
            _ => "application/json; charset=utf-8",
        };
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }
}
