using System.Text.Json.Nodes;

namespace Kkr.Workflow.IntegrationTests.LocalRun;

/// <summary>The year, played as a developer plays it. It takes a minute or so: two whole runs beside each other.</summary>
public sealed class PlayTests
{
    [Fact]
    public async Task Year_PlayedTwice_HoldsItsExpectationsAndLeavesTheSameBytes()
    {
        string folder = Directory.CreateTempSubdirectory("kkr-play-").FullName;
        try
        {
            string[] outs = [Path.Combine(folder, "a"), Path.Combine(folder, "b")];
            (int ExitCode, string Words)[] runs = await Task.WhenAll(outs.Select(to => LaunchedRun.ToEndAsync(["play", "midtjylland-2026", "--plain", "--out", to])));

            Assert.All(runs, run => Assert.True(run.ExitCode == 0, run.Words));
            Assert.All(runs, run => Assert.Contains("forventninger holdt", run.Words, StringComparison.Ordinal));
            Assert.Contains("19 kommunaldirektører og KD-Net bliver spurgt, om de har punkter", runs[0].Words, StringComparison.Ordinal);
            Assert.Equal(Files(outs[0]), Files(outs[1]));
            Assert.All(Files(outs[0]), file => Assert.Equal(File.ReadAllBytes(Path.Combine(outs[0], file)), File.ReadAllBytes(Path.Combine(outs[1], file))));

            string november = Path.Combine(outs[0], "documents", "midtjylland", "2026-5");
            Assert.All(
                [".html", ".pdf", ".docx"],
                ending => Assert.True(File.Exists(Path.Combine(november, "Dagsorden KKR Midtjylland 17. november 2026" + ending)), ending));

            JsonArray events = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(outs[0], "timeline.json")))!["events"]!.AsArray();
            Assert.All(events, happened => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0[12]:00$", (string?)happened!["at"]));
            Assert.DoesNotContain("127.0.0.1", await File.ReadAllTextAsync(Path.Combine(outs[0], "timeline.json")), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string[] Files(string folder) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal)];
}
