using System.Globalization;

namespace Kkr.Workflow.IntegrationTests.Load;

/// <summary><c>rush</c>: the load at full size, told in a few lines. The benchmarks write it down.</summary>
internal static class RushCommand
{
    public static async Task<int> RunAsync()
    {
        RushResult rush = await Rush.RunAsync(councils: 10, directors: 20, within: TimeSpan.FromMinutes(1));
        foreach ((string kind, double[] took) in rush.Took.OrderByDescending(kind => kind.Value.Length).Append(new("all", [.. rush.Took.Values.SelectMany(all => all).Order()])))
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{kind,-18} {took.Length,6}   p50 {took[took.Length / 2],8:0.0} ms   p99 {took[(int)((took.Length - 1) * 0.99)],8:0.0} ms   longest {took[^1],8:0.0} ms"));
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{rush.Answers} answers, {rush.Items} items, {rush.Conflicts} conflicts made good by the caller, {rush.Mails} mails; answered after {rush.Rushed.TotalSeconds:0} s, the last mail after {rush.MailsDone.TotalSeconds:0} s."));
        rush.Problems.Take(40).ToList().ForEach(problem => Console.WriteLine($"WRONG {problem}"));
        Console.WriteLine(rush.Problems.Count == 0 ? "Nothing failed, nothing is lost, nothing was sent twice." : $"{rush.Problems.Count} problems.");
        return rush.Problems.Count == 0 ? 0 : 1;
    }
}
