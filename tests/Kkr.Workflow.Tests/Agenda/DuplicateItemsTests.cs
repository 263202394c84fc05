using System.Text.Json;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Tests.MeetingLifecycle;
using static Kkr.Workflow.Tests.Agenda.ItemsActing;

namespace Kkr.Workflow.Tests.Agenda;

/// <summary>Duplicates: ask, never drop; and two items become one, or one becomes several.</summary>
public sealed class DuplicateItemsTests : IAsyncLifetime
{
    private CouncilAtWork app = null!;

    public async Task InitializeAsync() => app = await CallingAsync();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Duplicate_SameMunicipalityAndTitle_IsAskedAboutAndKeptWhenConfirmed()
    {
        string first = await app.NewAsync(Text("Grøn omstilling på Samsø"));
        string path = Acting.Meetings + "/2026-1/items";

        using HttpResponseMessage asked = await app.RawAsync(HttpMethod.Post, path, Text("  GRØN omstilling – på Samsø! "), "director-0730");
        JsonElement problem = JsonDocument.Parse(await asked.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal((409, "item-duplicate-suspected", first), ((int)asked.StatusCode, problem.GetProperty("code").GetString(), problem.GetProperty("value").GetString()));

        await app.NewAsync(Text("Grøn omstilling på Samso"));
        await app.NewAsync(Text("Grøn omstilling på Samsø"), "director-0741");
        JsonElement other = await app.SendAsync(HttpMethod.Post, path, Text("grøn omstilling på samsø", new { duplicateOf = "none" }), "director-0730");
        JsonElement third = await app.SendAsync(HttpMethod.Post, path, Text("Grøn Omstilling På Samsø", new { confirmDuplicate = true }), "director-0730");

        Assert.Equal(first, (await app.ItemAsync(other.GetProperty("id").GetString()!)).SimilarTo);
        Assert.Equal("item-similar", other.GetProperty("warnings")[0].GetProperty("code").GetString());
        Assert.Equal(5, (await app.MeetingAsync("2026-1")).Items.Count(item => item.Origin == ItemOrigin.Submitted));
        Assert.Contains($"item-similar {third.GetProperty("id").GetString()}", await app.WarningsAsync());
    }

    [Fact]
    public async Task Duplicate_RepeatedWithItsIdempotencyKey_IsTheFirstItemAndNotAskedAbout()
    {
        async Task<string> SendAsync()
        {
            using HttpRequestMessage request = new(HttpMethod.Post, $"api/{Acting.Meetings}/2026-1/items") { Content = System.Net.Http.Json.JsonContent.Create(Text("Beredskab")) };
            request.Headers.Add("X-Acting-Post", "director-0730");
            request.Headers.Add("Idempotency-Key", "k-1");
            using HttpResponseMessage response = await app.Http.SendAsync(request);
            return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString()!;
        }

        Assert.Equal(await SendAsync(), await SendAsync());
    }

    [Fact]
    public async Task Duplicates_Merged_OneGoesOnWithBothsAttachmentsHandlersAndSubmitters()
    {
        string kept = await app.NewAsync(Text("Fælles klimaplan", new { caseHandlers = new[] { "chbn" } }));
        string ended = await app.NewAsync(Text("Klimaplan for regionen", new { caseHandlers = new[] { "jhp", "CHBN" } }), "director-0741");
        (await app.UploadAsync(kept, "Notat.pdf", Files.Pdf)).EnsureSuccessStatusCode();
        (await app.UploadAsync(ended, "Notat.pdf", [.. Files.Pdf, (byte)'\n'])).EnsureSuccessStatusCode();

        await app.DoAsync(kept, "merge", new { item = ended });
        await app.DoAsync(kept, "merge", new { item = ended });
        await app.SettleAsync();

        Item one = await app.ItemAsync(kept);
        Item other = await app.ItemAsync(ended);
        Assert.Equal(["Notat.pdf", "Notat (2).pdf"], one.Attachments.Select(attachment => attachment.Name));
        Assert.Equal(["chbn", "jhp"], one.CaseHandlers);
        Assert.Equal(["director-0741"], one.CoSubmitters);
        Assert.Equal((ItemStatus.Withdrawn, kept, 0), (other.Status, other.MergedInto, other.Attachments.Count));
        Assert.Equal(["director-0730", "director-0741"], app.Told(MailKind.ItemMerged));
        (await app.RawAsync(HttpMethod.Get, PathOf(kept) + "/attachments/Notat%20(2).pdf", null)).EnsureSuccessStatusCode();

        await app.SendAsync(HttpMethod.Put, PathOf(kept), Text("Fælles klimaplan, anden udgave"), "director-0741");
        await app.DoAsync(kept, "rejection", new { reason = "Hører under staten" });
        await app.SettleAsync();
        Assert.Equal(["director-0730", "director-0741"], app.Told(MailKind.ItemRejected));
    }

    [Fact]
    public async Task Item_Split_OriginalStaysAndTheNewOnesSayWhereTheyComeFrom()
    {
        string whole = await app.NewAsync(Text("Klima og energi", new { section = 5, caseHandlers = new[] { "chbn" } }));
        object parts = new { parts = new[] { Text("Klima"), Text("Energi") } };

        string[] first = [.. (await app.DoAsync(whole, "split", parts)).EnumerateArray().Select(part => part.GetProperty("id").GetString()!)];
        string[] again = [.. (await app.DoAsync(whole, "split", parts)).EnumerateArray().Select(part => part.GetProperty("id").GetString()!)];

        Assert.Equal(first, again);
        Assert.Equal("Klima og energi", (await app.ItemAsync(whole)).Title);
        Assert.All(first, id =>
        {
            Item part = app.ItemAsync(id).Result;
            Assert.Equal((whole, "0730", "director-0730", 5, "chbn"), (part.SplitFrom, part.Municipality, part.SubmitterPost, part.Section, part.CaseHandlers[0]));
        });
    }

    [Fact]
    public async Task Items_OnlyOneOfThemConfidential_AreNotMerged()
    {
        string open = await app.NewAsync(Text("Åbent"));
        string closed = await app.NewAsync(Text("Lukket", new { confidential = true }));

        Assert.Equal("merge-confidentiality", await app.RefusedAsync(HttpMethod.Post, PathOf(open) + "/merge", new { item = closed }));
        Assert.Equal("merge-with-itself", await app.RefusedAsync(HttpMethod.Post, PathOf(open) + "/merge", new { item = open }));
    }
}
