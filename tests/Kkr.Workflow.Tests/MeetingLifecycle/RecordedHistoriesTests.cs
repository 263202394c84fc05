using System.Text.Json;
using System.Text.Json.Nodes;
using Kkr.Runtime.Testing;

namespace Kkr.Workflow.Tests.MeetingLifecycle;

/// <summary>
/// Histories of meetings as earlier versions of the app wrote them. A change that they no longer fit would stop every meeting under way when
/// it is deployed. New ones are added with RECORD_HISTORIES=1; the old ones stay as long as such a meeting may still be running.
/// </summary>
public sealed class RecordedHistoriesTests
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Folder => Path.Combine(Repository.Root, "tests", "Kkr.Workflow.Tests", "MeetingLifecycle", "Recorded");

    [Fact]
    public async Task EveryRecordedHistory_ReplayedOnTodaysCode_Fits()
    {
        if (Environment.GetEnvironmentVariable("RECORD_HISTORIES") == "1")
        {
            await RecordAsync();
        }

        await using CouncilAtWork app = await CouncilAtWork.StartAsync(DateTimeOffset.UnixEpoch);
        string[] files = [.. Directory.EnumerateFiles(Folder, "*.json").Order(StringComparer.Ordinal)];
        List<string> misfits = [];
        foreach (string file in files)
        {
            if (await HistoryRecorder.ReplayAsync(app.Services, Read(file)) is { } problem)
            {
                misfits.Add($"{Path.GetFileName(file)}: {problem}");
            }
        }

        Assert.True(files.Length >= 10, $"Only {files.Length} histories are recorded.");
        Assert.Empty(misfits);
    }

    [Fact]
    public async Task RecordedHistory_WithAnotherActivity_IsFoundNotToFit()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(DateTimeOffset.UnixEpoch);
        RecordedHistory meeting = Directory.EnumerateFiles(Folder, "MeetingOrchestration*.json").Order(StringComparer.Ordinal).Select(Read).First();

        string? problem = await HistoryRecorder.ReplayAsync(app.Services, meeting with
        {
            Events = meeting.Events.Replace("\"LookAhead\"", "\"LookBack\"", StringComparison.Ordinal),
        });

        Assert.Contains("LookBack", problem, StringComparison.Ordinal);
    }

    /// <summary>Plays meetings with most of what can happen to them, and keeps one history of each shape that is not there yet.</summary>
    private static async Task RecordAsync()
    {
        HistoryRecorder recorder = new();
        await using (CouncilAtWork app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero), recorder))
        {
            app.Mail.Refused["direktoer0741@lille.example"] = "550 unknown";
            await app.PlanAsync();
            await app.UntilAsync(2026, 9, 7, 8);
            await app.SendAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/move", new { date = "2026-11-24", start = "10:00", end = "13:00" });
            await app.UntilAsync(2026, 10, 12, 8);
            string item = await app.SubmitAsync("2026-1", "Netværkets fremtid");
            await app.UntilAsync(2026, 11, 3, 8);
            await app.SubmitAsync("2026-1", "Kommer for sent", "0779");
            app.Mail.FaultsLeft = 2;
            await app.UntilAsync(2026, 11, 24, 14);
            await app.DecideAsync(item, new
            {
                outcomes = new[] { "postponed" },
                text = "Udsættes.",
                postponedTo = "2027-01-26",
                actions = new[] { new { task = "Oplæg", ownerPost = "network", deadline = "2027-01-15" } },
            });
            await app.UntilAsync(2026, 11, 30, 8);
            await app.MinuteAsync("2026-1");
            await app.UntilAsync(2027, 1, 26, 14);
            await app.MinuteAsync("2027-1");
            await app.UntilAsync(2027, 2, 1, 8);
            await app.SendAsync(HttpMethod.Post, Acting.Meetings, new { date = "2027-04-20", start = "09:30", end = "12:30", venue = new { name = "Teams", isVirtual = true } });
            await app.UntilAsync(2027, 2, 2, 8);
            await app.SendAsync(HttpMethod.Post, Acting.Meetings + "/2027-2/cancellation", new { reason = "For få punkter" });
            await app.UntilAsync(2027, 3, 1, 8);
        }

        await RecordStandInsAndCorrectionsAsync(recorder);
        Directory.CreateDirectory(Folder);
        HashSet<string> known = [.. Directory.EnumerateFiles(Folder, "*.json").Select(file => Read(file).Shape)];
        foreach (RecordedHistory history in recorder.Histories.Where(history => known.Add(history.Shape)))
        {
            JsonObject kept = new()
            {
                ["orchestrator"] = history.Orchestrator,
                ["instance"] = history.Instance,
                ["generation"] = history.Generation,
                ["shape"] = history.Shape,
                ["events"] = WithoutStackTraces(JsonNode.Parse(history.Events)!),
            };
            string name = $"{history.Orchestrator}-{history.Instance}-{history.Generation:000}.json".Replace('@', '-');
            await File.WriteAllTextAsync(Path.Combine(Folder, name), kept.ToJsonString(Readable) + "\n");
        }
    }

    /// <summary>Another year, so that its files have names of their own: deputies, minutes that wait for an attachment, and a correction.</summary>
    private static async Task RecordStandInsAndCorrectionsAsync(HistoryRecorder recorder)
    {
        const string meeting = Acting.Meetings + "/2028-1";
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(new DateTimeOffset(2028, 9, 1, 6, 0, 0, TimeSpan.Zero), recorder);
        await app.SendAsync(HttpMethod.Put, "councils/lille", SampleCouncil.WithDeputies);
        await app.SendAsync(HttpMethod.Post, Acting.Meetings, new { date = "2028-11-21", start = "09:30", end = "12:30", venue = new { name = "Teams", isVirtual = true } });
        await app.UntilAsync(2028, 10, 12, 8);
        string item = await app.SubmitAsync("2028-1", "Netværkets fremtid");
        await app.UntilAsync(2028, 11, 14, 8);
        await app.SendAsync(HttpMethod.Put, meeting + "/participation/member-0741", new { answer = "declined" });
        await app.UntilAsync(2028, 11, 15, 8);
        await app.SendAsync(HttpMethod.Put, meeting + "/participation/member-0741", new { answer = "accepted" });
        await app.UntilAsync(2028, 11, 21, 14);
        await app.DecideAsync(item, new { outcomes = new[] { "noted" }, text = "Noteret.", promisedAttachments = new[] { new { what = "Oplægget" } } });
        await app.MinuteAsync("2028-1");
        await app.UntilAsync(2028, 12, 11, 8);
        await app.SendAsync(HttpMethod.Post, $"councils/lille/items/{item}/promises/1/waiver", new { reason = "Det kommer ikke" });
        await app.UntilAsync(2028, 12, 12, 8);
        await app.DecideAsync(item, new { outcomes = new[] { "adopted" }, text = "Tiltrådt.", correction = "Fejl under punktet" });
        await app.SendAsync(HttpMethod.Post, meeting + "/minutes/corrections", new { reason = "Fejl under punktet" });
        await app.UntilAsync(2028, 12, 13, 8);
    }

    /// <summary>A stack trace says where somebody's machine keeps the code, and replay does not look at it.</summary>
    private static JsonNode WithoutStackTraces(JsonNode node)
    {
        if (node is JsonObject named)
        {
            named.Remove("StackTrace");
        }

        foreach (JsonNode child in node switch
        {
            JsonObject fields => fields.Select(field => field.Value).OfType<JsonNode>().ToArray(),
            JsonArray list => list.OfType<JsonNode>().ToArray(),
            _ => [],
        })
        {
            WithoutStackTraces(child);
        }

        return node;
    }

    private static RecordedHistory Read(string file)
    {
        JsonNode kept = JsonNode.Parse(File.ReadAllText(file))!;
        return new RecordedHistory(
            (string)kept["orchestrator"]!,
            (string)kept["instance"]!,
            (int)kept["generation"]!,
            (string)kept["shape"]!,
            kept["events"]!.ToJsonString());
    }
}
