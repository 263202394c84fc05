using System.Diagnostics;
using System.Globalization;
using System.Text;
using Xunit.Abstractions;

namespace Kkr.Workflow.Tests.Histories;

/// <summary>
/// Random but valid histories through the API and the real orchestrations, held against a simple model. A failing history is made as short as
/// it can be and printed with its seed; <c>MODEL_SEED=&lt;seed&gt; dotnet test tests/Kkr.Workflow.Tests --filter ModelTests</c> plays it
/// again, <c>MODEL_BATCH=&lt;batch&gt;</c> with all that shared its clock. <c>MODEL_HISTORIES</c> says how many are played.
/// </summary>
public sealed class ModelTests(ITestOutputHelper output)
{
    private const int ShortForm = 160;
    private const int Shrinks = 60;

    [Fact]
    public async Task Histories_PlayedAtRandom_KeepEveryRule()
    {
        Stopwatch watch = Stopwatch.StartNew();
        List<string> reports = [];
        Dictionary<string, int> tally = [];
        (int histories, int deaths) = (0, 0);
        foreach ((int batch, IReadOnlyList<Story> stories) in Wanted())
        {
            IReadOnlyList<Death> fate = Stories.Batch(batch).Deaths;
            var played = await Player.PlayAsync(stories, fate);
            histories += stories.Count;
            deaths += played.Deaths;
            foreach ((string what, int count) in played.Tally)
            {
                tally[what] = tally.GetValueOrDefault(what) + count;
            }

            foreach (Failure failure in played.Failures.DistinctBy(failure => failure.Rule))
            {
                reports.Add(await ReportAsync(failure, batch, fate));
            }

            if (reports.Count > 8)
            {
                break;
            }
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{histories} histories, {deaths} deaths, {watch.Elapsed.TotalSeconds:0.0} s, {histories / watch.Elapsed.TotalSeconds:0.0} a second"));
        output.WriteLine(string.Join('\n', tally.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Value,7} {entry.Key}")));
        Assert.True(reports.Count == 0, string.Join("\n\n", reports));
    }

    private static async Task<string> ReportAsync(Failure failure, int batch, IReadOnlyList<Death> fate)
    {
        StringBuilder report = new();
        report.AppendLine(CultureInfo.InvariantCulture, $"Seed {failure.Story.Seed}: {failure.What}");
        var alone = await Player.PlayAsync([failure.Story], fate);
        if (alone.Failures is [{ } again] && again.Rule == failure.Rule)
        {
            Failure smallest = await Player.ShrinkAsync(again, fate, Shrinks);
            report.AppendLine(CultureInfo.InvariantCulture, $"  Again: MODEL_SEED={failure.Story.Seed} dotnet test tests/Kkr.Workflow.Tests --filter ModelTests");
            report.AppendLine(CultureInfo.InvariantCulture, $"  At its shortest: {smallest.What}");
            report.AppendLine(CultureInfo.InvariantCulture, $"  {smallest.Story}");
        }
        else
        {
            report.AppendLine(CultureInfo.InvariantCulture, $"  Alone it does not fail so; with its batch: MODEL_BATCH={batch} dotnet test tests/Kkr.Workflow.Tests --filter ModelTests");
            report.AppendLine(CultureInfo.InvariantCulture, $"  {failure.Story}");
        }

        return report.ToString();
    }

    private static IEnumerable<(int Batch, IReadOnlyList<Story> Stories)> Wanted()
    {
        if (Setting("MODEL_SEED") is { } seed)
        {
            return [(seed / 100, [Stories.Make(seed)])];
        }

        if (Setting("MODEL_BATCH") is { } batch)
        {
            return [(batch, Of(batch))];
        }

        int first = Setting("MODEL_FROM") ?? 1;
        int batches = (Setting("MODEL_HISTORIES") ?? ShortForm) / Stories.BatchSize;
        return Enumerable.Range(first, batches).Select(number => (number, Of(number)));
    }

    private static IReadOnlyList<Story> Of(int batch) => [.. Enumerable.Range(batch * 100, Stories.BatchSize).Select(Stories.Make)];

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : null;
}
