using System.Globalization;

namespace Kkr.Workflow.IntegrationTests.Kill;

/// <summary>What a process is killed at.</summary>
internal enum KillAt
{
    /// <summary>The n-th time that it asks the world for something or hears the answer, over all processes.</summary>
    Event,

    /// <summary>The n-th time since its own start, or as soon as it has recovered.</summary>
    StartUp,

    /// <summary>The n-th time that the provider has just taken a mail: before that is written down.</summary>
    MailAccepted,

    /// <summary>Some instant after the n-th event, by another process that does not know what this one is doing.</summary>
    FromOutside,
}

/// <summary>When a process is killed.</summary>
internal sealed record KillPoint(KillAt At, long Count)
{
    public static KillPoint? Parse(string text) =>
        text.Split(':') is [string at, string count] ? new KillPoint(Enum.Parse<KillAt>(at), long.Parse(count, CultureInfo.InvariantCulture)) : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At}:{Count}");
}

/// <summary>The kills of a run, chosen by a seed: the same seed and the same size of year give the same plan.</summary>
internal static class KillPlan
{
    /// <param name="seed">Chooses.</param>
    /// <param name="kills">How many at random: most anywhere, one in ten during the start that follows a kill, one in five from outside.</param>
    /// <param name="aimed">How many more right after a mail was taken.</param>
    /// <param name="events">How many events the undisturbed run had.</param>
    /// <param name="mails">How many mails it sent.</param>
    public static IReadOnlyList<KillPoint> Draw(int seed, int kills, int aimed, long events, long mails)
    {
        Random random = new(seed);
        int startUps = kills / 10;
        List<(double Part, KillPoint Point)> points = [];
        for (int i = 0; i < kills - startUps; i++)
        {
            double part = random.NextDouble();
            points.Add((part, new KillPoint(i % 5 == 4 ? KillAt.FromOutside : KillAt.Event, 1 + (long)(part * events))));
        }

        for (int i = 0; i < aimed; i++)
        {
            double part = random.NextDouble();
            points.Add((part, new KillPoint(KillAt.MailAccepted, 1 + (long)(part * mails))));
        }

        List<KillPoint> plan = [.. points.OrderBy(point => point.Part).Select(point => point.Point)];
        for (int i = 0; i < startUps; i++)
        {
            plan.Insert(1 + random.Next(plan.Count - 1), new KillPoint(KillAt.StartUp, 1 + random.Next(40)));
        }

        return plan;
    }
}
