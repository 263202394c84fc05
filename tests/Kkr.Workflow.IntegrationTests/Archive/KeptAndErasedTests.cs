using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kkr.Workflow.Domain.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.IntegrationTests.Archive;

/// <summary>Retention and one person's data on real tables and blobs, through the API.</summary>
public sealed class KeptAndErasedTests
{
    private const string Council = "api/councils/" + PlayedCouncil.Id;
    private const string Answers = "items/rows/AnsweredRequests/";

    private static readonly string[] Traces = [PlayedCouncil.Leaver.Name, PlayedCouncil.Leaver.Email, PlayedCouncil.Leaver.Phone!];

    [Fact]
    public async Task Person_ExportedAndErased_IsInNoTableAndNoBlobButThePublishedOnes()
    {
        await using PlayedCouncil council = await PlayedCouncil.StartAsync();
        using HttpClient http = ClientOf(council);
        await ReplaceDirectoryAsync(http, "kartotek-1");
        Assert.Contains(await council.WhereAsync(Traces), place => place.StartsWith(Answers, StringComparison.Ordinal));

        JsonNode data = await ReadAsync(await http.GetAsync($"{Council}/people/{PlayedCouncil.Person}/data"));
        JsonNode report = await ReadAsync(await http.PostAsJsonAsync($"{Council}/people/{PlayedCouncil.Person}/erasure", new { }));

        string exported = data.ToJsonString();
        Assert.All(
            ["Fælles høringssvar", "Skriftlig behandling: ja Ring til", "Bemærkning til dagsordenen: Skriv til", "Bemærkning til referatet: Kontakt mig", "Indkaldelse af punkter til KKR Midtjylland"],
            fact => Assert.Contains(fact, JsonNode.Parse(exported)!["sections"]!.AsArray().SelectMany(section => section!["facts"]!.AsArray()).Select(one => (string)one!["text"]!).Aggregate("", string.Concat), StringComparison.Ordinal));
        Assert.Contains(report["erased"]!.AsArray(), part => ((string)part!["what"]!).Contains("gentagne forespørgsler", StringComparison.Ordinal));
        Assert.All(await council.WhereAsync(Traces), place => Assert.StartsWith("documents/", place, StringComparison.Ordinal));
        Assert.True((await council.Services.GetRequiredService<IAuditLog>().VerifyAsync(PlayedCouncil.Id, null, default)).IsIntact);

        JsonNode again = await ReadAsync(await http.PostAsJsonAsync($"{Council}/people/{PlayedCouncil.Person}/erasure", new { }));
        Assert.Empty(again["erased"]!.AsArray());
    }

    [Fact]
    public async Task Retention_RunForReal_RemovesWhatTheDryRunShowedAndLeavesThePublicRecord()
    {
        await using PlayedCouncil council = await PlayedCouncil.StartAsync();
        using HttpClient http = ClientOf(council);
        JsonNode settings = await ReadAsync(await http.GetAsync(Council));
        settings["retention"] = JsonNode.Parse("""{"mailings":1,"drafts":1,"guestContacts":1,"directory":1,"followUps":1,"confidential":1,"histories":1,"audit":1}""");
        await council.Stage.App.PutAsync(council.Stage.CouncilPath, new JsonObject { ["council"] = settings.DeepClone(), ["directory"] = await DirectoryAsync(http) }, "secretariat", default);
        IReadOnlyList<string> before = await council.BlobsAsync();

        JsonNode shown = await ReadAsync(await http.PostAsJsonAsync($"{Council}/retention?dryRun=true", new { }));
        Assert.Equal(before, await council.BlobsAsync());
        JsonNode removed = await ReadAsync(await http.PostAsJsonAsync($"{Council}/retention", new { }));
        JsonNode left = await ReadAsync(await http.PostAsJsonAsync($"{Council}/retention?dryRun=true", new { }));

        Assert.Equal(shown["kinds"]!.ToJsonString(), removed["kinds"]!.ToJsonString());
        Assert.All(left["kinds"]!.AsArray(), kind => Assert.Equal(0, (int)kind!["count"]!));
        Assert.All(
            ["mailings", "drafts", "guestContacts", "confidential", "histories", "audit"],
            kind => Assert.True((int)removed["kinds"]!.AsArray().Single(one => (string?)one!["kind"] == kind)!["count"]! > 0, $"Nothing of {kind} was due."));
        Assert.Empty(await council.WhereAsync("Hemmelig & Søn", "gaest@udlejer.example", "Skal mødes med"));
        string[] gone = [.. before.Except(await council.BlobsAsync())];
        string march = council.Stage.MeetingId("marts");
        Assert.All([".html", ".pdf", ".docx"], ending =>
        {
            Assert.Contains(gone, name => IsDocument("documents", name) && name.Contains("udkast", StringComparison.Ordinal) && name.EndsWith(ending, StringComparison.Ordinal));
            Assert.Contains(gone, name => IsDocument("confidential", name) && name.Contains("fortrolig", StringComparison.Ordinal) && name.EndsWith(ending, StringComparison.Ordinal));
        });
        Assert.Contains(gone, name => name.StartsWith($"confidential/{PlayedCouncil.Id}/{march}/bilag/", StringComparison.Ordinal));
        Assert.DoesNotContain(gone, name => name.StartsWith($"documents/{PlayedCouncil.Id}/{council.Stage.MeetingId("maj")}/", StringComparison.Ordinal));
        await AssertThePublicRecordIsThereAsync(http, march);
        Assert.True((await council.Services.GetRequiredService<IAuditLog>().VerifyAsync(PlayedCouncil.Id, null, default)).IsIntact);

        await AssertOldAnswersGoAsync(council, http);

        bool IsDocument(string container, string name) => name.StartsWith($"{container}/{PlayedCouncil.Id}/{march}/", StringComparison.Ordinal);
    }

