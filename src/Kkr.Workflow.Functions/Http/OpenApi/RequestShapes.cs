using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.Functions.Http.OpenApi;

/// <summary>
/// What the functions read of a body, told by their own readers. Each function is called with a request that only asks (<see cref="Door"/>) and with work
/// cancelled beforehand, so that one which does not begin by reading a body stops at its first step.
/// </summary>
internal static class RequestShapes
{
    public static async Task<BodyShape?> OfAsync(HttpRoute route, IServiceProvider services)
    {
        if (route.Method is "GET" or "HEAD" or "DELETE")
        {
            return null;
        }

        BodyShape shape = new();
        DefaultHttpContext http = new() { RequestServices = services, Items = { [typeof(BodyShape)] = shape } };
        object? instance = route.Code.IsStatic ? null : ActivatorUtilities.CreateInstance(services, route.Code.DeclaringType!);
        try
        {
            await (Task)route.Code.Invoke(instance, [.. route.Code.GetParameters().Select(parameter => ArgumentOf(parameter, http.Request))])!;
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or TargetInvocationException or InvalidOperationException or ArgumentException or NullReferenceException)
        {
            // It began with something else than reading a body.
        }

        return shape.Fields.Count > 0 ? shape : null;
    }

    private static object? ArgumentOf(ParameterInfo parameter, HttpRequest request) =>
        parameter.ParameterType == typeof(HttpRequest) ? request
        : parameter.ParameterType == typeof(string) ? "-"
        : parameter.ParameterType == typeof(CancellationToken) ? new CancellationToken(canceled: true)
        : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType)
        : null;
}
