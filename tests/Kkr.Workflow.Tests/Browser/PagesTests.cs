using System.Text;
using System.Text.Json;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Tests.Access;
using Kkr.Workflow.Tests.Fakes;
using Kkr.Workflow.Tests.MeetingLifecycle;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.Tests.Browser;

/// <summary>Every page that a mail leads to, in each of its states, as a browser shows it: usable without a mouse, on a narrow screen, and by axe-core's rules.</summary>
[Collection(BrowserTests.Name)]
public sealed class PagesTests(BrowserFixture browser) : IAsyncLifetime
{
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n");

    private CouncilAtWork app = null!;
    private Reader reader = null!;

    public async Task InitializeAsync()
    {
        if (FactWithBrowserAttribute.Chromium is null)
        {
            return;
        }

        app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero));
        await app.PlanAsync();
        await app.SendAsync(HttpMethod.Put, "councils/lille", SampleCouncil.WithDeputies);
        await app.UntilAsync(2026, 10, 7, 8);
        reader = await browser.ReadAsync(app.Http.BaseAddress!.ToString());
    }

    public async Task DisposeAsync()
    {
        if (reader is not null)
        {
            await reader.DisposeAsync();
            await app.DisposeAsync();
        }
    }

    [FactWithBrowser]
    public async Task DirectorsPages_InEveryState_AreOpenToEverybody()
    {
        await OpenAsync(MailKind.CallForItems, "director-0730");
        await reader.LookAsync("director-overview", "Har Randers Kommune ingen punkter");
        await reader.SendAsync("Ingen punkter");
        await reader.LookAsync("director-no-items", "Tak for svaret");
        await reader.FollowAsync("Skriv et punkt til dagsordenen");
        await reader.LookAsync("item-new", "Indsend et punkt");
        await reader.FillAsync("Sagsnummer", "x".PadRight(20, 'x'));
        await reader.SendAsync("Indsend punktet");
        await reader.LookAsync("item-refused", "Der er noget, der skal rettes");
        await reader.FillAsync("Titel (skal", "Fælles indsats for unge, der står uden for uddannelse og beskæftigelse");
        await reader.FillAsync("Baggrund", "Kommunerne har de seneste år set flere unge uden for fællesskabet.");
        await reader.FillAsync("Indstilling", "Det indstilles, at mødet drøfter sagen.");
        await reader.FillAsync("Sagsnummer", "SAG-2026-00792");
        await reader.AttachAsync("Bilag", "program.exe", [0x4D, 0x5A, 0, 0]);
        await reader.SendAsync("Indsend punktet");
        await reader.LookAsync("item-attachment-refused", "program.exe: ");
        await reader.AttachAsync("Bilag", "Notat om unge uden for uddannelse og beskæftigelse.pdf", Pdf);
        await reader.SendAsync("Gem rettelserne");
        await reader.LookAsync("director-overview-with-item", "Rettelserne er gemt");
        await reader.FollowAsync("Fælles indsats");
        await reader.LookAsync("item-with-attachment", "Notat om unge");
        await reader.SendAsync("Træk punktet tilbage");
        await reader.LookAsync("item-withdrawal-refused", "Der er noget, der skal rettes");
        await app.UntilAsync(2026, 10, 7, 10);
        await app.SubmitAsync("2026-1", "Fælles indsats for unge");
        await reader.OpenAsync("/api/svar/lille/2026-1/nyt-punkt");
        await reader.FillAsync("Titel (skal", "Fælles indsats for unge");
        await reader.FillAsync("Baggrund", "Igen.");
        await reader.FillAsync("Indstilling", "Det indstilles, at mødet drøfter sagen.");
        await reader.SendAsync("Indsend punktet");
        await reader.LookAsync("item-duplicate", "et andet punkt");
        await app.UntilAsync(2026, 10, 23, 8);
        await OpenAsync(MailKind.Acknowledgement, "director-0730");
        await reader.LookAsync("item-after-deadline", "Fristen for punkter er passeret");
        await app.UntilAsync(2026, 11, 5, 16);
        await OpenAsync(MailKind.CallForItems, "director-0730");
        await reader.LookAsync("director-overview-frozen", "Dagsordenen er låst");
        reader.AssertFine();
    }

    [FactWithBrowser]
    public async Task ChairmanshipsPages_InEveryState_AreOpenToEverybody()
    {
        string urgent = await SubmitUrgentAsync();
        await reader.OpenAsync(Visitor.LinkIn(app, MailKind.WrittenProcedure, "chair"));
        await reader.LookAsync("written-first", "Svar senest");
        await reader.SendAsync("Send svaret");
        await reader.LookAsync("written-refused", "Vælg, om indstillingen kan godkendes.");
        await reader.ChooseAsync("Nej, punktet");
        await reader.SendAsync("Send svaret");
        await reader.LookAsync("written-reason-missing", "Skriv en begrundelse.");
        await reader.ChooseAsync("Ja, jeg godkender");
        await reader.SendAsync("Send svaret");
        await reader.LookAsync("written-thanks", "Tak for svaret");
        await app.SendAsync(HttpMethod.Post, $"councils/lille/items/{urgent}/written-procedure/answers", new { answer = "approved" }, "vice-chair");
        await reader.OpenAsync($"/api/skriftlig/lille/{urgent}");
        await reader.LookAsync("written-closed", "Den skriftlige behandling er afsluttet");

        await app.UntilAsync(2026, 11, 4, 8);
        await OpenAsync(MailKind.ChairmanshipDraft, "chair");
        await reader.LookAsync("chairmanship-first", "Læs udkastet til dagsorden");
        await reader.ChooseAsync("Jeg har bemærkninger");
        await reader.SendAsync("Send svaret");
        await reader.LookAsync("chairmanship-refused", "Skriv dine bemærkninger");
        await reader.FillAsync("Bemærkninger", "Punkt 3.1 bør komme først.");
        await reader.SendAsync("Send svaret");
        await reader.LookAsync("chairmanship-thanks", "Tak for svaret");

        await app.UntilAsync(2026, 11, 4, 9);
        await OpenAsync(MailKind.AgendaComments, "secretariat");
        await reader.LookAsync("desk-comments", "Punkt 3.1 bør komme først.");
        await reader.SendAsync("Send til formandskabet");
        await reader.LookAsync("desk-answer-refused", "Skriv et svar til formandskabet");
        await reader.FillAsync("Svar", "Det er rettet.");
        await reader.SendAsync("Send til formandskabet");
        await reader.LookAsync("desk-thanks", "Det er gemt.");
        await app.SendAsync(HttpMethod.Put, Acting.Meetings + "/2026-1/chairmanship", new { answer = "comments", text = "Vi venter." }, "chair");
        await app.UntilAsync(2026, 11, 5, 16);
        await OpenAsync(MailKind.AgendaHeld, "secretariat");
        await reader.LookAsync("desk-held", "Tag ansvar for udsendelsen");
        await reader.SendAsync("Tag ansvar for udsendelsen");
        await reader.LookAsync("desk-dispatch-refused", "Der er noget, der skal rettes");
        await reader.SelectAsync("Hvem tager ansvaret", "Borgmester 0730");
        await reader.FillAsync("Begrundelse", "Mødet kan ikke vente.");
        await reader.SendAsync("Tag ansvar for udsendelsen");
        await app.UntilAsync(2026, 11, 9, 8);
        await reader.OpenAsync("/api/sekretariat/lille/2026-1");
        await reader.LookAsync("desk-answered-for", "tog ansvar for udsendelsen");
        await OpenAsync(MailKind.ChairmanshipDraft, "chair");
        await reader.LookAsync("chairmanship-closed", "Dagsordenen er låst");
        reader.AssertFine();
    }

    [FactWithBrowser]
    public async Task DeputysPages_InEveryState_AreOpenToEverybody()
    {
        await app.UntilAsync(2026, 11, 9, 8);
        await DeclineAsync("member-0741");
        await app.UntilAsync(2026, 11, 9, 9);
        await OpenAsync(MailKind.DeputyCalled, "deputy-0741");
        await reader.LookAsync("deputy-first", "Borgmester 0741");
        await reader.SendAsync("Send svaret");
        await reader.LookAsync("deputy-refused", "Vælg, om du kan deltage.");
        await reader.ChooseAsync("Ja, jeg deltager");
        await reader.SendAsync("Send svaret");
        await reader.LookAsync("deputy-coming", "Vi har noteret, at du deltager.");
        await reader.ChooseAsync("Nej, jeg kan ikke deltage");
        await reader.SendAsync("Send svaret");
        await reader.LookAsync("deputy-declined", "Du har svaret, at du ikke kan deltage");
        await app.UntilAsync(2026, 11, 9, 10);
        await DeclineAsync("deputy-0741-2");
        await app.UntilAsync(2026, 11, 9, 11);
        await OpenAsync(MailKind.DeputyMissing, "secretariat");
        await reader.LookAsync("desk-deputy-missing", "der er ingen stedfortræder");
        await reader.OpenAsync("/api/moeder/lille/2026-1");
        await reader.LookAsync("meeting-dispatched", "Dagsorden");
        await app.UntilAsync(2026, 11, 17, 14);
        await OpenAsync(MailKind.DeputyCalled, "deputy-0741");
        await reader.LookAsync("deputy-held", "Mødet er holdt");
        reader.AssertFine();
    }

    [FactWithBrowser]
    public async Task PagesAfterTheMeeting_InEveryState_AreOpenToEverybody()
    {
        string item = await app.SubmitAsync("2026-1", "Med opgave");
        await app.UntilAsync(2026, 11, 17, 14);
        await app.DecideAsync(item, new
        {
            outcomes = new[] { "approved" },
            text = "Godkendt.",
            actions = new[] { new { task = "Skriv et oplæg om unge uden for uddannelse", ownerPost = "network", deadline = "2026-12-18" } },
        });
        await app.SendAsync(HttpMethod.Post, $"councils/lille/items/{item}/promises", new { what = "Oplægget" });
        await app.MinuteAsync("2026-1");
        await app.UntilAsync(2026, 11, 25, 8);
        await OpenAsync(MailKind.DraftMinutes, "director-0730");
        await reader.LookAsync("comments-first", "Læs udkastet til referat");
        await reader.SendAsync("Send bemærkningen");
        await reader.LookAsync("comments-refused", "Skriv din bemærkning.");
        await reader.FillAsync("Bemærkning (skal", "Skriv »drøftede« i stedet for »vedtog«.");
        await reader.SendAsync("Send bemærkningen");
        await reader.LookAsync("comments-thanks", "Dine bemærkninger");
        await app.UntilAsync(2026, 11, 25, 9);
        await OpenAsync(MailKind.MinutesComment, "secretariat");
        await reader.LookAsync("desk-minutes-comment", "Skriv »drøftede«");
        await reader.SendAsync("Svar");
        await reader.LookAsync("desk-comment-refused", "Der er noget, der skal rettes");
        await reader.FillAsync("Svar til", "Det er rettet.");
        await reader.SendAsync("Svar");
        await reader.LookAsync("desk-comment-answered", "Det er rettet.");
        string comments = Visitor.LinkIn(app, MailKind.DraftMinutes, "director-0730");
        await app.UntilAsync(2026, 12, 2, 8);
        Assert.Equal(410, await reader.OpenAsync(comments));
        await reader.LookAsync("comments-expired", "Fristen for bemærkninger");
        await app.UntilAsync(2026, 12, 4, 8);
        await OpenAsync(MailKind.MinutesHeldBack, "secretariat");
        await reader.LookAsync("desk-promise", "Oplægget");
        await reader.FillAsync("Begrundelse for at undvære", "Det kommer ikke.");
        await reader.SendAsync("Offentliggør uden bilaget");
        await reader.LookAsync("desk-waived", "Det er gemt.");
        await app.UntilAsync(2026, 12, 12, 8);
        await OpenAsync(MailKind.FollowUp, "network");
        await reader.LookAsync("follow-up-first", "Skriv et oplæg");
        await reader.SendAsync("Send status");
        await reader.LookAsync("follow-up-refused", "Skriv kort, hvordan det går.");
        await reader.FillAsync("Status", "Oplægget er sendt.");
        await reader.ChooseAsync("Opgaven er løst");
        await reader.SendAsync("Send status");
        await reader.LookAsync("follow-up-thanks", "Din status er registreret");
        reader.AssertFine();
    }

    [FactWithBrowser]
    public async Task PagesAboutWhatWentWrong_AreOpenToEverybody()
    {
        await reader.OpenAsync("/api/moeder/lille/2026-1");
        await reader.LookAsync("meeting-calling", "Svar på indkaldelsen");
        await reader.OpenAsync("/api/moeder/lille/2031-1");
        await reader.LookAsync("meeting-unknown", "Siden findes ikke");
        await reader.OpenAsync("/api/svar/lille/2026-1");
        await reader.LookAsync("link-missing", "Åbn linket igen fra e-mailen");
        string link = Visitor.LinkIn(app, MailKind.CallForItems, "director-0730");
        await reader.OpenAsync(link[..^2]);
        await reader.LookAsync("link-tampered", "Linket virker ikke");
        await reader.OpenAsync(link);
        await reader.OpenAsync("/api/svar/lille/pool/nyt-punkt");
        await reader.LookAsync("page-unknown", "Siden findes ikke");
        await app.SendAsync(HttpMethod.Post, "councils/lille/link-revocations", new { post = "director-0730" });
        await reader.OpenAsync(link);
        await reader.LookAsync("link-revoked", "Linket gælder ikke længere");

        app.Mail.Refused["direktoer0741@lille.example"] = "550 5.1.1 The email account that you tried to reach does not exist";
        await app.UntilAsync(2026, 10, 20, 8);
        app.Mail.Refused.Clear();
        await OpenAsync(MailKind.Bounce, "secretariat");
        await reader.LookAsync("mailing-failed", "Ret først adressen");
        await reader.SendAsync("Send igen");
        await reader.LookAsync("mailing-sent-again", "E-mailen sendes igen");
        await reader.OpenAsync("/api/councils/lille/people/d-0741/data?format=html");
        await reader.LookAsync("person", "Oplysninger om Direktør 0741");

        MemoryAudit audit = (MemoryAudit)app.Services.GetRequiredService<IAuditLog>();
        string other = Visitor.LinkIn(app, MailKind.CallForItems, "director-0779");
        await reader.OpenAsync(other);
        audit.IsOutOfReach = true;
        await reader.SendAsync("Ingen punkter");
        await reader.LookAsync("fault", "Fejl i systemet");
        audit.IsOutOfReach = false;

        await app.SendAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/cancellation", new { reason = "For få punkter" });
        await reader.OpenAsync(other);
        await reader.LookAsync("director-overview-cancelled", "Mødet er aflyst");
        await reader.OpenAsync("/api/moeder/lille/2026-1");
        await reader.LookAsync("meeting-cancelled", "Mødet er aflyst");
        await app.UntilAsync(2026, 12, 18, 8);
        await reader.OpenAsync(other);
        await reader.LookAsync("link-expired", "Linket er udløbet");
        reader.AssertFine();
    }

    private Task<int> OpenAsync(MailKind kind, string post) => reader.OpenAsync(Visitor.LinkIn(app, kind, post));

    private Task<JsonElement> DeclineAsync(string post) => app.SendAsync(HttpMethod.Put, $"{Acting.Meetings}/2026-1/participation/{post}", new { answer = "declined" }, post);

    private async Task<string> SubmitUrgentAsync()
    {
        string urgent = (await app.SendAsync(
            HttpMethod.Post,
            Acting.Meetings + "/2026-1/items",
            new
            {
                title = "Høringssvar om kystsikring",
                background = "Styrelsen har sendt et forslag i høring.\nSvaret skal være der før mødet.",
                recommendation = "Det indstilles, at høringssvaret godkendes.",
                municipality = "0730",
                externalDeadline = new { date = "2026-11-10", about = "Høring hos Kystdirektoratet" },
            })).GetProperty("id").GetString()!;
        await app.ActAsync(urgent, "written-procedure");
        await app.UntilAsync(2026, 10, 7, 9);
        return urgent;
    }
}
