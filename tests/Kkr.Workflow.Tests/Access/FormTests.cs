using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Tests.MeetingLifecycle;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.Tests.Access;

/// <summary>What directors do on the pages that their mails lead to, as they do it: open, fill in, send.</summary>
public sealed class FormTests : IAsyncLifetime
{
    private static readonly Dictionary<string, string> Item = new()
    {
        ["title"] = "Fælles indsats for unge",
        ["background"] = "Første linje.\r\nAnden linje.",
        ["recommendation"] = "Det indstilles, at mødet drøfter sagen.",
        ["caseId"] = "SAG-2026-00792",
        ["caseHandlers"] = "chbn, jhp",
        ["presenters[0].name"] = "Per Oplæg",
        ["presenters[0].minutes"] = "15",
    };

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
    public async Task Director_SendsAnItemWithAnAttachment_AndItIsThereAsTheirs()
    {
        await OpenCallAsync("director-0730");
        await visitor.OpenAsync(visitor.At.AbsolutePath + "/nyt-punkt");
        await visitor.SendAsync("/nyt-punkt", content => content.Add(Pdf(), "attachments", "Notat om unge.pdf"), fields: Item);

        Assert.Equal((HttpStatusCode.OK, "/api/svar/lille/2026-1?besked=modtaget"), (visitor.Status, visitor.At.PathAndQuery));
        Assert.Contains("Punktet er modtaget", visitor.Html, StringComparison.Ordinal);
        Item item = await SubmittedAsync();
        Assert.Equal(("director-0730", "0730", "Første linje.\nAnden linje."), (item.SubmitterPost, item.Municipality, item.Background));
        Assert.Equal(["chbn", "jhp"], item.CaseHandlers);
        Assert.Equal(("Per Oplæg", 15), (item.Presenters.Single().Name, item.Presenters.Single().Minutes));
        Assert.Equal("Notat om unge.pdf", Assert.Single(item.Attachments).Name);
        await app.UntilAsync(2026, 10, 7, 9);
        Assert.Contains(app.Mail.Sent, mail => mail.Mail.Key is { Kind: MailKind.Acknowledgement, Recipient: "director-0730" });
        await AssertAuditedAsync("item-submitted", "director-0730");
    }

    [Fact]
    public async Task Director_LeavesOutWhatIsRequired_IsToldAtTheFieldAndKeepsWhatWasTyped()
    {
        await OpenCallAsync("director-0730");
        await visitor.OpenAsync(visitor.At.AbsolutePath + "/nyt-punkt");
        await visitor.SendAsync("/nyt-punkt", fields: new Dictionary<string, string>(Item) { ["title"] = "", ["presentation"] = "Husk mig: 2 <3 &" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, visitor.Status);
        Assert.Contains("<a href=\"#felt-title\">", visitor.Html, StringComparison.Ordinal);
        Assert.Contains("aria-describedby=\"felt-title-fejl felt-title-hjaelp\" aria-invalid=\"true\"", visitor.Html, StringComparison.Ordinal);
        Assert.Contains("Husk mig: 2 &lt;3 &amp;", visitor.Html, StringComparison.Ordinal);
        Assert.DoesNotContain((await app.MeetingAsync("2026-1")).Items, item => item.Origin == ItemOrigin.Submitted);

        // Put right, it goes through.
        await visitor.SendAsync("/nyt-punkt", fields: new Dictionary<string, string> { ["title"] = "Nu med titel" });
        Assert.Equal("Husk mig: 2 <3 &", (await SubmittedAsync()).Presentation);
    }

    [Fact]
    public async Task Form_SentTwice_GivesOneItem()
    {
        await OpenCallAsync("director-0730");
        await visitor.OpenAsync(visitor.At.AbsolutePath + "/nyt-punkt");
        string form = visitor.Html;
        await visitor.SendAsync("/nyt-punkt", fields: Item);
        visitor.Show(form);
        await visitor.SendAsync("/nyt-punkt", fields: Item);

        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        await SubmittedAsync();
    }

    [Fact]
    public async Task Director_SendsATitleTheyHaveSentBefore_IsAskedAndMaySayThatItIsAnother()
    {
        await app.SubmitAsync("2026-1", Item["title"]);
        await OpenCallAsync("director-0730");
        await visitor.OpenAsync(visitor.At.AbsolutePath + "/nyt-punkt");
        Assert.DoesNotContain("et andet punkt", visitor.Html, StringComparison.Ordinal);
        await visitor.SendAsync("/nyt-punkt", fields: Item);
        Assert.Contains("<a href=\"#felt-duplicateOf\">", visitor.Html, StringComparison.Ordinal);
        await visitor.SendAsync("/nyt-punkt", fields: new Dictionary<string, string> { ["duplicateOf"] = "ja" });

        Assert.Equal("/api/svar/lille/2026-1?besked=modtaget", visitor.At.PathAndQuery);
        Assert.Equal(2, (await app.Items.ListAsync("lille", "2026-1", CancellationToken.None)).Count(item => item.Value.Origin == ItemOrigin.Submitted));
    }

    [Fact]
    public async Task Director_AttachesWhatIsNotTaken_IsToldAndTheItemIsKept()
    {
        await OpenCallAsync("director-0730");
        await visitor.OpenAsync(visitor.At.AbsolutePath + "/nyt-punkt");
        await visitor.SendAsync("/nyt-punkt", content => content.Add(new ByteArrayContent([0x4D, 0x5A, 0, 0]), "attachments", "program.exe"), fields: Item);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, visitor.Status);
        Assert.Contains("program.exe: ", visitor.Html, StringComparison.Ordinal);
        Assert.Empty((await SubmittedAsync()).Attachments);
    }

