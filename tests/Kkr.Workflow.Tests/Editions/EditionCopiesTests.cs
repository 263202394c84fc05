using System.Net;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Tests.Agenda;
using Kkr.Workflow.Tests.Archive;
using Kkr.Workflow.Tests.MeetingLifecycle;
using Kkr.Workflow.Tests.Minutes;
using static Kkr.Workflow.Tests.Agenda.ItemsActing;
using static Kkr.Workflow.Tests.Editions.EditionReading;

namespace Kkr.Workflow.Tests.Editions;

/// <summary>One item to pass on, and the whole with its attachments: made of what is kept, and never of what the reader may not see.</summary>
public sealed class EditionCopiesTests
{
    private const string Secret = "Hemmelig pris 12 mio.";

    [Fact]
    public async Task Excerpt_OfAnItemOnADispatchedAgenda_HasTheItemAndNothingElse()
    {
        await using CouncilAtWork app = await CallingAsync();
        string item = await app.SubmitAsync("2026-1", "Fælles beredskab");
        await app.SubmitAsync("2026-1", "Kollektiv trafik");
        await app.RefusedAsync(HttpMethod.Get, PathOf(item) + "/excerpt", null, HttpStatusCode.NotFound, "excerpt-not-yet");
        await app.RefusedAsync(HttpMethod.Get, PathOf(item) + "/excerpt", null, HttpStatusCode.NotFound, "item-unknown", "public");
        await app.UntilAsync(2026, 11, 9, 8);

        foreach (EditionFormat format in Enum.GetValues<EditionFormat>())
        {
            using HttpResponseMessage answer = await app.GetAsync($"{PathOf(item)}/excerpt?format={EditionFiles.EndingOf(format)[1..]}", "public");
            string text = LettersOf(format, await answer.Content.ReadAsByteArrayAsync());
            Assert.Contains(Letters("Fælles beredskab"), text, StringComparison.Ordinal);
            Assert.DoesNotContain(Letters("Kollektiv trafik"), text, StringComparison.Ordinal);
            string name = $"Udskrift af punkt 3.1 {SampleCouncil.Setup.Council.Name} 17. november 2026{EditionFiles.EndingOf(format)}";
            Assert.Equal(name, answer.Content.Headers.ContentDisposition!.FileNameStar);
        }

        await app.RefusedAsync(HttpMethod.Get, PathOf(item) + "/excerpt?from=minutes", null, HttpStatusCode.NotFound, "excerpt-not-yet", "public");
    }

