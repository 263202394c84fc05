using System.Reflection;
using System.Text.RegularExpressions;
using Kkr.Workflow.Functions;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Workflow.Tests.Access;

/// <summary>A function that HTTP starts, as its attributes say. HEAD is GET without the body and is tested as such.</summary>
internal sealed partial record HttpFunction(string Name, string Method, string Route)
{
    public static IReadOnlyList<HttpFunction> All { get; } =
    [
        .. from method in typeof(WorkflowApp).Assembly.GetTypes().SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
           let function = method.GetCustomAttribute<FunctionAttribute>()
           let trigger = method.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(found => found is not null)
           where function is not null && trigger is not null
           from verb in trigger.Methods ?? ["get"]
           where verb != "head" || function.Name == nameof(Functions.Http.OpenApi.UnknownAddressHttp.AnswerUnknownAddress)
           orderby function.Name
           select new HttpFunction(function.Name, verb, trigger.Route ?? function.Name),
    ];

    /// <summary>The address with each part filled in.</summary>
    public string Address(Func<string, string> part) => Part().Replace(Route, found => part(found.Groups["name"].Value));

    public bool Names(string part) => Part().Matches(Route).Any(found => found.Groups["name"].Value == part);

    [GeneratedRegex(@"\{\*{0,2}(?<name>\w+)[^}]*\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Part();
}
