using System.Globalization;
using Kkr.Workflow.LocalRun.Play.Script;

namespace Kkr.Workflow.IntegrationTests.Kill;

/// <summary><c>kill</c>: the whole year, undisturbed and then killed again and again, and what differs.</summary>
internal static class KilledYearCommand
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        int kills = Number(arguments, "--kills", 100);
        int aimed = Number(arguments, "--aimed", 20);
        int seed = Number(arguments, "--seed", Random.Shared.Next(1, 1_000_000));
        Console.WriteLine($"seed {seed}, {kills} kills at random and {aimed} right after a mail was taken");
        Scenario scenario = ScenarioFiles.Read(ScenarioFiles.Find("midtjylland-2026"));
        if (Number(arguments, "--months", 0) is > 0 and int months)
        {
            scenario = Until(scenario, scenario.Script.Start.AddMonths(months));
        }

        YearOutcome undisturbed = await KilledYear.PlayAsync(scenario, [], CancellationToken.None);
        Console.WriteLine($"undisturbed: {Summary(undisturbed)}");
        IReadOnlyList<KillPoint> plan = KillPlan.Draw(seed, kills, aimed, undisturbed.Log);
        YearOutcome killed = await KilledYear.PlayAsync(scenario, plan, CancellationToken.None);
        Console.WriteLine($"killed: {Summary(killed)}");
        Console.WriteLine(
            $"{killed.Kills} kills and as many restarts; {killed.Repeated} requests of people were cut off and sent again; "
            + $"the mail log was asked {killed.Questions.Asked} times and knew the mail {killed.Questions.Known} times.");
        if (arguments.Contains("--verbose"))
        {
            killed.Deaths.ToList().ForEach(Console.WriteLine);
        }

        List<string> found = [.. Differences.Between(undisturbed, killed)];
        if (killed.Kills < plan.Count)
        {
            found.Add($"only {killed.Kills} of {plan.Count} kills came about");
        }

        found.Take(60).ToList().ForEach(line => Console.WriteLine($"DIFFERS {line}"));
        Console.WriteLine(found.Count == 0 ? "The same year." : $"{found.Count} differences. Again: kill --seed {seed} --kills {kills} --aimed {aimed}");
        return found.Count == 0 ? 0 : 1;
    }

    /// <summary>A scenario's beginning, without its expectations.</summary>
    public static Scenario Until(Scenario scenario, DateTime end) => scenario with
    {
        Script = scenario.Script with { End = end, Actions = [.. scenario.Script.Actions.Where(action => action.At < end)], Expectations = [] },
    };

    private static string Summary(YearOutcome year) => string.Create(
        CultureInfo.InvariantCulture,
        $"{year.Lines["mails"].Count} mails, {year.Lines["documents"].Count} documents, {year.Steps.Count} steps, {year.Took.TotalSeconds:0} s");

    private static int Number(string[] arguments, string name, int otherwise)
    {
        int at = Array.IndexOf(arguments, name);
        return at >= 0 && at + 1 < arguments.Length ? int.Parse(arguments[at + 1], CultureInfo.InvariantCulture) : otherwise;
    }
}
