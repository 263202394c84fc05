using System.Net;
using System.Text.Json;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Functions.Planning;

namespace Kkr.Workflow.Tests.MeetingLifecycle;

/// <summary>What people do, said briefly.</summary>
internal static class Acting
{
    public const string Meetings = "councils/lille/meetings";

    /// <summary>The council, its November meeting of 2026 (<c>2026-1</c>) and, if wanted, the one in January 2027 (<c>2027-1</c>).</summary>
    public static async Task PlanAsync(this CouncilAtWork app, bool andNext = true)
    {
        await app.SendAsync(HttpMethod.Put, "councils/lille", SampleCouncil.Setup);
        await app.SendAsync(HttpMethod.Post, "councils/lille/years/2026", new
        {
            meetings = new[] { new { date = "2026-11-17", start = "09:30", end = "12:30", venue = new { name = "Rådhuset", address = "Torvet 1, 8900 Randers" } } },
            annualWheel = new[] { new { subject = "Klima", content = new[] { "Fælles indsatser" }, rawMeeting = "17. november 2026" } },
        });
        if (andNext)
        {
            await app.PlanNextAsync();
        }
    }

    public static Task PlanNextAsync(this CouncilAtWork app) => app.SendAsync(HttpMethod.Post, Meetings, new
    {
        date = "2027-01-26",
        start = "09:30",
        end = "12:30",
        venue = new { name = "Teams", isVirtual = true },
    });

    /// <summary>The sample council at noon on 6 October, when its call for items has gone out.</summary>
    public static async Task<CouncilAtWork> CalledAsync()
    {
        CouncilAtWork app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero));
        await app.PlanAsync(andNext: false);
        await app.UntilAsync(2026, 10, 6, 12);
        return app;
    }

    public static async Task<string> SubmitAsync(this CouncilAtWork app, string meeting, string title, string municipality = "0730")
    {
        JsonElement item = await app.SendAsync(
            HttpMethod.Post,
            $"{Meetings}/{meeting}/items",
            new { title, background = "Baggrund.", recommendation = "Det indstilles, at punktet drøftes.", municipality },
            "director-" + municipality);
        return item.GetProperty("id").GetString()!;
    }

    /// <summary>Sends what is to be refused, and looks at the status and the code of the refusal.</summary>
    public static async Task RefusedAsync(
        this CouncilAtWork app, HttpMethod method, string path, object? body, HttpStatusCode status, string code, string? actingPost = null)
    {
        using HttpResponseMessage answer = await app.RawAsync(method, path, body, actingPost);
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{method} {path}: {(int)answer.StatusCode} {text}");
        Assert.Contains($"\"{code}\"", text, StringComparison.Ordinal);
    }

    public static Task ActAsync(this CouncilAtWork app, string item, string act, object? body = null) =>
        app.SendAsync(HttpMethod.Post, $"councils/lille/items/{item}/{act}", body ?? new { });

    public static Task DecideAsync(this CouncilAtWork app, string item, object decision) =>
        app.SendAsync(HttpMethod.Put, $"councils/lille/items/{item}/decision", decision);

    /// <summary>Decides every item that has no decision yet and submits the minutes, with the list of attendance where there is one.</summary>
    public static async Task MinuteAsync(this CouncilAtWork app, string meeting)
    {
        await app.DecideRestAsync(meeting);
        await app.SendAsync(HttpMethod.Post, $"{Meetings}/{meeting}/minutes", new { withoutAttendance = true });
    }

    public static async Task DecideRestAsync(this CouncilAtWork app, string meeting)
    {
        MeetingView view = await app.MeetingAsync(meeting);
        foreach (Item item in view.Items.Where(item => item is { Status: ItemStatus.Frozen, Decision: null }))
        {
            await app.DecideAsync(item.Id, new { outcomes = new[] { "approved" }, text = "Godkendt." });
        }
    }
}
