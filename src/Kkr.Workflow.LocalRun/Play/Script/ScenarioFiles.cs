using System.Text.Json;
using System.Text.RegularExpressions;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.LocalRun.Play.Script;

/// <summary>Reads a scenario from its folder, or says everything that is wrong with it.</summary>
public static partial class ScenarioFiles
{
    public const string CouncilFile = "council.json";
    public const string DirectoryFile = "directory.json";
    public const string WheelFileName = "annual-wheel.json";
    public const string ScriptFileName = "script.json";

    /// <summary>The folder of a scenario: a path, or a name under Scenarios beside the program.</summary>
    /// <exception cref="ScenarioException">There is none.</exception>
    public static string Find(string scenario)
    {
        string bundled = Path.Combine(AppContext.BaseDirectory, "Scenarios", scenario);
        return Directory.Exists(scenario) ? Path.GetFullPath(scenario)
            : Directory.Exists(bundled) ? bundled
            : throw new ScenarioException([new ScenarioProblem(
                scenario, 0, "$", $"scenariet findes ikke; kendte scenarier: {string.Join(", ", Bundled())}", "there is no such scenario")]);
    }

    /// <summary>The names of the scenarios that come with the program.</summary>
    public static IReadOnlyList<string> Bundled()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "Scenarios");
        return Directory.Exists(folder) ? [.. Directory.GetDirectories(folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)] : [];
    }

    /// <summary>Reads all files.</summary>
    /// <exception cref="ScenarioException">A file is missing or broken.</exception>
    public static Scenario Read(string folder)
    {
        List<ScenarioProblem> problems = [];
        (Council? council, JsonPlaces? councilPlaces) = Read<Council>(folder, CouncilFile, problems);
        (DirectoryBook? directory, JsonPlaces? directoryPlaces) = Read<DirectoryBook>(folder, DirectoryFile, problems);
        (ScriptFile? script, JsonPlaces? scriptPlaces) = Read<ScriptFile>(folder, ScriptFileName, problems);
        WheelFile? wheel = File.Exists(Path.Combine(folder, WheelFileName)) ? Read<WheelFile>(folder, WheelFileName, problems).Value : null;
        if (problems.Count > 0)
        {
            throw new ScenarioException(problems);
        }

        Dictionary<int, WheelFile> wheels = wheel is null ? [] : new() { [wheel.Year] = wheel };
        Scenario scenario = new(folder, council!, directory!, wheels, script!);
        ScenarioRules rules = new(scenario);
        rules.CheckCouncil(Report(CouncilFile, councilPlaces!));
        rules.CheckDirectory(Report(DirectoryFile, directoryPlaces!));
        if (problems.Count == 0)
        {
            rules.CheckScript(Report(ScriptFileName, scriptPlaces!));
        }

        return problems.Count == 0 ? scenario : throw new ScenarioException(problems);

        Action<string, string, string> Report(string file, JsonPlaces places) => (path, danish, english) =>
            problems.Add(new ScenarioProblem(file, places.LineOf(path), path, danish, english));
    }

    private static (T? Value, JsonPlaces? Places) Read<T>(string folder, string file, List<ScenarioProblem> problems)
        where T : class
    {
        string path = Path.Combine(folder, file);
        if (!File.Exists(path))
        {
            problems.Add(new ScenarioProblem(file, 0, "$", $"filen mangler i {folder}", "the file is missing"));
            return default;
        }

        byte[] json = File.ReadAllBytes(path);
        JsonPlaces places;
        try
        {
            places = new JsonPlaces(json);
        }
        catch (JsonException exception)
        {
            problems.Add(new ScenarioProblem(file, (int)(exception.LineNumber ?? -1) + 1, "$", "filen er ikke gyldig JSON", Cause(exception)));
            return default;
        }

        try
        {
            return (JsonSerializer.Deserialize<T>(json, ScenarioJson.Options)
                ?? throw new JsonException("The file holds null."), places);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            string where = (exception as JsonException)?.Path ?? "$";
            int line = (exception as JsonException)?.LineNumber is { } number ? (int)number + 1 : places.LineOf(where);
            problems.Add(new ScenarioProblem(file, line, where, "feltet mangler, er ukendt eller har en forkert værdi", Cause(exception)));
            return default;
        }
    }

    /// <summary>What the JSON reader said, without the path and line that stand before it already.</summary>
    private static string Cause(Exception exception) => Tail().Replace(exception.Message, "").TrimEnd('.', ' ').Replace("Kkr.Workflow.LocalRun.Play.Script.", "", StringComparison.Ordinal);

    [GeneratedRegex(@"(\.? ?Path: .*| LineNumber: .*)$", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tail();
}
