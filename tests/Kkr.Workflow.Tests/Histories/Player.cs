namespace Kkr.Workflow.Tests.Histories;

/// <summary>A history that broke a rule.</summary>
internal sealed record Failure(Story Story, string Rule, string What);

/// <summary>Plays histories side by side: one app, one clock, a council for each.</summary>
internal static class Player
{
    public static async Task<(IReadOnlyList<Failure> Failures, IReadOnlyDictionary<string, int> Tally, int Deaths)> PlayAsync(
        IReadOnlyList<Story> stories, IReadOnlyList<Death> deaths)
    {
        Dictionary<Story, Failure> failures = [];
        await using MortalApp app = await MortalApp.StartAsync(stories[0].Start);
        Dictionary<Story, Town> towns = stories.ToDictionary(story => story, story => new Town(app, story));
        foreach (Town town in towns.Values)
        {
            await TryAsync(town, town.BeginAsync);
        }

        Queue<Death> fate = new(deaths);
        foreach ((Story story, Act act) in stories.SelectMany(story => story.Acts.Select(act => (story, act))).OrderBy(next => next.act.At).ThenBy(next => next.story.Seed))
        {
            await AdvanceAsync(act.At);
            await TryAsync(towns[story], () => towns[story].DoAsync(act));
        }

        await AdvanceAsync(stories.Max(story => story.End));
        foreach (Town town in towns.Values)
        {
            await TryAsync(town, async () =>
            {
                await town.HoldsNowAsync();
                await town.TimelinesAreInOrderAsync();
                foreach (Domain.Meeting meeting in await town.StoredMeetingsAsync())
                {
                    await town.EditionsStayAsync(town.Meetings[meeting.Key.Meeting], meeting, readBytes: true);
                }

                await MailRules.HoldAsync(town);
            });
        }

        Dictionary<string, int> tally = towns.Values.SelectMany(town => town.Tally).GroupBy(entry => entry.Key).ToDictionary(group => group.Key, group => group.Sum(entry => entry.Value));
        return ([.. failures.Values], tally, app.Deaths);

        async Task AdvanceAsync(DateTimeOffset to)
        {
            while (fate.TryPeek(out Death? death) && death.From <= to)
            {
                fate.Dequeue();
                await app.UntilAsync(death.From);
                if (death.AtWrite == 0)
                {
                    await app.DieNowAsync();
                }
                else
                {
                    app.DieAtWrite(death.AtWrite, death.After);
                }
            }

            int before = app.Deaths;
            await app.UntilAsync(to);
            if (app.Deaths > before)
            {
                foreach (Town town in towns.Values)
                {
                    town.IsUndisturbed = false;
                }
            }
        }

        async Task TryAsync(Town town, Func<Task> act)
        {
            if (failures.ContainsKey(town.Story))
            {
                return;
            }

            try
            {
                await act();
            }
            catch (BrokenRuleException broken)
            {
                failures[town.Story] = new Failure(town.Story, broken.Rule, broken.Message);
            }
            catch (Exception fault) when (fault is InvalidOperationException or KeyNotFoundException or TimeoutException)
            {
                failures[town.Story] = new Failure(town.Story, fault.GetType().Name, fault.ToString());
            }
        }
    }

    /// <summary>Leaves out acts, then meetings, for as long as the same rule is still broken.</summary>
    public static async Task<Failure> ShrinkAsync(Failure failure, IReadOnlyList<Death> deaths, int tries)
    {
        Failure smallest = failure;
        for (int size = Math.Max(1, failure.Story.Acts.Count / 2); size > 0 && tries > 0; size /= 2)
        {
            for (int at = 0; at < smallest.Story.Acts.Count && tries > 0;)
            {
                Act[] left = [.. smallest.Story.Acts.Where((_, index) => index < at || index >= at + size)];
                tries--;
                if ((await PlayAsync([smallest.Story with { Acts = left }], deaths)).Failures is [{ } again] && again.Rule == failure.Rule)
                {
                    smallest = again;
                }
                else
                {
                    at += size;
                }
            }
        }

        return smallest;
    }
}
