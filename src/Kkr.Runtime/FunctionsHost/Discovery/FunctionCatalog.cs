using System.Reflection;
using Kkr.Runtime.FunctionsHost.Settings;
using Kkr.Runtime.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Kkr.Runtime.FunctionsHost.Discovery;

/// <summary>Every function of the app. Made once, at start-up; what is wrong with any function is told all at once.</summary>
internal sealed class FunctionCatalog
{
    private const BindingFlags Candidates = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    public FunctionCatalog(
        IOptions<EmbeddedHostOptions> host, IOptions<WorkerOptions> worker, IConfiguration settings, HostJson hostJson,
        IOptions<AspNetCoreIntegration> aspNetCore)
    {
        IEnumerable<Assembly> assemblies = host.Value.FunctionAssemblies.Count > 0 ? host.Value.FunctionAssemblies
            : Assembly.GetEntryAssembly() is { } entry ? [entry] : [];
        FunctionReader reader = new(settings, aspNetCore.Value.Enabled, anyConverter: worker.Value.InputConverters.Any());
        List<string> problems = [];
        List<FunctionEntry> found = [];
        foreach (MethodInfo method in assemblies.Distinct().SelectMany(a => MethodsOf(a, host.Value.OnlyClasses)))
        {
            try
            {
                found.Add(reader.Read(method));
            }
            catch (FunctionWorkerException e)
            {
                problems.Add(e.Message);
            }
        }

        problems.AddRange(found.GroupBy(f => f.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g =>
            $"Function '{g.Key}' is defined {g.Count()} times: {string.Join(", ", g.Select(f => f.Definition.EntryPoint))}. Names must be unique."));
        if (problems.Count > 0)
        {
            throw new FunctionWorkerException(string.Join(Environment.NewLine, problems));
        }

        Functions = [.. found.Where(f => IsEnabled(f, settings, hostJson)).OrderBy(f => f.Name, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>The functions that run, by name.</summary>
    public IReadOnlyList<FunctionEntry> Functions { get; }

    public bool UsesDurable => Functions.Any(f => f.UsesDurable);

    public IEnumerable<FunctionEntry> Of(TriggerKind kind) => Functions.Where(f => f.Kind == kind);

    private static IEnumerable<MethodInfo> MethodsOf(Assembly assembly, Predicate<Type>? only) =>
        assembly.GetTypes()
            .Where(t => t.IsClass && !t.ContainsGenericParameters && only?.Invoke(t) != false)
            .SelectMany(t => t.GetMethods(Candidates))
            .Where(m => m.IsDefined(typeof(FunctionAttribute), inherit: false));

    private static bool IsEnabled(FunctionEntry function, IConfiguration settings, HostJson hostJson)
    {
        string? disabled = settings[$"AzureWebJobs.{function.Name}.Disabled"];
        bool off = disabled == "1" || (bool.TryParse(disabled, out bool value) && value);
        return !off && (hostJson.Functions.Count == 0 || hostJson.Functions.Contains(function.Name, StringComparer.OrdinalIgnoreCase));
    }
}

/// <summary>Whether the app asked for ASP.NET Core's types in HTTP functions.</summary>
internal sealed class AspNetCoreIntegration
{
    public bool Enabled { get; set; }
}
