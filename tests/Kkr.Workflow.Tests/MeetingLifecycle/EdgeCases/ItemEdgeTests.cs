using System.Net;
using System.Text;
using System.Text.Json;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Planning;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.Tests.MeetingLifecycle;

/// <summary>Items that are confidential, come twice, cannot wait, or wait for somebody.</summary>
public sealed class ItemEdgeTests : IAsyncLifetime
{
    private const string Secret = "Opsigelse af lejemålet";

    private CouncilAtWork app = null!;

    public async Task InitializeAsync()
    {
        app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero));
        await app.PlanAsync(andNext: false);
        await app.UntilAsync(2026, 10, 7, 8);
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    [EdgeCase("same-title")]
    public async Task Item_WithTheTitleOfAnotherOfTheSameMunicipality_IsAskedAboutAndTheFirstStays()
    {
        string first = await SubmitAsync(new { title = "Grøn omstilling", background = "B", recommendation = "I" });

        using HttpResponseMessage asked = await app.RawAsync(
            HttpMethod.Post, Acting.Meetings + "/2026-1/items", new { title = " grøn  OMSTILLING", background = "B", recommendation = "I" }, "director-0730");
        string second = await SubmitAsync(new { title = "Grøn omstilling", background = "B", recommendation = "I", confirmDuplicate = true });

        Assert.Equal(HttpStatusCode.Conflict, asked.StatusCode);
        Assert.Equal(["Grøn omstilling", "Grøn omstilling"], new[] { await ItemAsync(first), await ItemAsync(second) }.Select(item => item.Title));
    }

    [Fact]
    [EdgeCase("confidential-title")]
    [EdgeCase("confidential-mail")]
    public async Task ConfidentialItem_FromItsReceiptToTheDayBefore_IsInNoMailInvitationOrPublicDocument()
    {
        string item = await SubmitAsync(new { title = Secret, background = "Hemmelig baggrund", recommendation = "Hemmelig indstilling", confidential = true });
        await app.UntilAsync(2026, 11, 16, 12);

        Assert.Equal(ItemStatus.Frozen, (await ItemAsync(item)).Status);
        Assert.All(app.Mail.Sent, mail => AssertOpen(mail.Mail.Subject + mail.Mail.Text + mail.Mail.Html));
        Assert.All(app.Calendar.Events.Values.SelectMany(versions => versions), version => AssertOpen(version.Subject + version.BodyHtml));
        string[] pages = [.. app.Archive.Paths.Where(path => path.EndsWith(".html", StringComparison.Ordinal))];
        Assert.NotEmpty(pages);
        foreach (string page in pages)
        {
            AssertOpen(await TextAsync(page));
        }

        Assert.Contains("Fortroligt", await TextAsync(pages.Last(page => !page.Contains("udkast", StringComparison.Ordinal))), StringComparison.Ordinal);
    }

    [Fact]
    [EdgeCase("confidential-container")]
    [EdgeCase("confidential-guests")]
    public async Task ConfidentialItem_WithAnAttachment_IsKeptApartAndGuestsReachNeither()
    {
        string item = await SubmitAsync(new { title = Secret, background = "Hemmelig baggrund", recommendation = "Hemmelig indstilling", confidential = true });
        await AttachAsync(item);

        using HttpResponseMessage read = await app.RawAsync(HttpMethod.Get, "councils/lille/items/" + item, null, "network");
        string path = Assert.Single((await ItemAsync(item)).Attachments).Path;
        using HttpResponseMessage document = await app.RawAsync(HttpMethod.Get, $"councils/lille/meetings/2026-1/documents/{path["lille/2026-1/".Length..]}", null, "network");

        Assert.Contains(path, app.Archive.ConfidentialPaths);
        Assert.DoesNotContain(path, app.Archive.Paths);
        AssertOpen(await read.Content.ReadAsStringAsync());
        Assert.False(document.IsSuccessStatusCode);
    }

    [Fact]
    [EdgeCase("confidential-access-log")]
    public async Task ConfidentialItem_ReadBySomebodyWhoMay_IsInTheLog()
    {
        string item = await SubmitAsync(new { title = Secret, background = "B", recommendation = "I", confidential = true });

        await app.SendAsync(HttpMethod.Get, "councils/lille/items/" + item, null, "chair");

        List<AuditEntry> log = [];
        await foreach (AuditEntry entry in app.Services.GetRequiredService<IAuditLog>().ReadAsync("lille", CancellationToken.None))
        {
            log.Add(entry);
        }

        Assert.Contains(log, entry => entry is { Action: "confidential-read", Actor: "chair" } && entry.Subject.Contains(item, StringComparison.Ordinal));
    }

    [Fact]
    [EdgeCase("confidential-reclassified")]
    public async Task Item_MadeConfidentialAndOpenAgain_TakesItsAttachmentAlong()
    {
        string item = await SubmitAsync(new { title = Secret, background = "B", recommendation = "I" });
        await AttachAsync(item);

        await app.ActAsync(item, "confidentiality", new { confidential = true, publicTitle = "Personalesag" });
        string closed = Assert.Single((await ItemAsync(item)).Attachments).Path;
        bool wasApart = app.Archive.ConfidentialPaths.Contains(closed) && !app.Archive.Paths.Contains(closed);
        bool wasConfidential = (await ItemAsync(item)).Confidential;
        await app.ActAsync(item, "confidentiality", new { confidential = false });

        Assert.Equal((true, true), (wasApart, wasConfidential));
        Assert.False((await ItemAsync(item)).Confidential);
        Assert.Contains(Assert.Single((await ItemAsync(item)).Attachments).Path, app.Archive.Paths);
    }

    [Fact]
    [EdgeCase("external-deadline")]
    public async Task Item_WhoseDeadlineFallsBeforeTheMeeting_WarnsAndTheChairmanshipDecidesInWriting()
    {
        JsonElement submitted = await app.SendAsync(
            HttpMethod.Post,
            Acting.Meetings + "/2026-1/items",
            new { title = "Høringssvar", background = "B", recommendation = "I", externalDeadline = new { date = "2026-11-10", about = "Høring" } },
            "director-0730");
        string item = submitted.GetProperty("id").GetString()!;

        await app.ActAsync(item, "written-procedure");
        foreach (string post in new[] { "chair", "vice-chair" })
        {
            await app.SendAsync(HttpMethod.Post, $"councils/lille/items/{item}/written-procedure/answers", new { answer = "approved" }, post);
        }

        await app.UntilAsync(2026, 10, 8, 8);
        Assert.Equal("external-deadline-before-meeting", submitted.GetProperty("warnings")[0].GetProperty("code").GetString());
        Assert.Equal([("2026-10-07 08:00", 2)], app.MailingsOf("2026-1", MailKind.WrittenProcedure));
        Assert.NotNull((await ItemAsync(item)).WrittenProcedure!.ClosedAt);
    }

    [Theory]
    [InlineData("08:00", 20)]
    [InlineData("12:20", 20)]
    [EdgeCase("presenter-slot")]
    public async Task Presenter_WhoseSlotDoesNotFitTheMeeting_IsRefused(string from, int minutes)
    {
        using HttpResponseMessage response = await app.RawAsync(
            HttpMethod.Post,
            Acting.Meetings + "/2026-1/items",
            new { title = "Oplæg", background = "B", recommendation = "I", presenters = new[] { new { name = "En Gæst", from, minutes } } },
            "director-0730");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("presenter-outside-meeting", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    [EdgeCase("pending-attachment")]
    public async Task Minutes_WithAnAttachmentStillAwaited_AreHeldBackUntilTheSecretariatWaivesIt()
    {
        string item = await SubmitAsync(new { title = "Oplæg om økonomien", background = "B", recommendation = "I" });
        await app.UntilAsync(2026, 11, 17, 14);
        await app.ActAsync(item, "promises", new { what = "Oplægget" });
        await app.MinuteAsync("2026-1");
        await app.UntilAsync(2026, 12, 4, 8);
        MeetingView held = await app.MeetingAsync("2026-1");

        await app.ActAsync(item, "promises/1/waiver", new { reason = "Det kommer ikke" });
        await app.UntilAsync(2026, 12, 8, 8);

        Assert.Equal(MeetingPhase.Minuted, held.Meeting.Phase);
        Assert.NotEmpty(app.MailingsOf("2026-1", MailKind.MinutesHeldBack));
        Assert.Equal(MeetingPhase.Published, (await app.MeetingAsync("2026-1")).Meeting.Phase);
    }

    private static void AssertOpen(string text)
    {
        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
        Assert.DoesNotContain("Hemmelig", text, StringComparison.Ordinal);
    }

    private async Task<string> SubmitAsync(object draft) =>
        (await app.SendAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/items", draft, "director-0730")).GetProperty("id").GetString()!;

    private async Task<Item> ItemAsync(string item) => (await app.Items.LocateAsync("lille", item, CancellationToken.None))!.Value;

    private async Task AttachAsync(string item)
    {
        using HttpRequestMessage request = new(HttpMethod.Put, $"api/councils/lille/items/{item}/attachments/Notat.pdf")
        {
            Content = new ByteArrayContent(Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")),
        };
        request.Content.Headers.ContentType = new("application/pdf");
        request.Headers.Add("X-Acting-Post", "director-0730");
        using HttpResponseMessage response = await app.Http.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    private async Task<string> TextAsync(string path)
    {
        (_, Stream content) = (await app.Archive.OpenAsync(path, confidential: false, CancellationToken.None))!.Value;
        using StreamReader reader = new(content);
        return await reader.ReadToEndAsync();
    }
}
