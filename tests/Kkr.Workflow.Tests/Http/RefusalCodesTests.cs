using System.Text.RegularExpressions;

namespace Kkr.Workflow.Tests.Http;

/// <summary>Callers act upon codes, so each is written down (docs/refusals.md) and stays what it is.</summary>
public sealed partial class RefusalCodesTests
{
    private static readonly string[] Documented =
        [.. Repository.Read("docs/refusals.md").Select(line => Listed().Match(line)).Where(found => found.Success).Select(found => found.Groups["code"].Value)];

    private static IEnumerable<string> Used => Repository.SourceFiles
        .Where(path => path.StartsWith("src/Kkr.Workflow.Domain/", StringComparison.Ordinal) || path.StartsWith("src/Kkr.Workflow.Functions/", StringComparison.Ordinal))
        .SelectMany(path => Made().Matches(string.Join('\n', Repository.Read(path))).Select(found => found.Groups["code"].Value))
        .Distinct();

    [Fact]
    public void Codes_UsedByTheSource_AreAllWrittenDown() => Assert.Empty(Used.Except(Documented).Order(StringComparer.Ordinal));

    [Fact]
    public void Codes_AreKebabCase_AndWrittenDownOnce()
    {
        Assert.All(Documented, code => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", code));
        Assert.Equal(Documented.Length, Documented.Distinct().Count());
    }

    [GeneratedRegex("^- `(?<code>[^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Listed();

    [GeneratedRegex("(new Refusal|Refusal\\.OfField|Refusal\\.OfState|Refusal [A-Za-z]+\\([^)]*\\) => new|Refusal [A-Za-z]+ \\{ get; \\} = new)\\(\\s*\"(?<code>[a-z0-9-]+)\"", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Made();
}
