using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Workflow.Functions.Http.OpenApi;

/// <summary>A function that HTTP starts.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Method">Upper-case method.</param>
/// <param name="Path">The path from the root, with plain parameters: <c>/api/councils/{council}</c>.</param>
/// <param name="Template">The route as declared, without the prefix.</param>
/// <param name="Code">The method that runs.</param>
internal sealed record HttpRoute(string Name, string Method, string Path, string Template, MethodInfo Code);

/// <summary>Every address of the app, read off its functions.</summary>
internal static partial class RouteTable
{
    public static IReadOnlyList<HttpRoute> All { get; } =
    [
        .. typeof(RouteTable).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .SelectMany(RoutesOf)
            .OrderBy(route => route.Path, StringComparer.Ordinal)
            .ThenBy(route => route.Method, StringComparer.Ordinal),
    ];

    private static IEnumerable<HttpRoute> RoutesOf(MethodInfo code)
    {
        string? name = code.GetCustomAttribute<FunctionAttribute>()?.Name;
        HttpTriggerAttribute? trigger = code.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(found => found is not null);
        return name is null || trigger?.Route is not { } template || trigger.Methods is not { } methods
            ? []
            : methods.Select(method => new HttpRoute(name, method.ToUpperInvariant(), "/api/" + Constraint().Replace(template, "{${name}}"), template, code));
    }

    [GeneratedRegex(@"\{\*?(?<name>[A-Za-z]+)[^}]*\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Constraint();
}
