using System.Text;
using System.Text.Json;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Tests.Fuzz;
using Kkr.Workflow.Tests.MeetingLifecycle;
using static Kkr.Workflow.Tests.Agenda.ItemsActing;

namespace Kkr.Workflow.Tests.Agenda;

/// <summary>Attachments through the API, and confidential items, whose files lie apart.</summary>
public sealed class AttachmentsTests : IAsyncLifetime
{
    private CouncilAtWork app = null!;

    public async Task InitializeAsync() => app = await CallingAsync();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Attachment_UploadedReadAndDeleted_LeavesNothingBehind()
    {
        string item = await app.NewAsync(Text("Med bilag"));
        using HttpResponseMessage put = await app.UploadAsync(item, "Plan.docx", Files.Pdf, "director-0730");
        Attachment attachment = JsonDocument.Parse(await put.Content.ReadAsStringAsync()).RootElement.As<Attachment>();

        Assert.Equal(("Plan.docx.pdf", "application/pdf", ScanState.NotScanned), (attachment.Name, attachment.ContentType, attachment.Scan));
        Assert.Equal(Files.Pdf, await app.Http.GetByteArrayAsync($"api/{PathOf(item)}/attachments/Plan.docx.pdf"));
        Assert.Equal("item-of-another-or-403", await Forbidden());
        await app.SendAsync(HttpMethod.Delete, PathOf(item) + "/attachments/Plan.docx.pdf", null, "director-0730");
        Assert.Empty((await app.ItemAsync(item)).Attachments);
        Assert.DoesNotContain(app.Archive.Paths, path => path.Contains("/bilag/", StringComparison.Ordinal));

        async Task<string> Forbidden()
        {
            using HttpResponseMessage response = await app.RawAsync(HttpMethod.Delete, PathOf(item) + "/attachments/Plan.docx.pdf", null, "director-0741");
            return (int)response.StatusCode == 403 ? "item-of-another-or-403" : response.StatusCode.ToString();
        }
    }

    [Fact]
    public async Task Attachment_WhoseRequestIsBrokenOnTheWay_IsRefusedInWordsAndNotKept()
    {
        string item = await app.NewAsync(Text("Med bilag"));
        using RawHttp http = new("127.0.0.1", app.Http.BaseAddress!.Port);
        RawAnswer? answer = await http.SendAsync(
            Encoding.ASCII.GetBytes($"PUT /api/{PathOf(item)}/attachments/Plan.pdf HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n%PDF-\r\nzz\r\n"), isCutOff: false);

        Assert.Equal((400, true), (answer!.Status, answer.Text.Contains("\"code\":\"body-broken\"", StringComparison.Ordinal)));
        Assert.Empty((await app.ItemAsync(item)).Attachments);
    }

    [Fact]
    public async Task Attachment_DeletedAndUploadedAgain_IsWrittenDownAgain()
    {
        string item = await app.NewAsync(Text("Med bilag"));
        (await app.UploadAsync(item, "Plan.pdf", Files.Pdf, "director-0730")).EnsureSuccessStatusCode();
        (await app.UploadAsync(item, "Plan.pdf", Files.Pdf, "director-0730")).EnsureSuccessStatusCode();
        Assert.Single(await app.AuditAsync("attachment-added"));

        await app.SendAsync(HttpMethod.Delete, PathOf(item) + "/attachments/Plan.pdf", null, "director-0730");
        (await app.UploadAsync(item, "Plan.pdf", Files.Pdf, "director-0730")).EnsureSuccessStatusCode();

        Assert.Equal(2, (await app.AuditAsync("attachment-added")).Length);
        Assert.Single(await app.AuditAsync("attachment-deleted"));
    }

    [Fact]
    public async Task Attachment_WithAParameterThatIsNotKnown_IsRefused()
    {
        string item = await app.NewAsync(Text("Med løfte"));

        using HttpResponseMessage response = await app.UploadAsync(item, "a.pdf", Files.Pdf, query: "?promised=1");

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Empty((await app.ItemAsync(item)).Attachments);
    }