    [Fact]
    public async Task Excerpt_FromPublishedMinutes_HasTheDecision_AndWaitsForTheEditionOfACorrection()
    {
        (CouncilAtWork app, string item) = await MinutedCouncil.MinutedAsync();
        await using CouncilAtWork running = app;
        await app.UntilAsync(2026, 12, 4, 8);

        using (HttpResponseMessage answer = await app.GetAsync(PathOf(item) + "/excerpt?format=pdf", "public"))
        {
            Assert.Contains(Letters("Beslutning Godkendt."), LettersOf(EditionFormat.Pdf, await answer.Content.ReadAsByteArrayAsync()), StringComparison.Ordinal);
        }

        await app.DecideAsync(item, new { outcomes = new[] { "noted" }, text = "Taget til efterretning.", correction = "Forkert udfald." });
        await app.RefusedAsync(HttpMethod.Get, PathOf(item) + "/excerpt?format=pdf", null, HttpStatusCode.Conflict, "edition-outdated", "public");
        await app.UntilAsync(2026, 12, 8, 8);
        using HttpResponseMessage corrected = await app.GetAsync(PathOf(item) + "/excerpt?format=pdf", "public");
        Assert.Contains(Letters("Taget til efterretning."), LettersOf(EditionFormat.Pdf, await corrected.Content.ReadAsByteArrayAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Copies_OfAConfidentialItem_AreForThoseWhoMayReadItAlone_AndWrittenDown()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(
            new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero), settings: new() { ["Access:MembersReadConfidential"] = "lille" });
        await app.PlanAsync();
        await app.UntilAsync(2026, 10, 7, 8);
        string item = await app.NewAsync(Text("Salg af Havnegade 9", new { confidential = true, publicTitle = "Ejendomssag", background = Secret }));
        (await app.UploadAsync(item, "Købsaftale.pdf", Files.Pdf, "director-0730")).EnsureSuccessStatusCode();
        string open = await app.NewAsync(Text("Kollektiv trafik"));
        (await app.UploadAsync(open, "Køreplan.pdf", Files.Pdf, "director-0730")).EnsureSuccessStatusCode();
        await app.UntilAsync(2026, 11, 9, 8);
        AgendaEdition agenda = (await app.MeetingAsync("2026-1")).Meeting.Agendas[^1];
        string number = (await app.ItemAsync(item)).Number!.Replace('.', '-');
        string excerpt = EditionFiles.StemOf(Address(agenda.Path)) + $"-punkt-{number}.pdf";
        string closed = EditionFiles.StemOf(Address(agenda.MembersPath!, "confidential"));

        await app.RefusedAsync(HttpMethod.Get, PathOf(item) + "/excerpt", null, HttpStatusCode.Forbidden, "confidential", "public");
        await app.RefusedAsync(HttpMethod.Get, excerpt, null, HttpStatusCode.Forbidden, "confidential", "public");
        Assert.NotEqual(HttpStatusCode.OK, await app.StatusAsync($"{closed}-punkt-{number}.pdf", "public"));
        Assert.NotEqual(HttpStatusCode.OK, await app.StatusAsync($"{closed}-med-bilag.pdf", "network"));

        string everybodys = LettersOf(EditionFormat.Pdf, await BytesAsync(Acting.Meetings + "/2026-1/agenda?attachments=true", "public"));
        Assert.Contains(Letters("Køreplan.pdf"), everybodys, StringComparison.Ordinal);
        Assert.All(["Købsaftale", Secret, "Havnegade"], words => Assert.DoesNotContain(Letters(words), everybodys, StringComparison.Ordinal));
        Assert.Empty(await app.AuditAsync("confidential-read"));

        string members = LettersOf(EditionFormat.Pdf, await BytesAsync($"{closed}-med-bilag.pdf", "member-0741"));
        Assert.All(["Købsaftale.pdf", "Køreplan.pdf", Secret], words => Assert.Contains(Letters(words), members, StringComparison.Ordinal));
        string one = LettersOf(EditionFormat.Pdf, await BytesAsync(PathOf(item) + "/excerpt?format=pdf", "member-0741"));
        Assert.Contains(Letters(Secret), one, StringComparison.Ordinal);
        Assert.Equal(["member-0741", "member-0741"], (await app.AuditAsync("confidential-read")).Select(read => read.Actor));

        async Task<byte[]> BytesAsync(string address, string post)
        {
            using HttpResponseMessage answer = await app.GetAsync(address, post);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
            return await answer.Content.ReadAsByteArrayAsync();
        }
    }

    [Fact]
    public async Task Whole_AskedForTwice_IsTheSameBytes_AndOnceWithItsTagNoBytesAtAll()
    {
        await using CouncilAtWork app = await CallingAsync();
        string item = await app.SubmitAsync("2026-1", "Fælles beredskab");
        (await app.UploadAsync(item, "Kort.png", Files.Png, "director-0730")).EnsureSuccessStatusCode();
        await app.UntilAsync(2026, 11, 9, 8);
        string address = EditionFiles.StemOf(Address((await app.MeetingAsync("2026-1")).Meeting.Agendas[^1].Path)) + "-med-bilag.pdf";

        using HttpResponseMessage first = await app.GetAsync(address, "public");
        using HttpResponseMessage second = await app.GetAsync(address, "public");
        using HttpRequestMessage again = new(HttpMethod.Get, "api/" + address);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using HttpResponseMessage known = await app.Http.SendAsync(again);

        Assert.Equal(await first.Content.ReadAsByteArrayAsync(), await second.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        Assert.Equal($"Dagsorden med bilag {SampleCouncil.Setup.Council.Name} 17. november 2026.pdf", first.Content.Headers.ContentDisposition!.FileNameStar);
        using HttpResponseMessage html = await app.GetAsync(address, "public", "text/html");
        Assert.Equal(HttpStatusCode.NotAcceptable, html.StatusCode);
        Assert.Contains("Dagsorden med bilag som PDF", WebUtility.HtmlDecode(await app.Http.GetStringAsync("api/moeder/lille/2026-1")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whole_WithMoreAttachmentsThanOneFileTakes_IsRefusedInWords()
    {
        await using CouncilAtWork app = await CallingAsync();
        string item = await app.SubmitAsync("2026-1", "Fælles beredskab");
        await app.UntilAsync(2026, 11, 9, 8);
        await app.ChangeBehindTheBackAsync(item, current => current with
        {
            Attachments = [.. Enumerable.Range(1, 5).Select(serial => new Attachment(
                $"Bilag {serial}.pdf", "application/pdf", 24 * 1024 * 1024, new string('0', 64), $"lille/2026-1/bilag/{item}/{serial}/Bilag {serial}.pdf"))],
        });

        await app.RefusedAsync(HttpMethod.Get, Acting.Meetings + "/2026-1/agenda?attachments=true", null, HttpStatusCode.Conflict, "copy-too-large", "public");
        await app.RefusedAsync(HttpMethod.Get, Acting.Meetings + "/2026-1/agenda?attachments=ja", null, HttpStatusCode.BadRequest, "field-type", "public");
    }

    [Fact]
    public async Task Whole_WithAFileThatIsNoLongerKept_SaysSoInItsPlace()
    {
        await using CouncilAtWork app = await CallingAsync();
        string item = await app.SubmitAsync("2026-1", "Fælles beredskab");
        (await app.UploadAsync(item, "Kort.png", Files.Png, "director-0730")).EnsureSuccessStatusCode();
        await app.UntilAsync(2026, 11, 9, 8);
        await app.Archive.DeleteAsync(Assert.Single((await app.ItemAsync(item)).Attachments).Path, confidential: false, default);

        using HttpResponseMessage answer = await app.GetAsync(Acting.Meetings + "/2026-1/agenda?attachments=true", "public");

        Assert.Contains(Letters("Kort.png"), LettersOf(EditionFormat.Pdf, await answer.Content.ReadAsByteArrayAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Copies_OfAnEditionThatAnotherHasReplaced_AreRefused()
    {
        await using CouncilAtWork app = await CallingAsync();
        string item = await app.SubmitAsync("2026-1", "Fælles beredskab");
        await app.UntilAsync(2026, 11, 9, 8);
        string old = EditionFiles.StemOf(Address((await app.MeetingAsync("2026-1")).Meeting.Agendas[^1].Path));
        await app.ActAsync(item, "withdrawal", new { reason = "Ikke aktuel." });

        await app.UntilAsync(2026, 11, 9, 12);

        await app.RefusedAsync(HttpMethod.Get, old + "-med-bilag.pdf", null, HttpStatusCode.Conflict, "edition-superseded", "public");
        await app.RefusedAsync(HttpMethod.Get, old + "-punkt-3-1.pdf", null, HttpStatusCode.Conflict, "edition-superseded", "public");
        Assert.Equal(HttpStatusCode.OK, await app.StatusAsync(old + ".pdf", "public"));
    }
}
