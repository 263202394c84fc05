using System.Text.Json;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Tests.MeetingLifecycle;

namespace Kkr.Workflow.Tests.Http;

/// <summary>Nobody overwrites what they have not seen, and nobody fetches what they have (RFC 9110, 13).</summary>
public sealed class VersionTests : IAsyncLifetime
{
    private CouncilAtWork app = null!;
    private string item = "";

    public async Task InitializeAsync()
    {
        app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero));
        await app.PlanAsync();
        await app.UntilAsync(2026, 10, 7, 9);
        item = await app.SubmitAsync("2026-1", "Fælles beredskab");
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    private static object Draft(string title) => new { title, background = "B", recommendation = "I" };

    private string ItemPath => $"councils/lille/items/{item}";

    [Fact]
    public async Task Replacement_WithoutIfMatch_Is428AndSaysSo()
    {
        Answer refused = await app.AskAsync(HttpMethod.Put, ItemPath, Draft("Nyt"));

        Assert.Equal((428, "if-match-missing", "If-Match"), (refused.Status, refused.Code, refused.Json.GetProperty("field").GetString()));
        Assert.Equal("Fælles beredskab", (await app.AskAsync(HttpMethod.Get, ItemPath)).Json.GetProperty("title").GetString());
    }

    [Fact]
    public async Task Replacement_WithTheVersionThatWasRead_IsMadeAndTellsTheNewVersion()
    {
        string seen = (await app.AskAsync(HttpMethod.Get, ItemPath)).ETag;

        Answer replaced = await app.AskAsync(HttpMethod.Put, ItemPath, Draft("Nyt"), ("If-Match", seen));
        Answer again = await app.AskAsync(HttpMethod.Put, ItemPath, Draft("Nyere"), ("If-Match", replaced.ETag));

        Assert.Equal((200, 200), (replaced.Status, again.Status));
        Assert.NotEqual(replaced.ETag, again.ETag);
    }

    [Fact]
    public async Task Replacement_OfAnOutdatedVersion_Is412AndKeepsTheOtherChange()
    {
        string seen = (await app.AskAsync(HttpMethod.Get, ItemPath)).ETag;
        await app.AskAsync(HttpMethod.Put, ItemPath, Draft("Den enes"), ("If-Match", seen));

        Answer late = await app.AskAsync(HttpMethod.Put, ItemPath, Draft("Den andens"), ("If-Match", seen));

        Assert.Equal((412, "version-outdated"), (late.Status, late.Code));
        Assert.Equal("Den enes", (await app.AskAsync(HttpMethod.Get, ItemPath)).Json.GetProperty("title").GetString());
    }

    [Theory]
    [InlineData("W/{0}", 412)]
    [InlineData("*", 200)]
    [InlineData("\"en-anden\", {0}", 200)]
    [InlineData("\"en-anden\", \"en-tredje\"", 412)]
    [InlineData("uden-anfoerselstegn", 400)]
    public async Task IfMatch_WeakAnyListOrMalformed_FollowsTheStandard(string header, int status)
    {
        string seen = (await app.AskAsync(HttpMethod.Get, ItemPath)).ETag;

        Answer answer = await app.AskAsync(
            HttpMethod.Put, ItemPath, Draft("Nyt"), ("If-Match", string.Format(System.Globalization.CultureInfo.InvariantCulture, header, seen)));

        Assert.Equal(status, answer.Status);
    }

    [Fact]
    public async Task Read_WithTheTagItHas_Is304WithoutBody()
    {
        foreach (string path in new[] { ItemPath, "councils/lille", Acting.Meetings, Acting.Meetings + "/2026-1" })
        {
            string tag = (await app.AskAsync(HttpMethod.Get, path)).ETag;

            Answer same = await app.AskAsync(HttpMethod.Get, path, null, ("If-None-Match", $"\"andet\", W/{tag}"));
            Answer other = await app.AskAsync(HttpMethod.Get, path, null, ("If-None-Match", "\"andet\""));

            Assert.Equal((304, "", tag), (same.Status, same.Text, same.ETag));
            Assert.Equal(200, other.Status);
        }
    }

    [Fact]
    public async Task MeetingView_WhenAnItemComesIn_IsNewToReadAndYetTheSameMeetingToChange()
    {
        string before = (await app.AskAsync(HttpMethod.Get, Acting.Meetings + "/2026-1")).ETag;
        await app.SubmitAsync("2026-1", "Endnu et punkt", "0741");

        Answer read = await app.AskAsync(HttpMethod.Get, Acting.Meetings + "/2026-1", null, ("If-None-Match", before));
        Answer moved = await app.AskAsync(
            HttpMethod.Post, Acting.Meetings + "/2026-1/move", new { date = "2026-11-24", start = "10:00", end = "13:00" }, ("If-Match", before));

        Assert.Equal((200, 200), (read.Status, moved.Status));
    }

    [Fact]
    public async Task Attendance_FirstTimeNeedsNoVersion_ThenItsOwnAndNotTheMeetings()
    {
        const string path = Acting.Meetings + "/2026-1/attendance";
        Answer none = await app.AskAsync(HttpMethod.Get, path);
        Answer first = await app.AskAsync(HttpMethod.Put, path, new { present = new[] { "member-0730" } }, ("If-None-Match", "*"));
        await app.UntilAsync(2026, 11, 17, 14);

        Answer blind = await app.AskAsync(HttpMethod.Put, path, new { present = new[] { "member-0741" } });
        Answer seen = await app.AskAsync(HttpMethod.Put, path, new { present = new[] { "member-0741" } }, ("If-Match", first.ETag));
        Answer createdTwice = await app.AskAsync(HttpMethod.Put, path, new { present = new[] { "member-0779" } }, ("If-None-Match", "*"));

        Assert.Equal((404, 200, 428, 200), (none.Status, first.Status, blind.Status, seen.Status));
        Assert.Equal((412, "there-already"), (createdTwice.Status, createdTwice.Code));
        Assert.Equal("member-0741", (await app.AskAsync(HttpMethod.Get, path)).Json.GetProperty("present")[0].GetString());
    }

    [Fact]
    public async Task Council_WhoseDirectoryChanged_IsNotReplacedByWhoSawTheFormerOne()
    {
        string seen = (await app.AskAsync(HttpMethod.Get, "councils/lille")).ETag;
        await app.SendAsync(HttpMethod.Put, "councils/lille", SampleCouncil.SetupWith("d-0741", "ny@lille.example"));

        Answer late = await app.AskAsync(
            HttpMethod.Put, "councils/lille", JsonSerializer.Serialize(SampleCouncil.Setup, Wire.Options), ("If-Match", seen));

        Assert.Equal(412, late.Status);
    }

    [Fact]
    public async Task Instants_InAnswers_HaveTheCouncilsOffsetOfTheirDay()
    {
        JsonElement[] steps = [.. (await app.AskAsync(HttpMethod.Get, Acting.Meetings + "/2026-1")).Json.GetProperty("timeline").EnumerateArray()];
        string[] instants = [.. steps.Select(step => step.GetProperty("instant").GetString()!)];
        Answer read = await app.AskAsync(HttpMethod.Get, ItemPath);

        Assert.Contains("2026-10-06T09:00:00+02:00", instants);
        Assert.Contains("2026-11-17T09:30:00+01:00", instants);
        Assert.Equal("2026-10-07T09:00:00+02:00", read.Json.GetProperty("receivedAt").GetString());
        Assert.Contains("\"start\":\"09:30\"", (await app.AskAsync(HttpMethod.Get, Acting.Meetings)).Text, StringComparison.Ordinal);
    }
}
