namespace Kkr.Workflow.Tests.Browser;

/// <summary>A fact that is looked at in a real browser; where something is missing it is reported as skipped, with what would install it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactWithBrowserAttribute : FactAttribute
{
    private const string AxeFolder = "tests/Kkr.Workflow.Tests/Browser/axe";

    public FactWithBrowserAttribute()
    {
        string[] missing =
        [
            .. Chromium is null ? ["apt-get install chromium"] : Array.Empty<string>(),
            .. File.Exists(Axe) ? Array.Empty<string>() : [$"npm ci --prefix {AxeFolder}"],
        ];
        if (missing.Length > 0)
        {
            Skip = $"Needs a browser and axe-core: {string.Join(" && ", missing)}";
        }
    }

    /// <summary>The rules for accessible pages, as one script.</summary>
    internal static string Axe { get; } = Path.Combine(Repository.Root, AxeFolder, "node_modules", "axe-core", "axe.min.js");

    /// <summary>The browser that is installed, or null.</summary>
    internal static string? Chromium { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }, Path.Combine)
        .FirstOrDefault(File.Exists);
}
