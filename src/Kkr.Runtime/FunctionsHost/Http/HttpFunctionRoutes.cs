using Kkr.Runtime.FunctionsHost.Discovery;
using Kkr.Runtime.FunctionsHost.Invocation;
using Kkr.Runtime.FunctionsHost.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kkr.Runtime.FunctionsHost.Http;

/// <summary>Maps HTTP functions to their routes.</summary>
internal static class HttpFunctionRoutes
{
    private static readonly string[] Reserved = ["admin", "runtime"];

    public static void Map(IEndpointRouteBuilder endpoints, FunctionCatalog catalog, HostJson hostJson, ILogger logger)
    {
        HttpFunctionHandler handler = endpoints.ServiceProvider.GetRequiredService<HttpFunctionHandler>();
        ParameterPolicyFactory policies = endpoints.ServiceProvider.GetRequiredService<ParameterPolicyFactory>();
        foreach (FunctionEntry function in catalog.Of(TriggerKind.Http))
        {
            HttpTriggerAttribute trigger = (HttpTriggerAttribute)function.Trigger;
            RoutePattern pattern = PatternOf(function, trigger, hostJson.RoutePrefix, policies);
            IEndpointConventionBuilder mapped = trigger.Methods is { Length: > 0 } methods
                ? endpoints.MapMethods(pattern.RawText!, methods.Select(m => m.ToUpperInvariant()), c => handler.InvokeAsync(c, function))
                : endpoints.Map(pattern, c => handler.InvokeAsync(c, function));
            mapped.WithMetadata(function).WithDisplayName($"Function: {function.Name}");
            HostLog.Route(logger, function.Name, trigger.Methods is { Length: > 0 } m ? string.Join(',', m) : "*", $"/{pattern.RawText}");
        }
    }

    private static RoutePattern PatternOf(FunctionEntry function, HttpTriggerAttribute trigger, string prefix, ParameterPolicyFactory policies)
    {
        string route = (trigger.Route ?? function.Name).Trim('/');
        string full = prefix.Length == 0 ? route : route.Length == 0 ? prefix : $"{prefix}/{route}";
        if (prefix.Length == 0 && Reserved.Contains(route.Split('/')[0], StringComparer.OrdinalIgnoreCase))
        {
            throw new FunctionWorkerException($"Function '{function.Name}': the route '{route}' is the host's own.");
        }

        try
        {
            RoutePattern pattern = RoutePatternFactory.Parse(full);
            foreach ((string name, IReadOnlyList<RoutePatternParameterPolicyReference> references) in pattern.ParameterPolicies)
            {
                RoutePatternParameterPart? part = pattern.GetParameter(name);
                foreach (RoutePatternParameterPolicyReference reference in references)
                {
                    policies.Create(part, reference);
                }
            }

            return pattern;
        }
        catch (Exception e) when (e is RoutePatternException or InvalidOperationException or ArgumentException or RouteCreationException)
        {
            throw new FunctionWorkerException($"Function '{function.Name}': the route '{route}' is not valid. {e.Message}", e);
        }
    }
}
