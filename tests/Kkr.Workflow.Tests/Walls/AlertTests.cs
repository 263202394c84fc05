using System.Text.RegularExpressions;

namespace Kkr.Workflow.Tests;

/// <summary>The log events that Azure watches for, and what the app writes, are the same ones.</summary>
public sealed partial class AlertTests
{
    private static readonly string[] Watched = [.. Alerted().Matches(string.Join('\n', Repository.Read("infra/modules/monitoring.bicep"))).SelectMany(list => Quoted().Matches(list.Groups["names"].Value)).Select(name => name.Groups["name"].Value)];

    private static readonly (string Path, int Number, string Level, string? Name)[] Events =
    [
        .. Repository.SourceFiles.Where(path => path.StartsWith("src/Kkr.Workflow.", StringComparison.Ordinal))
            .SelectMany(path => Written().Matches(string.Join('\n', Repository.Read(path))).Select(found => (
                path,
                int.Parse(found.Groups["number"].Value, null),
                found.Groups["level"].Value,
                found.Groups["name"].Success ? found.Groups["name"].Value : null))),
    ];

    [Fact]
    public void EveryAlert_IsOnAnEventThatTheAppWrites()
    {
        Assert.Contains("MailNeedsOperator", Watched);
        Assert.All(Watched, name => Assert.Single(Events, written => written.Name == name));
    }

    [Fact]
    public void EveryErrorOfTheApp_HasAnAlert() => Assert.All(
        Events.Where(written => written.Level is "Error" or "Critical"),
        written => Assert.True(written.Name is not null && Watched.Contains(written.Name), $"{written.Path}: {written.Number} is an error that nobody is told of."));

    [GeneratedRegex(@"events: \[(?<names>[^\]]*)\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Alerted();

    [GeneratedRegex("'(?<name>[A-Za-z]+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\[LoggerMessage\((?<number>\d+), LogLevel\.(?<level>\w+),\s*""(\\.|[^""\\])*""(, EventName = ""(?<name>\w+)"")?\)\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Written();
}
