using System.Text.RegularExpressions;

namespace Kkr.Workflow.Tests;

/// <summary>Names, lengths and build switches of the source itself.</summary>
public partial class SourceTests
{
    private const int LongestFile = 300;

    // These folders mirror the real packages, whose names are not ours to choose.
    private static readonly string[] Mirrored = ["src/Kkr.Runtime/Microsoft.", "src/Kkr.Runtime/Azure.", "src/Kkr.Runtime/SendGrid/"];

    [Fact]
    public void Folders_AreNamedAfterWhatTheyHold()
    {
        IEnumerable<string> folders = Ours().SelectMany(path => path.Split('/')[..^1]).Distinct();

        Assert.DoesNotContain(folders, folder => BannedFolder().IsMatch(folder));
    }

    [Fact]
    public void Types_AreNamedAfterWhatTheyAre()
    {
        IEnumerable<string> found = Ours()
            .SelectMany(path => Repository.Read(path).Where(line => BannedType().IsMatch(line)).Select(line => $"{path}: {line.Trim()}"));

        Assert.Empty(found);
    }

    [Fact]
    public void Files_AreShort_OrSayWhyNot()
    {
        IEnumerable<string> found = Repository.SourceFiles
            .Select(path => (path, lines: Repository.Read(path)))
            .Where(file => file.lines.Length > LongestFile && !file.lines.Take(5).Any(line => LongBecause().IsMatch(line)))
            .Select(file => $"{file.path}: {file.lines.Length} lines");

        Assert.Empty(found);
    }

    [Fact]
    public void BuildSwitches_AreKeptToProgramAndRuntime()
    {
        IEnumerable<string> found = Repository.SourceFiles
            .Where(path => !path.EndsWith("/Program.cs", StringComparison.Ordinal) && !path.StartsWith("src/Kkr.Runtime/", StringComparison.Ordinal))
            .Where(path => Repository.Read(path).Any(line => BuildSwitch().IsMatch(line)));

        Assert.Empty(found);
    }

    [Fact]
    public void LogEvents_HaveANumberEach()
    {
        IEnumerable<string> shared = Repository.SourceFiles
            .Where(path => path.StartsWith("src/Kkr.Workflow.", StringComparison.Ordinal))
            .SelectMany(path => Repository.Read(path).SelectMany(line => LogEvent().Matches(line)).Select(found => (path, Number: found.Groups["number"].Value)))
            .GroupBy(found => found.Number)
            .Where(group => group.Count() > 1)
            .Select(group => $"{group.Key}: {string.Join(", ", group.Select(found => found.path))}");

        Assert.Empty(shared);
    }

    private static IEnumerable<string> Ours() =>
        Repository.SourceFiles.Where(path => !Mirrored.Any(folder => path.StartsWith(folder, StringComparison.Ordinal)));

    [GeneratedRegex("^(Helpers?|Util(s|ities)?|Common|Managers?|Services?|Models?|Interfaces?)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BannedFolder();

    [GeneratedRegex(@"^\s*([a-z]+\s+)*(class|record|struct|interface|enum)\s+\w*(Helpers?|Utils?|Utilities|Common|Managers?|Services?|Models?|Interfaces?)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BannedType();

    [GeneratedRegex(@"\[LoggerMessage\((?<number>[0-9]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LogEvent();

    [GeneratedRegex(@"^// Long because: \S", RegexOptions.None, 1000)]
    private static partial Regex LongBecause();

    [GeneratedRegex(@"^\s*#\s*(if|elif)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BuildSwitch();
}