    [Fact]
    public async Task Director_EditsAndWithdraws_UntilTheDeadline()
    {
        string item = await app.SubmitAsync("2026-1", "Først sådan");
        await app.UntilAsync(2026, 10, 7, 9);
        await visitor.OpenAsync(Visitor.LinkIn(app, MailKind.Acknowledgement, "director-0730"));
        Assert.Equal($"/api/svar/lille/2026-1/punkter/{item}", visitor.At.PathAndQuery);
        await visitor.SendAsync(item, fields: new Dictionary<string, string> { ["title"] = "Så sådan" });
        Assert.Equal("/api/svar/lille/2026-1?besked=gemt", visitor.At.PathAndQuery);
        Assert.Equal("Så sådan", (await SubmittedAsync()).Title);

        await visitor.OpenAsync($"/api/svar/lille/2026-1/punkter/{item}");
        await visitor.SendAsync("/tilbagetraekning", fields: new Dictionary<string, string> { ["reason"] = "" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, visitor.Status);
        await visitor.SendAsync("/tilbagetraekning", fields: new Dictionary<string, string> { ["reason"] = "Løst på anden vis" });
        Assert.Equal((ItemStatus.Withdrawn, "Løst på anden vis"), ((await SubmittedAsync()).Status, (await SubmittedAsync()).Reason));
    }

    [Fact]
    public async Task Edit_WithAnAttachmentThatIsRefused_IsKeptAndGoesOn()
    {
        string item = await app.SubmitAsync("2026-1", "Først sådan");
        await OpenCallAsync("director-0730");
        await visitor.OpenAsync($"/api/svar/lille/2026-1/punkter/{item}");
        await visitor.SendAsync(
            item,
            content => content.Add(new ByteArrayContent([0x4D, 0x5A, 0, 0]), "attachments", "program.exe"),
            fields: new Dictionary<string, string> { ["title"] = "Så sådan" });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, true), (visitor.Status, visitor.Html.Contains("value=\"Så sådan\"", StringComparison.Ordinal)));

        await visitor.SendAsync(item, content => content.Add(Pdf(), "attachments", "Notat.pdf"), fields: new Dictionary<string, string> { ["title"] = "Og til sidst sådan" });

