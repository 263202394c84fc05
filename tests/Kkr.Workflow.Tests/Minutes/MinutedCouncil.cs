using System.Net;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Tests.MeetingLifecycle;

namespace Kkr.Workflow.Tests.Minutes;

/// <summary>A council whose meeting in November has been held, with one item decided and its minutes handed in.</summary>
internal static class MinutedCouncil
{
    private static readonly DateTimeOffset Start = new(2026, 9, 1, 6, 0, 0, TimeSpan.Zero);

    public static async Task<(CouncilAtWork App, string Item)> MinutedAsync(bool extraordinary = false, string? promisedAttachment = null, object[]? promises = null)
    {
        CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync();
        if (extraordinary)
        {
            await app.SendAsync(HttpMethod.Post, Acting.Meetings, new
            {
                date = "2026-12-16", start = "09:30", end = "10:30", kind = "extraordinary", venue = new { name = "Teams", isVirtual = true },
            });
        }

        await app.UntilAsync(2026, 10, 7, 8);
        string item = await app.SubmitAsync("2026-1", "Fælles beredskab");
        await app.UntilAsync(2026, 11, 17, 13);
        object[] promised = promisedAttachment is null ? [] : [new { what = promisedAttachment }];
        string number = (await app.MeetingAsync("2026-1")).Items.Single(found => found.Number == "3.1").Id;
        await app.DecideAsync(number, new { outcomes = new[] { "approved" }, text = "Godkendt.", promisedAttachments = promised, promises = promises ?? [] });
        await app.MinuteAsync("2026-1");
        return (app, number == item ? item : number);
    }

    public static async Task<string> TextAsync(CouncilAtWork app, MinutesEdition edition, string meeting = "2026-1")
    {
        using HttpResponseMessage document = await app.RawAsync(HttpMethod.Get, $"councils/lille/meetings/{meeting}/documents/{Uri.EscapeDataString(edition.Path.Split('/')[^1])}", null);
        return WebUtility.HtmlDecode(await document.Content.ReadAsStringAsync());
    }
}
