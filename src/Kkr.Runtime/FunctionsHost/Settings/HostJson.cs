using Microsoft.Extensions.Configuration;

namespace Kkr.Runtime.FunctionsHost.Settings;

/// <summary>The host's own settings: <c>host.json</c>, overridden by settings named <c>AzureFunctionsJobHost__path__to__value</c>.</summary>
internal sealed class HostJson
{
    public const string FileName = "host.json";
    private const string OverrideSection = "AzureFunctionsJobHost";

    private readonly IConfiguration _values;

    private HostJson(IConfiguration values)
    {
        _values = values;
        Http = values.GetSection("extensions:http");
        Durable = values.GetSection("extensions:durableTask");
    }

    public IConfigurationSection Logging => _values.GetSection("logging");

    public string RoutePrefix => (Http["routePrefix"] ?? "api").Trim('/');

    /// <summary>Requests running at once; the rest wait. -1 is no limit.</summary>
    public int MaxConcurrentRequests => Limit(Http, "maxConcurrentRequests");

    /// <summary>Requests running and waiting; more are answered 429. -1 is no limit.</summary>
    public int MaxOutstandingRequests => Limit(Http, "maxOutstandingRequests");

    public IReadOnlyList<KeyValuePair<string, string?>> CustomHeaders =>
        [.. Http.GetSection("customHeaders").GetChildren().Select(c => KeyValuePair.Create(c.Key, c.Value))];

    public string HubName => Durable["hubName"] is { Length: > 0 } name ? name : "TestHubName";

    public int? MaxConcurrentActivities => Count("maxConcurrentActivityFunctions");

    public int? MaxConcurrentOrchestrators => Count("maxConcurrentOrchestratorFunctions");

    /// <summary>The setting that names the durable storage, where it is not the host's own.</summary>
    public string? DurableConnection => Durable["storageProvider:connectionName"] ?? Durable["storageProvider:connectionStringName"];

    /// <summary>The functions to run; empty runs all.</summary>
    public IReadOnlyList<string> Functions => [.. _values.GetSection("functions").GetChildren().Select(c => c.Value).OfType<string>()];

    private IConfigurationSection Http { get; }

    private IConfigurationSection Durable { get; }

    public static HostJson Read(string? directory, IConfiguration settings)
    {
        // No chained configuration here: that drops empty values, and an empty route prefix means none.
        ConfigurationBuilder builder = new();
        string? file = directory is null ? null : Path.Combine(directory, FileName);
        bool found = file is not null && File.Exists(file);
        using MemoryStream content = new(found ? File.ReadAllBytes(file!) : []);
        if (found)
        {
            builder.AddJsonStream(content);
        }

        builder.AddInMemoryCollection(settings.GetSection(OverrideSection).AsEnumerable(makePathsRelative: true).Where(v => v.Value is not null));
        HostJson json = new(Build(builder, file));
        string? version = json._values["version"];
        if (found && version != "2.0")
        {
            throw new InvalidOperationException($"'{file}' must state \"version\": \"2.0\"; it states '{version}'.");
        }

        return json;
    }

    private static IConfigurationRoot Build(ConfigurationBuilder builder, string? file)
    {
        try
        {
            return builder.Build();
        }
        catch (Exception e) when (e is FormatException or InvalidDataException or System.Text.Json.JsonException)
        {
            throw new InvalidOperationException($"'{file}' is not valid JSON: {(e.InnerException ?? e).Message}", e);
        }
    }

    private static int Limit(IConfigurationSection section, string name) => Number(section, name) ?? -1;

    private int? Count(string name) => Number(Durable, name) switch
    {
        null => null,
        > 0 and int count => count,
        int wrong => throw new InvalidOperationException($"host.json: extensions.durableTask.{name} must be above zero; it is {wrong}."),
    };

    private static int? Number(IConfigurationSection section, string name)
    {
        string? text = section[name];
        return text is null or "" ? null
            : int.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out int value) ? value
            : throw new InvalidOperationException($"host.json: {section.Path.Replace(':', '.')}.{name} must be a whole number; it is '{text}'.");
    }
}
