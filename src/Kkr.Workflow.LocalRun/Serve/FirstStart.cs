using System.Text.Json;
using System.Text.Json.Nodes;
using Kkr.Workflow.Domain;
using Kkr.Workflow.LocalRun.Play;
using Kkr.Workflow.LocalRun.Play.Script;

namespace Kkr.Workflow.LocalRun.Serve;

/// <summary>Gives an empty installation the example council and some meetings, so that there is something to see.</summary>
internal static class FirstStart
{
    private const string Example = "midtjylland-2026";

    // From today: the first meeting's call for items falls due at once, the others lie ahead.
    private static readonly int[] DaysAhead = [38, 100, 165];

    public static async Task SeedAsync(Uri app, TimeProvider time, Action<string> say, CancellationToken cancellation)
    {
        string folder = ScenarioFiles.Find(Example);
        Scenario scenario = ScenarioFiles.Read(folder);
        using AppClient client = new(app);
        string council = $"councils/{scenario.Council.Id}";
        try
        {
            _ = await client.GetAsync(council, cancellation);
            return;
        }
        catch (AppRefusalException missing) when (missing.Status == 404)
        {
            say($"Første start: eksemplet {scenario.Council.Name} lægges ind.");
        }

        JsonObject body = new()
        {
            ["council"] = JsonSerializer.SerializeToNode(scenario.Council, ScenarioJson.Wire),
            ["directory"] = JsonSerializer.SerializeToNode(scenario.Directory, ScenarioJson.Wire),
        };
        await client.PutAsync(council, body, "secretariat", cancellation);
        DateOnly today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), scenario.Zone).DateTime);
        foreach (IGrouping<int, PlannedMeeting> year in Dates(today, new WorkingDays(scenario.Council.Timeline)).Select(Meeting).GroupBy(meeting => meeting.Date.Year))
        {
            JsonObject plan = new() { ["meetings"] = new JsonArray([.. year.Select(meeting => meeting.Body())]) };
            await client.PostAsync($"{council}/years/{year.Key}", plan, "secretariat", cancellation);
        }
    }

    /// <summary>Tuesdays, or the first working day after one that is closed.</summary>
    internal static IReadOnlyList<DateOnly> Dates(DateOnly today, WorkingDays workingDays)
    {
        List<DateOnly> dates = [];
        foreach (int days in DaysAhead)
        {
            DateOnly near = today.AddDays(days);
            DateOnly date = near.AddDays(((int)DayOfWeek.Tuesday - (int)near.DayOfWeek + 7) % 7);
            while (!workingDays.IsWorkingDay(date) || dates.Contains(date))
            {
                date = workingDays.Next(date);
            }

            dates.Add(date);
        }

        return dates;
    }

    private static PlannedMeeting Meeting(DateOnly date) => new()
    {
        As = date.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        Date = date,
        Start = new TimeOnly(9, 30),
        End = new TimeOnly(12, 30),
        Venue = new Domain.Planning.Venue("Viborg Rådhus", "Prinsens Alle 5, 8800 Viborg"),
    };
}
