using System.Net;
using System.Text.Json;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;

namespace Kkr.Workflow.Tests.MeetingLifecycle;

/// <summary>
/// What is not possible from where a meeting or an item stands is refused over HTTP with 409 and a code, and leaves everything as it is. All pairs of
/// both tables are in <c>MeetingRulesTests</c> and <c>ItemRulesTests</c>; these are the ones that somebody can reach from outside.
/// </summary>
public sealed class IllegalMovesTests
{
    private static readonly string[] Unheld = ["minutes meeting-phase", "decision meeting-not-held"];
    private static readonly string[] Closed = ["chairmanship agenda-not-awaiting-answer", "replies/0779 call-closed", "items agenda-frozen"];

    // What was decided may be put right until the minutes are approved.
    private static readonly string[] Over = [.. Closed, "move meeting-cannot-move", "cancellation meeting-phase"];

    public static TheoryData<MeetingPhase, string[]> Phases => new()
    {
        { MeetingPhase.Planned, [.. Unheld, "chairmanship agenda-not-awaiting-answer"] },
        { MeetingPhase.Calling, [.. Unheld, "chairmanship agenda-not-awaiting-answer"] },
        { MeetingPhase.Preparing, [.. Unheld, "chairmanship agenda-not-awaiting-answer"] },
        { MeetingPhase.Frozen, [.. Unheld, .. Closed] },
        { MeetingPhase.Dispatched, [.. Unheld, .. Closed] },
        { MeetingPhase.Held, [.. Closed, "move meeting-cannot-move", "cancellation meeting-phase", "minutes items-undecided"] },
        { MeetingPhase.Minuted, Over },
        { MeetingPhase.Published, Over },
        { MeetingPhase.Approved, [.. Over, "decision minutes-approved", "attendance attendance-closed"] },
        { MeetingPhase.Cancelled, [.. Closed, "move meeting-cannot-move", "attendance attendance-closed", "minutes meeting-phase"] },
    };

