using System.Text.Json;
using Kkr.Workflow.Tests.MeetingLifecycle;

namespace Kkr.Workflow.Tests.Http;

/// <summary>Collections are read page by page, in one order, and a filter is never passed over.</summary>
public sealed class CollectionTests : IAsyncLifetime
{
    private const string Items = Acting.Meetings + "/2026-1/items";

    private CouncilAtWork app = null!;

    public async Task InitializeAsync()
    {
        app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero));
        await app.PlanAsync();
        await app.UntilAsync(2026, 10, 7, 9);
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Pages_FollowedToTheEnd_HaveEveryElementOnceInOrder()
    {
        for (int n = 0; n < 12; n++)
        {
            await app.SubmitAsync("2026-1", $"Punkt {n}", "0741");
        }

        string[] whole = Ids(await app.AskAsync(HttpMethod.Get, Items));
        List<string> paged = [];
        string? next = Items + "?limit=5";
        while (next is not null)
        {
            Answer page = await app.AskAsync(HttpMethod.Get, next);
            Assert.True(page.Json.GetArrayLength() <= 5);
            paged.AddRange(Ids(page));
            next = Next(page);
        }

        Assert.Equal(whole, paged);
        Assert.True(whole.Length > 12);
        Assert.Equal(whole.Length, whole.Distinct().Count());
        Assert.Equal("2026-1-10", whole[9]);
    }

    [Fact]
    public async Task AuditLog_IsPagedAndFilteredAsEveryOtherCollection()
    {
        for (int n = 0; n < 6; n++)
        {
            await app.SubmitAsync("2026-1", $"Punkt {n}", "0741");
        }

        const string log = "councils/lille/audit?action=item-submitted&actor=director-0741&from=2026-09-01T00:00:00%2B02:00&limit=4";
        Answer first = await app.AskAsync(HttpMethod.Get, log);
        Answer second = await app.AskAsync(HttpMethod.Get, Next(first)!);

        Assert.Equal((4, 2), (first.Json.GetArrayLength(), second.Json.GetArrayLength()));
        Assert.Null(Next(second));
        long[] numbers = [.. first.Json.EnumerateArray().Concat(second.Json.EnumerateArray()).Select(line => line.GetProperty("number").GetInt64())];
        Assert.Equal(numbers.Distinct().Order(), numbers);
        foreach ((string query, string code) in new[] { ("take=5", "parameter-unknown"), ("from=i%20går", "field-type"), ("limit=0", "field-type"), ("cursor=abc", "cursor-malformed") })
        {
            Assert.Equal((query, code), (query, (await app.AskAsync(HttpMethod.Get, "councils/lille/audit?" + query)).Code));
        }
    }

    [Fact]
    public async Task Cursor_CutForeignOrMadeUp_IsRefused()
    {
        await app.SubmitAsync("2026-1", "Et");
        string next = Next(await app.AskAsync(HttpMethod.Get, Items + "?limit=1"))!;
        string cursor = next[(next.IndexOf("cursor=", StringComparison.Ordinal) + 7)..];

        foreach (string path in new[]
        {
            $"{Items}?cursor={cursor[..^3]}", $"{Items}?cursor=abc", $"{Items}?cursor=%C3%A6", $"{Acting.Meetings}/2027-1/items?cursor={cursor}",
        })
        {
            Answer refused = await app.AskAsync(HttpMethod.Get, path);
            Assert.Equal((400, "cursor-malformed"), (refused.Status, refused.Code));
        }
    }

    [Theory]
    [InlineData(Items + "?limit=0", "field-type", "limit")]
    [InlineData(Items + "?limit=501", "field-type", "limit")]
    [InlineData(Items + "?limit=mange", "field-type", "limit")]
    [InlineData(Items + "?status=godkendt", "field-type", "status")]
    [InlineData(Items + "?status=proposed&status=frozen", "field-type", "status")]
    [InlineData(Items + "?stauts=proposed", "parameter-unknown", "stauts")]
    [InlineData(Acting.Meetings + "?from=17-11-2026", "field-type", "from")]
    [InlineData("councils/lille/follow-ups?overdue=ja", "field-type", "overdue")]
    public async Task Filter_ThatIsWrong_IsRefusedByName(string path, string code, string field)
    {
        Answer refused = await app.AskAsync(HttpMethod.Get, path);

        Assert.Equal((400, code, field), (refused.Status, refused.Code, refused.Json.GetProperty("field").GetString()));
    }

    [Fact]
    public async Task Items_Filtered_AreThoseMeant()
    {
        string wanted = await app.SubmitAsync("2026-1", "Fælles beredskab", "0741");
        await app.SubmitAsync("2026-1", "Letbanen", "0741");
        await app.SubmitAsync("2026-1", "Fælles beredskab i Randers");

        Assert.Equal([wanted], Ids(await app.AskAsync(HttpMethod.Get, Items + "?municipality=0741&search=BEREDSKAB")));
        Assert.Empty(Ids(await app.AskAsync(HttpMethod.Get, Items + "?municipality=0741&section=4")));
        Assert.Equal(3, Ids(await app.AskAsync(HttpMethod.Get, Items + "?status=proposed")).Length);
    }

    [Fact]
    public async Task MeetingsYearsAndCouncils_AreFoundByWhatTheyAre()
    {
        Answer ofYear = await app.AskAsync(HttpMethod.Get, Acting.Meetings + "?year=2027");
        Answer calling = await app.AskAsync(HttpMethod.Get, Acting.Meetings + "?phase=calling&from=2026-11-17&to=2026-11-17");
        Answer year = await app.AskAsync(HttpMethod.Get, "councils/lille/years/2026");
        Answer councils = await app.AskAsync(HttpMethod.Get, "councils");

        Assert.Equal("2027-1", Assert.Single(ofYear.Json.EnumerateArray()).GetProperty("key").GetProperty("meeting").GetString());
        Assert.Equal("2026-1", Assert.Single(calling.Json.EnumerateArray()).GetProperty("key").GetProperty("meeting").GetString());
        Assert.Single(year.Json.GetProperty("meetings").EnumerateArray());
        Assert.Equal("Klima", year.Json.GetProperty("annualWheel").GetProperty("rows")[0].GetProperty("subject").GetString());
        Assert.Equal("/api/councils/lille", Assert.Single(councils.Json.EnumerateArray()).GetProperty("href").GetString());
    }

    [Fact]
    public async Task Mailings_Filtered_AreThoseMeant()
    {
        Answer calls = await app.AskAsync(HttpMethod.Get, Acting.Meetings + "/2026-1/mailings?kind=callForItems&status=sent");
        Answer one = await app.AskAsync(HttpMethod.Get, Acting.Meetings + "/2026-1/mailings?kind=callForItems&post=director-0741");

        Assert.Equal((3, 1), (calls.Json.GetArrayLength(), one.Json.GetArrayLength()));
    }

    [Fact]
    public async Task FollowUps_FilteredAndRead_AreThoseMeant()
    {
        string item = await app.SubmitAsync("2026-1", "Letbanen");
        await app.ActAsync(item, "acceptance");
        await app.UntilAsync(2026, 11, 17, 14);
        await app.DecideAsync(item, new
        {
            outcomes = new[] { "adopted" },
            text = "Tiltrådt.",
            actions = new[] { new { task = "Skriv brev", ownerPost = "director-0730", deadline = "2026-12-01" }, new { task = "Ring", ownerPost = "network", deadline = "2027-03-01" } },
        });
        await app.MinuteAsync("2026-1");
        await app.UntilAsync(2026, 12, 10, 8);

        Answer overdue = await app.AskAsync(HttpMethod.Get, "councils/lille/follow-ups?overdue=true&open=true");
        Answer owned = await app.AskAsync(HttpMethod.Get, "councils/lille/follow-ups?owner=network");
        string id = Assert.Single(Ids(overdue));
        Answer read = await app.AskAsync(HttpMethod.Get, "councils/lille/follow-ups/" + id);

        Assert.Equal("Skriv brev", read.Json.GetProperty("task").GetString());
        Assert.NotEqual(id, Assert.Single(Ids(owned)));
        Assert.Equal(404, (await app.AskAsync(HttpMethod.Get, "councils/lille/follow-ups/findes-ikke")).Status);
    }

    [Fact]
    public async Task AgendasAndMinutes_ListEveryEditionWithItsDigestAndWhereItIsRead()
    {
        await app.UntilAsync(2026, 11, 17, 14);
        await app.MinuteAsync("2026-1");
        await app.UntilAsync(2026, 12, 5, 8);

        JsonElement[] agendas = [.. (await app.AskAsync(HttpMethod.Get, Acting.Meetings + "/2026-1/agendas")).Json.EnumerateArray()];
        JsonElement minutes = (await app.AskAsync(HttpMethod.Get, Acting.Meetings + "/2026-1/minutes")).Json;

        Assert.Contains(agendas, agenda => agenda.GetProperty("kind").GetString() == "frozen");
        foreach (JsonElement edition in agendas.Concat(minutes.GetProperty("editions").EnumerateArray()))
        {
            byte[] content = await app.Http.GetByteArrayAsync(edition.GetProperty("href").GetString());
            Assert.Equal(edition.GetProperty("sha256").GetString(), Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)));
        }
    }

    [Fact]
    public async Task Directory_ReadReplacedAndAskedForADay_IsTheSameBook()
    {
        Answer read = await app.AskAsync(HttpMethod.Get, "councils/lille/directory");
        string changed = read.Text.Replace("direktoer0741@lille.example", "ny@lille.example", StringComparison.Ordinal);

        Answer blind = await app.AskAsync(HttpMethod.Put, "councils/lille/directory", changed);
        Answer replaced = await app.AskAsync(HttpMethod.Put, "councils/lille/directory", changed, ("If-Match", read.ETag));
        Answer wrong = await app.AskAsync(
            HttpMethod.Put, "councils/lille/directory", changed.Replace("ny@lille.example", "ny", StringComparison.Ordinal), ("If-Match", replaced.ETag));
        Answer holders = await app.AskAsync(HttpMethod.Get, "councils/lille/directory/posts?kind=director&municipality=0741&on=2026-10-07");
        Answer before = await app.AskAsync(HttpMethod.Get, "councils/lille/directory/posts?kind=director&municipality=0741&on=2019-01-01");

        Assert.Equal((428, 200, 400, "email-malformed"), (blind.Status, replaced.Status, wrong.Status, wrong.Code));
        Assert.Equal("ny@lille.example", Assert.Single(holders.Json.EnumerateArray()).GetProperty("email").GetString());
        Assert.False(Assert.Single(before.Json.EnumerateArray()).TryGetProperty("name", out _));
    }

    private static string[] Ids(Answer answer) => [.. answer.Json.EnumerateArray().Select(element => element.GetProperty("id").GetString()!)];

    /// <summary>The address in <c>Link</c>, relative to the tests' own root.</summary>
    private static string? Next(Answer page)
    {
        if (!page.Headers.TryGetValues("Link", out IEnumerable<string>? links))
        {
            return null;
        }

        string link = Assert.Single(links);
        Assert.EndsWith("; rel=\"next\"", link, StringComparison.Ordinal);
        return link[(link.IndexOf("/api/", StringComparison.Ordinal) + 5)..link.IndexOf('>', StringComparison.Ordinal)];
    }
}