    [Fact]
    public async Task Attachment_Infected_IsRefusedNotKeptAndLogged()
    {
        string item = await app.NewAsync(Text("Med virus"));
        app.Scan.Verdict = new ScanVerdict(ScanState.Infected, "Eicar-Test");

        using HttpResponseMessage response = await app.UploadAsync(item, "a.pdf", Files.Pdf);

        Assert.Equal("attachment-infected", await response.CodeAsync());
        Assert.DoesNotContain(app.Archive.Paths, path => path.Contains("/bilag/", StringComparison.Ordinal));
        Assert.Equal("Eicar-Test", Assert.Single(await app.AuditAsync("attachment-infected")).Details);
    }

    [Fact]
    public async Task Attachments_TwoUploadsAtOnce_NeverExceedWhatAnItemMayHold()
    {
        string item = await app.NewAsync(Text("Næsten fuldt"));
        Stored<Item> stored = (await app.Items.LocateAsync("lille", item, default))!;
        long room = Files.Pdf.Length + 10;
        await app.Items.SaveAsync(stored with { Value = stored.Value with { Attachments = [new Attachment("stor.pdf", "application/pdf", ItemRules.LargestTotal - room, "00", "lille/x")] } }, default);

        HttpResponseMessage[] both = await Task.WhenAll(app.UploadAsync(item, "a.pdf", Files.Pdf), app.UploadAsync(item, "b.pdf", Files.Pdf));

        string[] codes = await Task.WhenAll(both.Select(response => response.CodeAsync()));
        Assert.Equal(["201", "attachments-too-large"], codes.Order(StringComparer.Ordinal));
        Assert.Equal(2, (await app.ItemAsync(item)).Attachments.Count);
        Assert.Single(app.Archive.Paths, path => path.Contains($"/bilag/{item}/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Attachment_LargerThan25Megabytes_Is413()
    {
        string item = await app.NewAsync(Text("For stort"));
        using HttpResponseMessage response = await app.UploadAsync(item, "a.txt", new byte[ItemRules.LargestAttachment + 1]);

        Assert.Equal(413, (int)response.StatusCode);
    }

    [Fact]
    public async Task PendingAttachment_PromisedAtTheMeeting_IsAwaitedUntilItComesOrIsWaived()
    {
        string item = await app.NewAsync(Text("Oplæg om økonomi"));
        await app.UntilAsync(2026, 11, 17, 14);
        await app.DoAsync(item, "promises", new { what = "Oplægget", ownerPost = "network" });
        await app.DoAsync(item, "promises", new { what = "Notatet" });
        Assert.Contains("attachment-awaited " + item, await app.WarningsAsync());
        await app.MinuteAsync("2026-1");
        await app.UntilAsync(2026, 12, 4, 9);
        Assert.Null((await app.MeetingAsync("2026-1")).Meeting.Minutes.PublishedAt);

        using HttpResponseMessage unpromised = await app.UploadAsync(item, "a.pdf", Files.Pdf);
        Assert.Equal("item-closed", await unpromised.CodeAsync());
        (await app.UploadAsync(item, "Oplæg.pdf", Files.Pdf, query: "?promise=1")).EnsureSuccessStatusCode();
        Assert.Null((await app.MeetingAsync("2026-1")).Meeting.Minutes.PublishedAt);
        await app.DoAsync(item, "promises/2/waiver", new { reason = "Notatet blev ikke skrevet" });
        await app.UntilAsync(2026, 12, 9, 9);

        Assert.NotNull((await app.MeetingAsync("2026-1")).Meeting.Minutes.PublishedAt);
        Assert.Equal("Oplæg.pdf", Assert.Single((await app.ItemAsync(item)).Attachments).Name);
    }

    [Fact]
    public async Task ConfidentialItem_IsMaskedEverywhereButWhereItsReadingIsLogged()
    {
        string item = await app.NewAsync(Text("Salg af Havnegade 9", new { confidential = true, publicTitle = "Ejendomssag", background = "Hemmelig pris 12 mio." }));
        (await app.UploadAsync(item, "Købsaftale Havnegade.pdf", Files.Pdf, "director-0730")).EnsureSuccessStatusCode();
        Assert.Contains(app.Archive.ConfidentialPaths, path => path.Contains($"/bilag/{item}/", StringComparison.Ordinal));
        await app.UntilAsync(2026, 11, 6, 12);

        Item listed = Assert.Single((await app.MeetingAsync("2026-1")).Items, other => other.Id == item);
        Assert.Equal(("Fortroligt punkt: Ejendomssag", "", 0), (listed.Title, listed.Background, listed.Attachments.Count));
        AgendaEdition agenda = (await app.MeetingAsync("2026-1")).Meeting.Agendas[^1];
        string open = await app.Http.GetStringAsync($"api/councils/lille/meetings/2026-1/documents/{agenda.Path.Split('/')[^1]}");
        Assert.Contains("Fortroligt punkt: Ejendomssag", open, StringComparison.Ordinal);
        Assert.DoesNotContain("Havnegade", open + string.Concat(app.Mail.Sent.Select(mail => mail.Mail.Subject + mail.Mail.Text + mail.Mail.Html)), StringComparison.Ordinal);

        Assert.Empty(await app.AuditAsync("confidential-read"));
        Assert.Contains("Hemmelig pris", (await app.SendAsync(HttpMethod.Get, PathOf(item), null)).ToString(), StringComparison.Ordinal);
        string members = await app.Http.GetStringAsync($"api/councils/lille/meetings/2026-1/confidential/{agenda.MembersPath!.Split('/')[^1]}");
        Assert.Contains("Hemmelig pris", members, StringComparison.Ordinal);
        await app.Http.GetByteArrayAsync($"api/{PathOf(item)}/attachments/{Uri.EscapeDataString("Købsaftale Havnegade.pdf")}");
        AuditEntry[] reads = await app.AuditAsync("confidential-read");
        Assert.Equal(3, reads.Length);
        Assert.DoesNotContain(reads, read => read.ToString().Contains("Havnegade", StringComparison.Ordinal));

        foreach (string path in new[] { PathOf(item) + "/versions", $"councils/lille/meetings/2026-1/confidential/{agenda.MembersPath.Split('/')[^1]}" })
        {
            using HttpResponseMessage refused = await app.RawAsync(HttpMethod.Get, path, null, "director-0741");
            Assert.True((int)refused.StatusCode is 403 or 404, $"{path}: {refused.StatusCode}");
        }

        Assert.Equal(3, (await app.AuditAsync("confidential-read")).Length);
    }

    [Fact]
    public async Task Item_ReclassifiedBothWays_TakesItsFilesAlong()
    {
        string item = await app.NewAsync(Text("Skifter side"));
        (await app.UploadAsync(item, "a.pdf", Files.Pdf)).EnsureSuccessStatusCode();
        string path = Assert.Single((await app.ItemAsync(item)).Attachments).Path;

        await app.DoAsync(item, "confidentiality", new { confidential = true, publicTitle = "Sag" });
        Assert.Equal((true, "Sag"), ((await app.ItemAsync(item)).Confidential, (await app.ItemAsync(item)).PublicTitle));
        Assert.Contains(path, app.Archive.ConfidentialPaths);
        Assert.DoesNotContain(path, app.Archive.Paths);
        await app.SendAsync(HttpMethod.Put, PathOf(item), Text("Rettet"));
        Assert.True((await app.ItemAsync(item)).Confidential);
        Assert.Equal("confidentiality-by-itself", await app.RefusedAsync(HttpMethod.Put, PathOf(item), Text("Rettet", new { confidential = false })));

        await app.DoAsync(item, "confidentiality", new { confidential = false });
        await app.DoAsync(item, "confidentiality", new { confidential = false });
        Assert.Contains(path, app.Archive.Paths);
        Assert.DoesNotContain(path, app.Archive.ConfidentialPaths);
    }
}
