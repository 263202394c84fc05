namespace Kkr.Workflow.Tests.MeetingLifecycle;

/// <summary>The page that the call's mails lead to.</summary>
public sealed class MeetingPageTests
{
    [Fact]
    public async Task Page_OnlyWhileTheCallIsOpen_SaysHowToAnswer()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero));
        await app.PlanAsync(andNext: false);
        string before = await PageAsync(app);
        await app.UntilAsync(2026, 10, 7, 8);
        string open = await PageAsync(app);
        await app.UntilAsync(2026, 10, 22, 13);
        string after = await PageAsync(app);

        Assert.DoesNotContain("Svar på indkaldelsen", before + after, StringComparison.Ordinal);
        Assert.Contains("Svar på indkaldelsen", open, StringComparison.Ordinal);
        Assert.Contains("Brug linket i den e-mail, du har fået.", open, StringComparison.Ordinal);
        Assert.Contains("senest den 22. oktober 2026 kl. 12.00", open, StringComparison.Ordinal);
        Assert.Contains("»Ingen punkter«", open, StringComparison.Ordinal);
        Assert.Contains("kl. 9.30–12.30", open, StringComparison.Ordinal);
    }

    private static async Task<string> PageAsync(CouncilAtWork app) =>
        System.Net.WebUtility.HtmlDecode(await app.Http.GetStringAsync("api/moeder/lille/2026-1"));
}