    [Theory]
    [MemberData(nameof(Phases))]
    public async Task Meeting_AskedForWhatItsPhaseDoesNotAllow_RefusesWithACodeAndStaysAsItIs(MeetingPhase phase, string[] refused)
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Reaching.Start);
        await app.PlanAsync();
        string item = await app.SubmitAsync("2026-1", "Fælles beredskab");
        await app.ReachAsync(phase);
        Meeting before = (await app.MeetingAsync("2026-1")).Meeting;
        Assert.Equal(phase, before.Phase);

        foreach (string[] act in refused.Select(text => text.Split(' ')))
        {
            using HttpResponseMessage response = await AskAsync(app, act[0], item);
            await AssertRefusedAsync(response, act[0], act[1]);
        }

        Assert.Equal(before.Revision, (await app.MeetingAsync("2026-1")).Meeting.Revision);
    }

    [Theory]
    [InlineData(ItemStatus.Proposed, "decision meeting-not-held")]
    [InlineData(ItemStatus.Accepted, "decision meeting-not-held")]
    [InlineData(ItemStatus.Returned, "acceptance item-status", "decision meeting-not-held")]
    [InlineData(ItemStatus.Scheduled, "acceptance item-status", "decision meeting-not-held", "resubmission item-status")]
    [InlineData(ItemStatus.Rejected, "acceptance item-status", "rejection item-status", "withdrawal item-status", "edit item-closed", "decision meeting-not-held")]
    [InlineData(ItemStatus.Withdrawn, "acceptance item-status", "rejection item-status", "withdrawal item-status", "edit item-closed", "decision meeting-not-held")]
    [InlineData(ItemStatus.Frozen, "acceptance agenda-frozen", "rejection item-status", "edit agenda-frozen", "decision meeting-not-held")]
    [InlineData(ItemStatus.Decided, "acceptance agenda-frozen", "rejection item-status", "withdrawal item-status", "edit agenda-frozen")]
    [InlineData(ItemStatus.Pooled, "acceptance item-status", "decision item-status")]
    public async Task Item_AskedForWhatItsStatusDoesNotAllow_RefusesWithACodeAndStaysAsItIs(ItemStatus status, params string[] refused)
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Reaching.Start);
        await app.PlanAsync(andNext: false);
        string item = await app.SubmitAsync("2026-1", "Fælles beredskab");
        await app.ReachAsync(status, item);
        Item before = (await app.Items.LocateAsync("lille", item, default))!.Value;
        Assert.Equal(status, before.Status);

        foreach (string[] act in refused.Select(text => text.Split(' ')))
        {
            using HttpResponseMessage response = await AskAsync(app, act[0], item);
            await AssertRefusedAsync(response, act[0], act[1]);
        }

        Assert.Equal(before, (await app.Items.LocateAsync("lille", item, default))!.Value);
    }

    /// <summary>What somebody can ask of an item, and the move that it is.</summary>
    private static readonly (string Act, ItemMove Move, ItemMove? Also)[] Acts =
    [
        ("acceptance", ItemMove.Accept, null), ("return", ItemMove.Return, null), ("resubmission", ItemMove.Resubmit, null), ("withdrawal", ItemMove.Withdraw, null),
        ("rejection", ItemMove.Reject, null), ("pooling", ItemMove.Pool, null), ("take-up", ItemMove.Move, ItemMove.TakeUp), ("decision", ItemMove.Decide, null),
    ];

    /// <summary>Asked for where it already is, which is a repeat and changes nothing.</summary>
    private static readonly (ItemStatus, string)[] Repeats =
        [(ItemStatus.Accepted, "acceptance"), (ItemStatus.Returned, "return"), (ItemStatus.Proposed, "resubmission"), (ItemStatus.Pooled, "pooling")];

    public static TheoryData<ItemStatus> Statuses => [.. Enum.GetValues<ItemStatus>()];

    /// <summary>Every pair of status and act that the table does not have, with no list to be forgotten.</summary>
    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task Item_AskedForAnythingThatItsTableDoesNotHave_StaysAsItIs(ItemStatus status)
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Reaching.Start);
        await app.PlanAsync();
        string item = await app.SubmitAsync("2026-1", "Fælles beredskab");
        await app.ReachAsync(status, item);
        Item before = (await app.Items.LocateAsync("lille", item, default))!.Value;
        Assert.Equal(status, before.Status);
        bool IsLegal(ItemMove? move) => move is { } one && !ItemTransitions.After(status, one).IsRefused;

        foreach ((string act, _, _) in Acts.Where(act => !IsLegal(act.Move) && !IsLegal(act.Also)))
        {
            using HttpResponseMessage response = await AskAsync(app, act, item);
            bool isRepeat = Repeats.Contains((status, act));
            Assert.True(isRepeat ? response.IsSuccessStatusCode : response.StatusCode == HttpStatusCode.Conflict, $"{act}: {(int)response.StatusCode}");
            Assert.Equal((act, before), (act, (await app.Items.LocateAsync("lille", item, default))!.Value));
        }
    }

    private static Task<HttpResponseMessage> AskAsync(CouncilAtWork app, string act, string item) => act switch
    {
        "acceptance" => app.RawAsync(HttpMethod.Post, $"councils/lille/items/{item}/acceptance", new { }),
        "resubmission" or "pooling" => app.RawAsync(HttpMethod.Post, $"councils/lille/items/{item}/{act}", new { }),
        "return" => app.RawAsync(HttpMethod.Post, $"councils/lille/items/{item}/return", new { comment = "Skriv mere" }),
        "take-up" => app.RawAsync(HttpMethod.Post, $"councils/lille/items/{item}/move", new { meeting = "2027-1" }),
        "rejection" or "withdrawal" => app.RawAsync(HttpMethod.Post, $"councils/lille/items/{item}/{act}", new { reason = "Fordi" }),
        "edit" => app.RawAsync(HttpMethod.Put, $"councils/lille/items/{item}", new { title = "T", background = "B", recommendation = "I" }),
        "decision" => app.RawAsync(HttpMethod.Put, $"councils/lille/items/{item}/decision", new { outcomes = new[] { "approved" }, text = "Godkendt." }),
        "minutes" => app.RawAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/minutes", new { withoutAttendance = true }),
        "move" => app.RawAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/move", new { date = "2027-06-15", start = "09:30", end = "12:30" }),
        "cancellation" => app.RawAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/cancellation", new { reason = "Fordi" }),
        "chairmanship" => app.RawAsync(HttpMethod.Put, Acting.Meetings + "/2026-1/chairmanship", new { answer = "approved" }, "chair"),
        "attendance" => app.RawAsync(HttpMethod.Put, Acting.Meetings + "/2026-1/attendance", new { present = Array.Empty<string>(), apologies = Array.Empty<string>(), guests = Array.Empty<string>() }),
        "items" => app.RawAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/items", new { title = "T", background = "B", recommendation = "I" }),
        _ => app.RawAsync(HttpMethod.Put, $"{Acting.Meetings}/2026-1/{act}", new { answer = "noItems" }, "director-0779"),
    };

    private static async Task AssertRefusedAsync(HttpResponseMessage response, string act, string code)
    {
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.Conflict, $"{act}: {(int)response.StatusCode} {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal((act, code), (act, JsonDocument.Parse(text).RootElement.GetProperty("code").GetString()));
    }
}
