using System.Xml.Linq;

namespace Kkr.Workflow.Tests;

/// <summary>The repository's own files, read by the tests that keep its walls.</summary>
internal static class Repository
{
    private static readonly string[] NotSource = ["artifacts", "bin", "obj", "node_modules", ".git"];

    public static readonly string Root = FindRoot();

    /// <summary>Every C# file under src and tests, as paths relative to the root with forward slashes.</summary>
    public static IReadOnlyList<string> SourceFiles { get; } = [.. Files("*.cs")];

    /// <summary>Every project, by name.</summary>
    public static IReadOnlyDictionary<string, XDocument> Projects { get; } =
        Files("*.csproj").ToDictionary(path => Path.GetFileNameWithoutExtension(path), path => XDocument.Load(Path.Combine(Root, path)));

    public static string[] Read(string path) => File.ReadAllLines(Path.Combine(Root, path));

    public static IEnumerable<string> ProjectReferences(string project) => Projects[project]
        .Descendants("ProjectReference")
        .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));

    public static IEnumerable<string> PackageReferences(string project) =>
        Projects[project].Descendants("PackageReference").Select(reference => reference.Attribute("Include")!.Value);

    private static IEnumerable<string> Files(string pattern) => new[] { "src", "tests" }
        .SelectMany(folder => System.IO.Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories))
        .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
        .Where(path => !path.Split('/').Intersect(NotSource).Any())
        .Order(StringComparer.Ordinal);

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Kkr.Workflow.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository; its walls cannot be read.");
    }
}
