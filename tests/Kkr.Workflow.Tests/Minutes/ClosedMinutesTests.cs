using System.Net;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Tests.Access;
using Kkr.Workflow.Tests.Agenda;
using Kkr.Workflow.Tests.Editions;
using Kkr.Workflow.Tests.MeetingLifecycle;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.Tests.Minutes;

/// <summary>An item is made confidential after the minutes that print it were published.</summary>
public sealed class ClosedMinutesTests
{
    private const string Corrections = Acting.Meetings + "/2026-1/minutes/corrections";

    [Fact]
    public async Task ItemMadeConfidential_ClosesTheMinutes_AndTheSecretariatMakesACorrectedEditionFromItsMail()
    {
        (CouncilAtWork app, string item) = await PublishedAsync();
        await using CouncilAtWork _ = app;
        MinutesEdition published = (await app.MeetingAsync("2026-1")).Meeting.Minutes.Editions[^1];
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, published.Path));

        await app.ActAsync(item, "confidentiality", new { confidential = true });
        await app.ActAsync(item, "confidentiality", new { confidential = true });
        await app.SettleAsync();

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(app, published.Path));
        Assert.Equal(["secretariat"], app.Told(MailKind.MinutesClosed));
        Assert.Contains("Punkt 3.1 er gjort fortroligt", app.MailText(MailKind.MinutesClosed), StringComparison.Ordinal);
        Assert.DoesNotContain("Fælles beredskab", app.MailText(MailKind.MinutesClosed), StringComparison.Ordinal);

        using Visitor visitor = Visitor.Of(app);
        await visitor.OpenAsync(Visitor.LinkIn(app, MailKind.MinutesClosed, "secretariat"));
        await visitor.SendAsync("/rettelse");
        Assert.Contains("Skriv, hvorfor referatet rettes", WebUtility.HtmlDecode(visitor.Html), StringComparison.Ordinal);
        await visitor.SendAsync("/rettelse", fields: new Dictionary<string, string> { ["rettelse.reason"] = "Punkt 3.1 er fortroligt" });
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        await app.SettleAsync();

        MinutesEdition corrected = (await app.MeetingAsync("2026-1")).Meeting.Minutes.Editions[^1];
        Assert.Equal((published.Version + 1, MinutesEditionKind.Published), (corrected.Version, corrected.Kind));
        Assert.Equal(["Punkt 3.1: Punktet er gjort fortroligt."], corrected.Changes);
        using HttpResponseMessage open = await app.RawAsync(HttpMethod.Get, EditionReading.Address(corrected.Path), null, "public");
        string page = WebUtility.HtmlDecode(await open.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
        Assert.Contains("Punkt 3.1 er fortroligt", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Fælles beredskab", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(app, published.Path));
        Assert.NotEmpty(app.Told(MailKind.MinutesCorrected));

        // There is nothing left to correct, and the desk says so.
        await app.RefusedAsync(HttpMethod.Post, Corrections, new { reason = "Igen" }, HttpStatusCode.Conflict, "nothing-corrected");
        await visitor.OpenAsync(Visitor.LinkIn(app, MailKind.MinutesClosed, "secretariat"));
        Assert.DoesNotContain("/rettelse", visitor.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ItemMadeConfidential_OnceTheMinutesAreApproved_TellsThatTheyStayClosed()
    {
        (CouncilAtWork app, string item) = await PublishedAsync();
        await using CouncilAtWork _ = app;
        await app.UntilAsync(2027, 1, 26, 13);
        await app.MinuteAsync("2027-1");
        await app.UntilAsync(2027, 1, 27, 9);
        Assert.Equal(MeetingPhase.Approved, (await app.MeetingAsync("2026-1")).Meeting.Phase);

        await app.ActAsync(item, "confidentiality", new { confidential = true });
        await app.SettleAsync();

        Assert.Equal(["secretariat"], app.Told(MailKind.MinutesClosed));
        Assert.Contains("Det er lukket, så længe punktet er fortroligt", app.MailText(MailKind.MinutesClosed), StringComparison.Ordinal);
        await app.RefusedAsync(HttpMethod.Post, Corrections, new { reason = "Punktet er fortroligt" }, HttpStatusCode.Conflict, "nothing-to-correct");

        await app.ActAsync(item, "confidentiality", new { confidential = false });
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, (await app.MeetingAsync("2026-1")).Meeting.Minutes.Editions[^1].Path));
    }

    [Fact]
    public async Task ItemMadeConfidential_WhileTheMinutesAreADraft_IsClosedInWhatIsPublished_AndAlarmsNobody()
    {
        (CouncilAtWork app, string item) = await MinutedAsync();
        await using CouncilAtWork _ = app;
        await app.UntilAsync(2026, 11, 25, 12);
        await app.ActAsync(item, "confidentiality", new { confidential = true });
        await app.UntilAsync(2026, 12, 12, 9);

        MinutesEdition published = (await app.MeetingAsync("2026-1")).Meeting.Minutes.Editions[^1];
        Assert.Equal(MinutesEditionKind.Published, published.Kind);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, published.Path));
        Assert.Empty(app.Told(MailKind.MinutesClosed));
    }

    [Fact]
    public async Task Alarm_AboutAnItemThatIsOpenAgain_IsNotSent()
    {
        (CouncilAtWork app, string item) = await PublishedAsync();
        await using CouncilAtWork _ = app;
        app.Mail.FaultsLeft = 1;
        await app.ActAsync(item, "confidentiality", new { confidential = true });
        await app.ActAsync(item, "confidentiality", new { confidential = false });
        await app.UntilAsync(2026, 12, 12, 12);

        // The first try may have been before the item was opened; nothing is sent after it.
        MailingRecord[] alarms = [.. (await app.Services.GetRequiredService<IMailings>().ListAsync(new MeetingKey("lille", "2026-1"), default)).Where(row => row.Key.Kind == MailKind.MinutesClosed)];
        Assert.Equal(MailingStatus.Withheld, Assert.Single(alarms).Status);
        Assert.Empty(app.Told(MailKind.MinutesClosed));
    }

    private static async Task<(CouncilAtWork App, string Item)> PublishedAsync()
    {
        (CouncilAtWork app, string item) = await MinutedAsync();
        await app.UntilAsync(2026, 12, 12, 9);
        Assert.Equal(MeetingPhase.Published, (await app.MeetingAsync("2026-1")).Meeting.Phase);
        return (app, item);
    }

    private static async Task<(CouncilAtWork App, string Item)> MinutedAsync()
    {
        CouncilAtWork app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero));
        await app.PlanAsync();
        await app.UntilAsync(2026, 10, 7, 10);
        string item = await app.SubmitAsync("2026-1", "Fælles beredskab");
        await app.UntilAsync(2026, 11, 17, 13);
        await app.MinuteAsync("2026-1");
        return (app, item);
    }

    private static Task<HttpStatusCode> StatusAsync(CouncilAtWork app, string path) => app.StatusAsync(EditionReading.Address(path), "public");
}
