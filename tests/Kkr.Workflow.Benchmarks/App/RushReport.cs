using System.Globalization;
using Kkr.Workflow.Benchmarks.Measuring;
using Kkr.Workflow.IntegrationTests.Load;

namespace Kkr.Workflow.Benchmarks.App;

/// <summary>The load that the app must bear on the day of a call: everybody answers at once.</summary>
internal static class RushReport
{
    private const int Councils = 10;
    private const int Directors = 20;

    public static async Task RunAsync()
    {
        RushResult rush = await Rush.RunAsync(Councils, Directors, within: TimeSpan.FromMinutes(1));
        if (rush.Problems.Count > 0)
        {
            throw new InvalidOperationException($"{rush.Problems.Count} problems:{Environment.NewLine}{string.Join(Environment.NewLine, rush.Problems.Take(20))}");
        }

        ResultFile file = new("rush", "200 directors of 10 councils answer within a minute", "rush");
        file.Paragraph("The app runs in this process, as deployed, on an Azurite that keeps its data in memory; requests come over loopback, each director on "
            + "real time. A meeting of every council is planned as it begins, so its call goes out to all directors while they answer: one in three says that "
            + "there are no items, the others send one or two, which the director and a colleague correct at the same time while the secretariat accepts them.");
        file.Table(
            ["request", "count", "p50, ms", "p99, ms", "longest, ms"],
            rush.Took.OrderByDescending(kind => kind.Value.Length).Select(kind => Row(kind.Key, new Sample(kind.Value)))
                .Append(Row("all", new Sample(rush.Took.Values.SelectMany(all => all)))));
        file.Paragraph(string.Create(
            CultureInfo.InvariantCulture,
            $"{rush.Answers} municipalities answered with {rush.Items} items. {rush.Conflicts} times a caller was told that somebody else had been first (412), read "
            + $"again and made the change on the newer text. No request failed, every answer, item, correction and acceptance is there afterwards, and each of the "
            + $"{rush.Mails} mails went out once: the last one {rush.MailsDone.TotalSeconds:0.0} s after the start, the last answer {rush.Rushed.TotalSeconds:0.0} s after it."));
        await file.WriteAsync();
    }

    private static string[] Row(string kind, Sample sample) =>
    [
        kind,
        sample.Count.ToString(CultureInfo.InvariantCulture),
        sample.Percentile(50).ToString("0.0", CultureInfo.InvariantCulture),
        sample.Percentile(99).ToString("0.0", CultureInfo.InvariantCulture),
        sample.Greatest.ToString("0.0", CultureInfo.InvariantCulture),
    ];
}
