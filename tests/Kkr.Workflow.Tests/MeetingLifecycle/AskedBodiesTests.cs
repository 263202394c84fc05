using System.Net;
using System.Text.Json;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Tests.Access;

namespace Kkr.Workflow.Tests.MeetingLifecycle;

/// <summary>The directors' network and the secretariat are asked for items too, where the directory says so, and their answers count.</summary>
public sealed class AskedBodiesTests : IAsyncLifetime
{
    private CouncilAtWork app = null!;

    public async Task InitializeAsync()
    {
        app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero));
        await app.PlanAsync(andNext: false);
        await app.SendAsync(HttpMethod.Put, "councils/lille", SampleCouncil.AskingAll);
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task NetworkAndSecretariat_AreAskedInWordsOfTheirOwn_AndRemindedUntilTheyAnswer()
    {
        await app.UntilAsync(2026, 10, 7, 8);
        await app.SendAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/items", new { title = "Økonomi", background = "B.", recommendation = "I." }, "network");
        await app.UntilAsync(2026, 10, 22, 8);

        Assert.Equal([("2026-10-06 09:00", 5)], app.MailingsOf("2026-1", MailKind.CallForItems));
        Assert.Equal([("2026-10-19 09:00", 5)], app.MailingsOf("2026-1", MailKind.FirstReminder));
        Assert.Equal([("2026-10-21 09:00", 4)], app.MailingsOf("2026-1", MailKind.SecondReminder));
        Assert.Contains("Har KD-Net punkter til dagsordenen", TextTo(MailKind.CallForItems, "network"), StringComparison.Ordinal);
        Assert.Contains("Har din kommune eller KD-Net punkter", TextTo(MailKind.CallForItems, "director-0730"), StringComparison.Ordinal);
        Assert.Contains("registreret 1 punkt fra KD-Net", TextTo(MailKind.FirstReminder, "network"), StringComparison.Ordinal);
        Assert.Contains("ikke registreret punkter fra KKR-sekretariatet", TextTo(MailKind.FirstReminder, "secretariat"), StringComparison.Ordinal);
        Assert.DoesNotContain(app.Mail.Sent, mail => mail.Mail.Key is { Kind: MailKind.SecondReminder, Recipient: "network" });
        Assert.Contains("Vi mangler svar fra KKR-sekretariatet", Sent(MailKind.SecondReminder, "secretariat").Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Network_AnswersNoItemsFromItsMail_AndIsCountedAndNotRemindedAgain()
    {
        await app.UntilAsync(2026, 10, 7, 8);
        using Visitor visitor = Visitor.Of(app);
        await visitor.OpenAsync(Visitor.LinkIn(app, MailKind.CallForItems, "network"));
        Assert.Contains("Har KD-Net ingen punkter", visitor.Html, StringComparison.Ordinal);

        await visitor.SendAsync("/ingen-punkter");
        await app.UntilAsync(2026, 10, 22, 8);

        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.Contains("KD-Net har svaret, at der ingen punkter er", visitor.Html, StringComparison.Ordinal);
        Assert.Equal(["network NoItems True"], await AnswersAsync("network"));
        Assert.DoesNotContain(app.Mail.Sent, mail => mail.Mail.Key is { Kind: MailKind.SecondReminder, Recipient: "network" });
    }

    [Fact]
    public async Task Network_SendsAnItemFromItsMail_AndIsCounted()
    {
        await app.UntilAsync(2026, 10, 7, 8);
        using Visitor visitor = Visitor.Of(app);
        await visitor.OpenAsync(Visitor.LinkIn(app, MailKind.CallForItems, "network"));
        await visitor.OpenAsync(visitor.At.AbsolutePath + "/nyt-punkt");
        await visitor.SendAsync("/nyt-punkt", fields: new Dictionary<string, string> { ["title"] = "Økonomi", ["background"] = "B.", ["recommendation"] = "I." });

        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.DoesNotContain("ingen punkter, så svar", visitor.Html, StringComparison.Ordinal);
        Assert.Equal(["network Items True"], await AnswersAsync("network"));
    }

    [Fact]
    public async Task Secretariat_AnswersNoItemsFromItsMail_AlsoWhenOthersHaveSentSome()
    {
        await app.UntilAsync(2026, 10, 7, 8);
        await app.SubmitAsync("2026-1", "Fra Randers");
        using Visitor visitor = Visitor.Of(app);
        await visitor.OpenAsync(Visitor.LinkIn(app, MailKind.CallForItems, "secretariat"));
        await visitor.SendAsync("/ingen-punkter");

        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.Equal(["secretariat NoItems True"], await AnswersAsync("secretariat"));
    }

    [Fact]
    public async Task Directory_ThatWouldChooseWhetherADirectorIsAsked_IsRefused()
    {
        var setup = SampleCouncil.Setup with
        {
            Directory = SampleCouncil.Setup.Directory with
            {
                Posts = [.. SampleCouncil.Setup.Directory.Posts.Select(post => post.Id == "director-0730" ? post with { IsAsked = false } : post)],
            },
        };

        await app.RefusedAsync(HttpMethod.Put, "councils/lille", setup, HttpStatusCode.BadRequest, "post-not-asked");
    }

    private async Task<IEnumerable<string>> AnswersAsync(string body) =>
        [.. (await app.SendAsync(HttpMethod.Get, Acting.Meetings + "/2026-1/replies", null)).EnumerateArray()
            .Where(one => one.GetProperty("body").GetString() == body)
            .Select(one => $"{body} {Capital(one.GetProperty("answer").GetString()!)} {one.GetProperty("isAsked").GetBoolean()}")];

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private string TextTo(MailKind kind, string post) => Sent(kind, post).Text;

    private OutgoingMail Sent(MailKind kind, string post) => app.Mail.Sent.First(mail => mail.Mail.Key.Kind == kind && mail.Mail.Key.Recipient == post).Mail;
}