        Assert.Equal("/api/svar/lille/2026-1?besked=gemt", visitor.At.PathAndQuery);
        Item stored = await SubmittedAsync();
        Assert.Equal(("Og til sidst sådan", "Notat.pdf"), (stored.Title, Assert.Single(stored.Attachments).Name));
    }

    [Fact]
    public async Task Item_ReturnedTwice_IsOpenedByTheSecondLinkToo()
    {
        string item = await app.SubmitAsync("2026-1", "Cykelstier");
        await app.ActAsync(item, "return", new { comment = "Skriv, hvad det koster." });
        await app.UntilAsync(2026, 10, 7, 10);
        await visitor.OpenAsync(Visitor.LinkIn(app, MailKind.ItemReturned, "director-0730"));
        await visitor.SendAsync(item, fields: new Dictionary<string, string> { ["title"] = "Cykelstier til 12 mio. kr." });
        await app.ActAsync(item, "return", new { comment = "Og hvem betaler?" });
        await app.UntilAsync(2026, 10, 7, 11);

        using Visitor later = new(app);
        await later.OpenAsync(Visitor.LinkIn(app, MailKind.ItemReturned, "director-0730"));

        Assert.Equal(2, app.Mail.Sent.Count(mail => mail.Mail.Key.Kind == MailKind.ItemReturned));
        Assert.Equal((HttpStatusCode.OK, $"/api/svar/lille/2026-1/punkter/{item}"), (later.Status, later.At.PathAndQuery));
        await later.SendAsync(item, fields: new Dictionary<string, string> { ["title"] = "Cykelstier, delt ligeligt" });
        Assert.Equal(("Cykelstier, delt ligeligt", ItemStatus.Proposed), ((await SubmittedAsync()).Title, (await SubmittedAsync()).Status));
    }

    [Fact]
    public async Task Edit_OfWhatSomebodyElseHasChanged_IsRefusedAndKeepsWhatWasTyped()
    {
        string item = await app.SubmitAsync("2026-1", "Først sådan");
        await OpenCallAsync("director-0730");
        await visitor.OpenAsync($"/api/svar/lille/2026-1/punkter/{item}");
        string form = visitor.Html;
        await visitor.SendAsync(item, fields: new Dictionary<string, string> { ["title"] = "Den første" });
        visitor.Show(form);
        await visitor.SendAsync(item, fields: new Dictionary<string, string> { ["title"] = "Den anden" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, visitor.Status);
        Assert.Contains("value=\"Den anden\"", visitor.Html, StringComparison.Ordinal);
        Assert.Equal("Den første", (await SubmittedAsync()).Title);
    }

    [Fact]
    public async Task Item_AfterTheDeadline_IsReadButNotChanged()
    {
        string item = await app.SubmitAsync("2026-1", "For sent at rette");
        await OpenCallAsync("director-0730");
        await app.UntilAsync(2026, 10, 23, 8);

        await visitor.OpenAsync($"/api/svar/lille/2026-1/punkter/{item}");

        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.Contains("Fristen for punkter er passeret", visitor.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Gem rettelserne", visitor.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Item_OfAnotherMunicipality_IsClosed()
    {
        string theirs = await app.SubmitAsync("2026-1", "Samsøs punkt", "0741");
        await OpenCallAsync("director-0730");

        await visitor.OpenAsync($"/api/svar/lille/2026-1/punkter/{theirs}");

        Assert.Equal(HttpStatusCode.Forbidden, visitor.Status);
        Assert.DoesNotContain("Samsøs punkt", visitor.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Director_AnswersNoItems_AndIsNotReminded()
    {
        await OpenCallAsync("director-0730");
        await visitor.SendAsync("/ingen-punkter");
        await app.UntilAsync(2026, 10, 22, 8);

        Assert.Contains("Tak for svaret", visitor.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(app.Mail.Sent, mail => mail.Mail.Key is { Kind: MailKind.SecondReminder, Recipient: "director-0730" });
        await AssertAuditedAsync("call-answered", "director-0730");
    }

    private Task OpenCallAsync(string post) => visitor.OpenAsync(Visitor.LinkIn(app, MailKind.CallForItems, post));

    private async Task<Item> SubmittedAsync() =>
        Assert.Single(await app.Items.ListAsync("lille", "2026-1", CancellationToken.None), item => item.Value.Origin == ItemOrigin.Submitted).Value;

    private async Task AssertAuditedAsync(string action, string post)
    {
        List<AuditEntry> entries = [];
        await foreach (AuditEntry entry in app.Services.GetRequiredService<IAuditLog>().ReadAsync("lille", CancellationToken.None))
        {
            entries.Add(entry);
        }

        Assert.Contains(entries, entry => entry.Action == action && entry.Actor == post);
    }

    private static ByteArrayContent Pdf()
    {
        ByteArrayContent content = new(Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        return content;
    }
}
