namespace Kkr.Workflow.Tests.Documents;

/// <summary>A theory that asks other programs; where one is missing it is reported as skipped, with what would install it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TheoryWithToolsAttribute : TheoryAttribute
{
    private static readonly Dictionary<string, string> Packages = new(StringComparer.Ordinal)
    {
        ["soffice"] = "libreoffice-writer",
        ["chromium"] = "chromium",
        ["pdffonts"] = "poppler-utils",
        ["pdfinfo"] = "poppler-utils",
        ["pdftoppm"] = "poppler-utils",
        ["pdftotext"] = "poppler-utils",
        ["qpdf"] = "qpdf",
    };

    public TheoryWithToolsAttribute(params string[] tools)
    {
        string[] missing = [.. tools.Where(tool => !IsInstalled(tool))];
        if (missing.Length > 0)
        {
            Skip = $"Needs {string.Join(" and ", missing)}: apt-get install {string.Join(' ', missing.Select(tool => Packages[tool]).Distinct())}";
        }
    }

    private static bool IsInstalled(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, tool)));
}
