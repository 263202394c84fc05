using Kkr.Workflow.LocalRun.Play.Script;
using Xunit.Abstractions;

namespace Kkr.Workflow.IntegrationTests.Kill;

/// <summary>The short form of the killed year: its first weeks. The long form is this project's program, <c>kill</c>.</summary>
public sealed class KilledYearTests(ITestOutputHelper output)
{
    private const int Seed = 20261122;

    [Fact]
    public async Task FirstWeeksOfTheYear_KilledAgainAndAgain_ComeToTheSameAndSendEachMailOnce()
    {
        Scenario weeks = KilledYearCommand.Until(ScenarioFiles.Read(ScenarioFiles.Find("midtjylland-2026")), new DateTime(2026, 1, 12, 12, 0, 0, DateTimeKind.Unspecified));
        YearOutcome undisturbed = await KilledYear.PlayAsync(weeks, [], CancellationToken.None);
        IReadOnlyList<KillPoint> plan = KillPlan.Draw(Seed, kills: 6, aimed: 2, undisturbed.Log);

        YearOutcome killed = await KilledYear.PlayAsync(weeks, plan, CancellationToken.None);

        output.WriteLine($"seed {Seed}: {string.Join(", ", plan)}");
        killed.Deaths.ToList().ForEach(output.WriteLine);
        IReadOnlyList<string> differences = [.. Differences.Between(undisturbed, killed)];
        differences.ToList().ForEach(output.WriteLine);
        Assert.Empty(differences);
        Assert.Equal(plan.Count, killed.Kills);
        Assert.True(killed.Questions.Known >= 1, "No process died between the provider's answer and our record of it.");
    }
}
