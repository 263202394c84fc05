using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Tests.Access;
using Kkr.Workflow.Tests.Agenda;
using Kkr.Workflow.Tests.MeetingLifecycle;
using Kkr.Workflow.Tests.Minutes;
using Microsoft.Extensions.DependencyInjection;
using static Kkr.Workflow.Tests.Editions.EditionReading;

namespace Kkr.Workflow.Tests.Editions;

/// <summary>Every edition is there as a web page, as PDF and as a Word document, which say the same and are open to the same people.</summary>
public sealed class EditionFormatsTests
{
    private static readonly EditionFormat[] All = [EditionFormat.Html, EditionFormat.Pdf, EditionFormat.Docx];

    [Fact]
    public async Task Editions_OfAWholeMeeting_AreKeptInThreeFormatsThatSayTheSame()
    {
        (CouncilAtWork app, string _) = await MinutedCouncil.MinutedAsync();
        await using CouncilAtWork running = app;
        await app.UntilAsync(2027, 1, 26, 13);
        await app.MinuteAsync("2027-1");
        await app.UntilAsync(2027, 1, 28, 8);

        Meeting meeting = (await app.MeetingAsync("2026-1")).Meeting;
        Assert.Equal(
            [AgendaEditionKind.NetworkDraft, AgendaEditionKind.ChairmanshipDraft, AgendaEditionKind.Frozen], meeting.Agendas.Select(edition => edition.Kind));
        Assert.Equal(
            [MinutesEditionKind.Draft, MinutesEditionKind.Published, MinutesEditionKind.Approved], meeting.Minutes.Editions.Select(edition => edition.Kind));
        foreach (IEdition edition in meeting.Agendas.Cast<IEdition>().Concat(meeting.Minutes.Editions))
        {
            Assert.Equal(All, edition.Files.Select(file => file.Format));
            Assert.Equal(edition.Sha256, edition.Files[0].Sha256);
            foreach (EditionFile file in edition.Files)
            {
                byte[] content = await app.ContentAsync(EditionFiles.PathOf(edition.Path, file.Format));
                Assert.Equal((file.Sha256, file.Length), (Convert.ToHexStringLower(SHA256.HashData(content)), content.Length));
                string text = LettersOf(file.Format, content);
                string[] said = ["Fælles beredskab", "Det indstilles, at punktet drøftes", "Rådhuset, Torvet 1, 8900 Randers", edition is MinutesEdition ? "Godkendt" : "Indstilling"];
                Assert.All(said, phrase => Assert.Contains(Letters(phrase), text, StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public async Task Edition_AskedForByEndingParameterOrAccept_IsAnsweredUnderADanishName()
    {
        await using CouncilAtWork app = await DispatchedAsync();
        string page = Address((await app.MeetingAsync("2026-1")).Meeting.Agendas[^1].Path);
        string stem = EditionFiles.StemOf(page);

        await IsAsync(stem + ".pdf", [], "application/pdf", "Dagsorden Lille Råd 17. november 2026.pdf");
        await IsAsync(stem + ".docx", [], Word, "Dagsorden Lille Råd 17. november 2026.docx");
        await IsAsync(page, [], "text/html", "Dagsorden Lille Råd 17. november 2026.html");
        await IsAsync(page + "?format=pdf", [], "application/pdf", "Dagsorden Lille Råd 17. november 2026.pdf");
        await IsAsync(stem, [], "text/html", "Dagsorden Lille Råd 17. november 2026.html");
        await IsAsync(stem, ["text/html;q=0.5, application/pdf"], "application/pdf", "Dagsorden Lille Råd 17. november 2026.pdf");
        await IsAsync(stem, ["application/vnd.openxmlformats-officedocument.*", "application/*;q=0.4"], "application/pdf", "Dagsorden Lille Råd 17. november 2026.pdf");
        await IsAsync(Acting.Meetings + "/2026-1/agenda?format=docx", [], Word, "Dagsorden Lille Råd 17. november 2026.docx");
        await IsAsync(Acting.Meetings + "/2026-1/agenda", ["application/pdf"], "application/pdf", "Dagsorden Lille Råd 17. november 2026.pdf");

        await app.RefusedAsync(HttpMethod.Get, page + "?format=odt", null, HttpStatusCode.BadRequest, "field-type");
        using HttpResponseMessage unread = await app.GetAsync(stem + ".pdf", "public", "text/html");
        Assert.Equal(HttpStatusCode.NotAcceptable, unread.StatusCode);
        using HttpResponseMessage none = await app.GetAsync(stem, "public", "image/png");
        Assert.Equal(HttpStatusCode.NotAcceptable, none.StatusCode);

        async Task IsAsync(string address, string[] accept, string mediaType, string name)
        {
            using HttpResponseMessage answer = await app.GetAsync(address, "public", accept);
            Assert.Equal((HttpStatusCode.OK, mediaType), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
            Assert.Equal(name.Replace("Lille Råd", SampleCouncil.Setup.Council.Name, StringComparison.Ordinal), answer.Content.Headers.ContentDisposition!.FileNameStar);
        }
    }

    [Fact]
    public async Task Format_AskedForAgainOrByHead_CostsNoBody()
    {
        await using CouncilAtWork app = await DispatchedAsync();
        string pdf = EditionFiles.PathOf(Address((await app.MeetingAsync("2026-1")).Meeting.Agendas[^1].Path), EditionFormat.Pdf);

        using HttpResponseMessage first = await app.GetAsync(pdf, "public");
        using HttpRequestMessage again = new(HttpMethod.Get, "api/" + pdf);
        again.Headers.Add("X-Acting-Post", "public");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using HttpResponseMessage known = await app.Http.SendAsync(again);
        using HttpResponseMessage head = await app.AskAsync(HttpMethod.Head, pdf, "public");

        Assert.False(first.Headers.ETag!.IsWeak);
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        Assert.Equal((HttpStatusCode.OK, "application/pdf"), (head.StatusCode, head.Content.Headers.ContentType!.MediaType));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        Assert.Contains(first.Headers.GetValues("Link"), link => link.Contains("rel=\"alternate\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Making_BrokenOffBetweenTheFormats_OffersNothingAndGoesOnToTheSame()
    {
        await using CouncilAtWork app = await CallingAsync();
        bool isAway = true;
        app.Archive.Keeping = path => isAway && path.EndsWith("-v3.docx", StringComparison.Ordinal) ? throw new IOException("Storage is away.") : Task.CompletedTask;
        await app.UntilAsync(2026, 11, 5, 15, 5);

        Assert.DoesNotContain((await app.MeetingAsync("2026-1")).Meeting.Agendas, edition => edition.Kind == AgendaEditionKind.Frozen);
        string half = Assert.Single(app.Archive.Paths, path => path.EndsWith("-v3.html", StringComparison.Ordinal));
        byte[] left = await app.ContentAsync(half);
        Assert.Equal(HttpStatusCode.NotFound, await app.StatusAsync(Address(half), "secretariat"));
        Assert.Equal(HttpStatusCode.NotFound, await app.StatusAsync(Address(EditionFiles.PathOf(half, EditionFormat.Pdf)), "secretariat"));

        isAway = false;
        await app.UntilAsync(2026, 11, 6, 8);

        AgendaEdition frozen = (await app.MeetingAsync("2026-1")).Meeting.Agendas[^1];
        Assert.Equal((AgendaEditionKind.Frozen, half), (frozen.Kind, frozen.Path));
        Assert.Equal(left, await app.ContentAsync(half));
        Assert.All(frozen.PathsOf(), path => Assert.Contains(path, app.Archive.Paths));
        Assert.Equal(HttpStatusCode.OK, await app.StatusAsync(Address(EditionFiles.PathOf(half, EditionFormat.Docx)), "secretariat"));
    }

    [Fact]
    public async Task Edition_Withheld_GivesNoFormatAndNoCopy()
    {
        await using CouncilAtWork app = await DispatchedAsync();
        MeetingViewOf before = new((await app.MeetingAsync("2026-1")).Meeting.Agendas[^1].Path);
        Assert.All(await before.StatusesAsync(app, "public"), status => Assert.Equal(HttpStatusCode.OK, status));

        string item = (await app.MeetingAsync("2026-1")).Items.Single(one => one.Number == "3.1").Id;
        await app.ActAsync(item, "confidentiality", new { confidential = true });
        await app.UntilAsync(2026, 11, 9, 9);

        Assert.All(await before.StatusesAsync(app, "public"), status => Assert.Equal(HttpStatusCode.NotFound, status));
        Assert.All(await before.StatusesAsync(app, "network"), status => Assert.Equal(HttpStatusCode.NotFound, status));
        AgendaEdition after = (await app.MeetingAsync("2026-1")).Meeting.Agendas[^1];
        foreach (EditionFormat format in All)
        {
            string open = LettersOf(format, await app.ContentAsync(EditionFiles.PathOf(after.Path, format)));
            string closed = LettersOf(format, await app.ContentAsync(EditionFiles.PathOf(after.MembersPath!, format), confidential: true));
            Assert.DoesNotContain(Letters("Fælles beredskab"), open, StringComparison.Ordinal);
            Assert.Contains(Letters("Fælles beredskab"), closed, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Edition_OfAnEarlierVersionOfTheApp_IsReadAsThePageThatItIs()
    {
        await using CouncilAtWork app = await DispatchedAsync();
        IMeetings meetings = app.Services.GetRequiredService<IMeetings>();
        Stored<Meeting> stored = (await meetings.FindAsync(new MeetingKey(SampleCouncil.Id, "2026-1"), default))!;
        Meeting old = stored.Value with { Agendas = [.. stored.Value.Agendas.Select(edition => edition with { Files = [], MembersFiles = [] })] };
        await meetings.SaveAsync(stored with { Value = old }, default);
        string page = Address(old.Agendas[^1].Path);

        Assert.Equal(HttpStatusCode.OK, await app.StatusAsync(page, "public"));
        Assert.Equal(HttpStatusCode.OK, await app.StatusAsync(Acting.Meetings + "/2026-1/agenda", "public"));
        await app.RefusedAsync(HttpMethod.Get, EditionFiles.PathOf(page, EditionFormat.Pdf), null, HttpStatusCode.NotFound, "format-unknown");
        string shown = await app.Http.GetStringAsync("api/moeder/lille/2026-1");
        Assert.Contains(">Dagsorden</a>", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("som PDF", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MeetingPage_OfADispatchedMeeting_OffersEveryFormatWithItsSize()
    {
        await using CouncilAtWork app = await DispatchedAsync();

        string shown = WebUtility.HtmlDecode(await app.Http.GetStringAsync("api/moeder/lille/2026-1"));

        Assert.Matches(@">Dagsorden som PDF \(\d+ kB\)</a>", shown);
        Assert.Matches(@">Dagsorden som Word \(\d+ kB\)</a>", shown);
        Assert.Contains(">Punkt 3.1 Fælles beredskab (PDF)</a>", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DispatchMail_SaysWhereThePdfIsAndHowLarge()
    {
        await using CouncilAtWork app = await DispatchedAsync();

        OutgoingMail mail = app.Mail.Sent.First(sent => sent.Mail.Key.Kind == MailKind.AgendaDispatch).Mail;

        Match said = Regex.Match(mail.Text, @"Hent som PDF: http://127\.0\.0\.1:7071/api/(?<address>\S+) \(\d+ kB\)", RegexOptions.None, TimeSpan.FromSeconds(1));
        Assert.True(said.Success, mail.Text);
        using HttpResponseMessage pdf = await app.GetAsync(said.Groups["address"].Value, "public");
        Assert.Equal("application/pdf", pdf.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotContain("som PDF", app.Mail.Sent.First(sent => sent.Mail.Key.Kind == MailKind.CallForItems).Mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NetworkDraft_OpenedByItsSignedLink_IsThereAsPdfToo()
    {
        await using CouncilAtWork app = await CallingAsync();
        await app.UntilAsync(2026, 10, 29, 8);
        using Visitor visitor = new(app);

        string link = Visitor.LinkIn(app, MailKind.NetworkDraft, "network");
        await visitor.OpenAsync(link);
        Assert.Equal((HttpStatusCode.OK, "text/html"), (visitor.Status, visitor.Answer.Content.Headers.ContentType!.MediaType));
        await visitor.OpenAsync(link + "&format=docx");
        Assert.Equal((HttpStatusCode.OK, Word), (visitor.Status, visitor.Answer.Content.Headers.ContentType!.MediaType));
        Assert.Equal(HttpStatusCode.NotFound, await app.StatusAsync(visitor.At.PathAndQuery["/api/".Length..], "public"));
    }

    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private static async Task<CouncilAtWork> CallingAsync()
    {
        CouncilAtWork app = await ItemsActing.CallingAsync();
        await app.SubmitAsync("2026-1", "Fælles beredskab");
        return app;
    }

    private static async Task<CouncilAtWork> DispatchedAsync()
    {
        CouncilAtWork app = await CallingAsync();
        await app.UntilAsync(2026, 11, 9, 8);
        return app;
    }

    private sealed record MeetingViewOf(string Path)
    {
        public Task<HttpStatusCode[]> StatusesAsync(CouncilAtWork app, string post)
        {
            string stem = EditionFiles.StemOf(Address(Path));
            return Task.WhenAll(new[] { ".html", ".pdf", ".docx", ".html?format=pdf", "", "-punkt-3-1.pdf", "-med-bilag.pdf" }.Select(ending => app.StatusAsync(stem + ending, post)));
        }
    }
}
