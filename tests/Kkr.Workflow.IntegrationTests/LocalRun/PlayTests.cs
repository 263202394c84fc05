using System.Text.Json.Nodes;

namespace Kkr.Workflow.IntegrationTests.LocalRun;

/// <summary>The year, played as a developer plays it. It takes some minutes: three whole runs beside each other, one of them while answers of mail and calendar go wrong.</summary>
public sealed class PlayTests
{
    [Fact]
    public async Task Year_PlayedTwiceAndOnceWithFaults_HoldsItsExpectationsAndLeavesTheSameBytes()
    {
        string folder = Directory.CreateTempSubdirectory("kkr-play-").FullName;
        try
        {
            string[] outs = [Path.Combine(folder, "a"), Path.Combine(folder, "b")];
            string hard = Path.Combine(folder, "haard");
            Task<(int ExitCode, string Words)> faulty = LaunchedRun.ToEndAsync(
                ["play", "midtjylland-2026", "--plain", "--out", hard, "--fault", "mail:429@0.1", "--fault", "graph:503@0.1", "--fault", "mail:cut@0.02"]);
            (int ExitCode, string Words)[] runs = await Task.WhenAll(outs.Select(to => LaunchedRun.ToEndAsync(["play", "midtjylland-2026", "--plain", "--out", to])));
            await AssertSameYearAsync(outs[0], hard, await faulty);

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

    /// <summary>A year in which one answer in ten goes wrong leaves the same documents, and each mail once: the expectations see to that.</summary>
    private static async Task AssertSameYearAsync(string calm, string hard, (int ExitCode, string Words) run)
    {
        Assert.True(run.ExitCode == 0, run.Words);
        Assert.Matches("Fejlen mail:429@0.1 ramte [0-9]{3} gange", run.Words);
        Assert.Matches("Fejlen graph:503@0.1 ramte [0-9]+ gange", run.Words);
        foreach (string documents in (string[])["documents", "confidential"])
        {
            Assert.Equal(Files(Path.Combine(calm, documents)), Files(Path.Combine(hard, documents)));
            foreach (string file in Files(Path.Combine(calm, documents)))
            {
                Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(calm, documents, file)), await File.ReadAllBytesAsync(Path.Combine(hard, documents, file)));
            }
        }

        Assert.Equal(Files(Path.Combine(calm, "mail")).Length, Files(Path.Combine(hard, "mail")).Length);
    }

    private static string[] Files(string folder) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal)];
}
