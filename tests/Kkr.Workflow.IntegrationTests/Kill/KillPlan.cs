namespace Kkr.Workflow.IntegrationTests.Kill;

/// <summary>The kills of a run, chosen by a seed among what an undisturbed run did: the same seed and the same year give the same plan.</summary>
internal static class KillPlan
{
    /// <param name="seed">Chooses.</param>
    /// <param name="kills">How many at random: most anywhere, one in ten during the start that follows a kill, one in five of the rest from outside.</param>
    /// <param name="aimed">How many more right after a mail was taken.</param>
    /// <param name="undisturbed">What the undisturbed run did.</param>
    public static IReadOnlyList<KillPoint> Draw(int seed, int kills, int aimed, RunLog undisturbed)
    {
        Random random = new(seed);
        int startUps = kills / 10;
        List<KillPoint> plan = [];
        for (int i = 0; i < kills - startUps; i++)
        {
            KillPoint anywhere = Choose(random, KillAt.Event, undisturbed.Events);
            plan.Add(i % 5 == 4 ? anywhere with { At = KillAt.FromOutside, Count = random.Next(60) } : anywhere);
        }

        for (int i = 0; i < aimed; i++)
        {
            plan.Add(Choose(random, KillAt.MailAccepted, undisturbed.Accepted));
        }

        plan = [.. plan.OrderBy(point => point.Instant).ThenBy(point => point.Count)];
        for (int i = 0; i < startUps; i++)
        {
            plan.Insert(1 + random.Next(plan.Count - 1), new KillPoint(KillAt.StartUp, default, 1 + random.Next(40)));
        }

        return plan;
    }

    /// <summary>One of what happened, as its instant and its place within that.</summary>
    private static KillPoint Choose(Random random, KillAt at, IReadOnlyList<DateTimeOffset> happened)
    {
        int chosen = random.Next(happened.Count);
        int first = chosen;
        while (first > 0 && happened[first - 1] == happened[chosen])
        {
            first--;
        }

        return new KillPoint(at, happened[chosen], 1 + chosen - first);
    }
}
