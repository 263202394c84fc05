using System.Net;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.FollowUp;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Tests.MeetingLifecycle;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.Tests.Access;

/// <summary>The pages of the chairmanship, of those who own a task and of the secretariat; and forms that come from elsewhere.</summary>
public sealed class LinkedPageTests : IAsyncLifetime
{
    private CouncilAtWork app = null!;
    private Visitor visitor = null!;

    public async Task InitializeAsync()
    {
        app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero));
        await app.PlanAsync();
        await app.UntilAsync(2026, 10, 7, 8);
        visitor = Visitor.Of(app);
    }

    public async Task DisposeAsync()
    {
        visitor.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task Chair_ReadsTheDraft_CommentsAndApproves()
    {
        await app.SubmitAsync("2026-1", "Et punkt");
        await app.UntilAsync(2026, 11, 4, 8);
        await visitor.OpenAsync(Visitor.LinkIn(app, MailKind.ChairmanshipDraft, "chair"));
        string page = visitor.At.PathAndQuery;
        await visitor.OpenAsync(page + "/udkast");
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.Contains("Et punkt", visitor.Html, StringComparison.Ordinal);

        await visitor.OpenAsync(page);
        await visitor.SendAsync(page, fields: new Dictionary<string, string> { ["answer"] = "comments" });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, true), (visitor.Status, visitor.Html.Contains("Skriv dine bemærkninger", StringComparison.Ordinal)));
        await visitor.SendAsync(page, fields: new Dictionary<string, string> { ["answer"] = "comments", ["text"] = "Punkt 3.1 først." });
        Assert.Contains("Tak for svaret", visitor.Html, StringComparison.Ordinal);
        await visitor.SendAsync(page, fields: new Dictionary<string, string> { ["answer"] = "approved", ["text"] = "" });

        Meeting meeting = (await app.MeetingAsync("2026-1")).Meeting;
        Assert.Equal([("chair", false), ("chair", true)], meeting.ChairmanshipAnswers.Select(answer => (answer.Post, answer.Approved)));
        await app.UntilAsync(2026, 11, 4, 9);
        Assert.Contains("Punkt 3.1 først.", app.Mail.Sent.Single(mail => mail.Mail.Key.Kind == MailKind.AgendaComments).Mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Owner_ReportsThatTheTaskIsDone()
    {
        string item = await app.SubmitAsync("2026-1", "Med opgave");
        await app.UntilAsync(2026, 11, 17, 14);
        await app.DecideAsync(item, new
        {
            outcomes = new[] { "approved" },
            text = "Godkendt.",
            actions = new[] { new { task = "Skriv et oplæg", ownerPost = "network", deadline = "2026-12-18" } },
        });
        await app.MinuteAsync("2026-1");
        await app.UntilAsync(2026, 12, 12, 8);
        await visitor.OpenAsync(Visitor.LinkIn(app, MailKind.FollowUp, "network"));
        string page = visitor.At.PathAndQuery;
        Assert.Contains("Skriv et oplæg", visitor.Html, StringComparison.Ordinal);
        await visitor.SendAsync(page, fields: new Dictionary<string, string> { ["status"] = "Oplægget er sendt.", ["isDone"] = "ja" });

        Assert.Contains("Din status er registreret", visitor.Html, StringComparison.Ordinal);
        FollowUpTask task = Assert.Single(await app.Services.GetRequiredService<IFollowUps>().ListAsync("lille", CancellationToken.None));
        Assert.Equal(("Oplægget er sendt.", true), (task.Status, task.IsDone));
    }

    [Fact]
    public async Task Secretariat_SendsABouncedMailAgainByItsLink()
    {
        app.Mail.Refused["direktoer0741@lille.example"] = "550 unknown";
        await app.UntilAsync(2026, 10, 20, 8);
        app.Mail.Refused.Clear();
        await visitor.OpenAsync(Visitor.LinkIn(app, MailKind.Bounce, "secretariat"));
        Assert.Contains("director-0741", visitor.Html, StringComparison.Ordinal);
        await visitor.SendAsync("/forsendelse/lille/2026-1");
        await app.UntilAsync(2026, 10, 20, 9);

        Assert.Contains("E-mailen sendes igen", visitor.Html, StringComparison.Ordinal);
        Assert.Contains(app.Mail.Sent, mail => mail.Mail.Key is { Kind: MailKind.FirstReminder, Recipient: "director-0741" });
    }

    [Fact]
    public async Task Form_NotFromOurPage_ChangesNothing()
    {
        await OpenCallAsync("director-0730");
        string page = visitor.Html;
        Dictionary<string, string> forged = new() { ["formularkode"] = "AAAA" };
        foreach (Func<Task> send in new Func<Task>[]
        {
            () => visitor.SendAsync("/ingen-punkter", fields: forged),
            () => visitor.SendAsync("/ingen-punkter", also: request => request.Headers.Add("Sec-Fetch-Site", "cross-site")),
            () => visitor.SendAsync("/ingen-punkter", also: request => request.Headers.Add("Origin", "https://evil.example")),
            () => visitor.SendAsync("/ingen-punkter", also: request => request.Headers.Add("Origin", "null")),
        })
        {
            visitor.Show(page);
            await send();
            Assert.Equal((HttpStatusCode.Forbidden, true), (visitor.Status, visitor.Html.Contains("Formularen kunne ikke genkendes", StringComparison.Ordinal)));
        }

        // Another director's form code is no good with this link either.
        using Visitor other = new(app);
        await other.OpenAsync(Visitor.LinkIn(app, MailKind.CallForItems, "director-0741"));
        visitor.Show(other.Html);
        await visitor.SendAsync("/ingen-punkter");
        Assert.Equal(HttpStatusCode.Forbidden, visitor.Status);
        Assert.Empty(await app.Services.GetRequiredService<IMeetings>().RepliesAsync(new MeetingKey("lille", "2026-1"), CancellationToken.None));
    }

    [Fact]
    public async Task Draft_IsReadByItsLinkAlone()
    {
        await app.SubmitAsync("2026-1", "Et punkt");
        await app.UntilAsync(2026, 10, 29, 8);
        string link = Visitor.LinkIn(app, MailKind.NetworkDraft, "network");
        await visitor.OpenAsync(link);
        Assert.Equal((HttpStatusCode.OK, true), (visitor.Status, visitor.Html.Contains("Et punkt", StringComparison.Ordinal)));

        using HttpResponseMessage bare = await app.RawAsync(HttpMethod.Get, visitor.At.AbsolutePath["/api/".Length..], null, "public");
        Assert.Equal(HttpStatusCode.NotFound, bare.StatusCode);
    }

    [Theory]
    [InlineData("/api/svar/lille/pool/nyt-punkt")]
    [InlineData("/api/svar/lille/2026_1")]
    public async Task Page_AtAnAddressThatNamesNothing_IsAPageAndNoProblem(string address)
    {
        await OpenCallAsync("director-0730");

        await visitor.OpenAsync(address);

        Assert.Equal((HttpStatusCode.NotFound, "text/html"), (visitor.Status, visitor.Answer.Content.Headers.ContentType?.MediaType));
        Assert.Contains("<h1>Siden findes ikke</h1>", visitor.Html, StringComparison.Ordinal);
        Assert.Contains("<h2>Kontakt</h2>", visitor.Html, StringComparison.Ordinal);
    }

    private Task OpenCallAsync(string post) => visitor.OpenAsync(Visitor.LinkIn(app, MailKind.CallForItems, post));
}