    /// <summary>What was published is still handed out to anybody.</summary>
    private static async Task AssertThePublicRecordIsThereAsync(HttpClient http, string meeting)
    {
        JsonNode shown = (await ReadAsync(await http.GetAsync($"{Council}/meetings/{meeting}")))["meeting"]!;
        string[] published =
        [
            .. shown["agendas"]!.AsArray().Where(edition => (string?)edition!["kind"] == "frozen").Select(edition => (string)edition!["path"]!),
            .. shown["minutes"]!["editions"]!.AsArray().Where(edition => (string?)edition!["kind"] != "draft").Select(edition => (string)edition!["path"]!),
        ];
        Assert.True(published.Length >= 3, string.Join(", ", published));
        foreach (string path in published.SelectMany(page => (string[])[page, Path.ChangeExtension(page, ".pdf"), Path.ChangeExtension(page, ".docx")]))
        {
            using HttpRequestMessage request = new(HttpMethod.Get, $"{Council}/meetings/{meeting}/documents/{path.Split('/', 3)[2]}");
            request.Headers.Add("X-Acting-Post", "public");
            using HttpResponseMessage document = await http.SendAsync(request);
            Assert.True(document.IsSuccessStatusCode, $"{path}: {document.StatusCode}");
        }
    }

    /// <summary>A long answer is a blob; a week later the nightly run has taken both.</summary>
    private static async Task AssertOldAnswersGoAsync(PlayedCouncil council, HttpClient http)
    {
        await ReplaceDirectoryAsync(http, "kartotek-2");
        Assert.Contains(await council.BlobsAsync(), name => name.StartsWith(Answers, StringComparison.Ordinal));

        await council.Clock.WaitUntilAsync(council.Clock.GetUtcNow().AddDays(9));

        Assert.DoesNotContain(await council.BlobsAsync(), name => name.StartsWith(Answers, StringComparison.Ordinal));
    }

    private static HttpClient ClientOf(PlayedCouncil council)
    {
        HttpClient http = new() { BaseAddress = council.Address };
        http.DefaultRequestHeaders.Add("X-Acting-Post", "secretariat");
        return http;
    }

    private static async Task<JsonNode> DirectoryAsync(HttpClient http) => await ReadAsync(await http.GetAsync($"{Council}/directory"));

    /// <summary>The secretariat saves the directory as it is, with a key; the answer is the directory again, and kept for a week.</summary>
    private static async Task ReplaceDirectoryAsync(HttpClient http, string key)
    {
        using HttpResponseMessage seen = await http.GetAsync($"{Council}/directory");
        JsonNode directory = await ReadAsync(seen);
        using HttpRequestMessage request = new(HttpMethod.Put, $"{Council}/directory") { Content = JsonContent.Create(directory) };
        request.Headers.IfMatch.Add(seen.Headers.ETag ?? EntityTagHeaderValue.Any);
        request.Headers.Add("Idempotency-Key", key);
        using HttpResponseMessage answer = await http.SendAsync(request);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage answer)
    {
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }
}
