using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Functions.MeetingLifecycle;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.Tests.MeetingLifecycle;

/// <summary>
/// Every transition of both tables, made through the API and the real orchestrations. A transition that comes to a table and has no way to be made here
/// fails in <see cref="EveryTransition_HasAWay"/>; so does a way that is left when its transition goes.
/// </summary>
public sealed class LegalMovesTests
{
    /// <summary>How somebody, or the clock, makes a meeting's move from a phase.</summary>
    private static readonly Dictionary<(MeetingPhase From, MeetingMove Move), Func<CouncilAtWork, Task>> Meetings = new()
    {
        [(MeetingPhase.Planned, MeetingMove.OpenCall)] = app => app.UntilAsync(2026, 10, 7, 8),
        [(MeetingPhase.Calling, MeetingMove.CloseCall)] = app => app.UntilAsync(2026, 10, 23, 8),
        [(MeetingPhase.Planned, MeetingMove.CloseCall)] = OvertakeCallAsync,
        [(MeetingPhase.Preparing, MeetingMove.Freeze)] = app => app.UntilAsync(2026, 11, 5, 16),
        [(MeetingPhase.Frozen, MeetingMove.Dispatch)] = app => app.UntilAsync(2026, 11, 6, 12),
        [(MeetingPhase.Dispatched, MeetingMove.Hold)] = app => app.UntilAsync(2026, 11, 17, 14),
        [(MeetingPhase.Frozen, MeetingMove.Hold)] = HoldUndispatchedAsync,
        [(MeetingPhase.Held, MeetingMove.SubmitMinutes)] = app => app.MinuteAsync("2026-1"),
        [(MeetingPhase.Minuted, MeetingMove.Publish)] = app => app.UntilAsync(2026, 12, 4, 8),
        [(MeetingPhase.Published, MeetingMove.Approve)] = ApproveAsync,
        [(MeetingPhase.Planned, MeetingMove.Cancel)] = Reaching.CancelAsync,
        [(MeetingPhase.Calling, MeetingMove.Cancel)] = Reaching.CancelAsync,
        [(MeetingPhase.Preparing, MeetingMove.Cancel)] = Reaching.CancelAsync,
        [(MeetingPhase.Frozen, MeetingMove.Cancel)] = Reaching.CancelAsync,
        [(MeetingPhase.Dispatched, MeetingMove.Cancel)] = Reaching.CancelAsync,
        [(MeetingPhase.Preparing, MeetingMove.Reopen)] = Reaching.ReopenAsync,
        [(MeetingPhase.Frozen, MeetingMove.Reopen)] = Reaching.ReopenAsync,
        [(MeetingPhase.Dispatched, MeetingMove.Reopen)] = Reaching.ReopenAsync,
    };

    /// <summary>How an item's move is made, from whichever status.</summary>
    private static readonly Dictionary<ItemMove, Func<CouncilAtWork, string, Task>> Items = new()
    {
        [ItemMove.Accept] = (app, item) => app.ActAsync(item, "acceptance"),
        [ItemMove.Return] = (app, item) => app.ActAsync(item, "return", new { comment = "Skriv mere" }),
        [ItemMove.Resubmit] = (app, item) => app.ActAsync(item, "resubmission"),
        [ItemMove.Withdraw] = (app, item) => app.ActAsync(item, "withdrawal", new { reason = "Ikke aktuelt" }),
        [ItemMove.Reject] = (app, item) => app.ActAsync(item, "rejection", new { reason = "Hører ikke til her" }),
        [ItemMove.Move] = (app, item) => app.ActAsync(item, "move", new { meeting = "2027-1" }),
        [ItemMove.TakeUp] = (app, item) => app.ActAsync(item, "move", new { meeting = "2027-1" }),
        [ItemMove.Merge] = MergeAsync,
        [ItemMove.Pool] = PoolAsync,
        [ItemMove.Schedule] = (app, _) => app.UntilAsync(2026, 11, 5, 16),
        [ItemMove.Freeze] = (app, _) => app.UntilAsync(2026, 12, 4, 8),
        [ItemMove.Thaw] = ThawAsync,
        [ItemMove.Decide] = DecideAsync,
    };

    public static TheoryData<MeetingPhase, MeetingMove> MeetingMoves => Data(Legal<MeetingPhase, MeetingMove>((from, move) => !MeetingPhases.After(from, move).IsRefused));

    public static TheoryData<ItemStatus, ItemMove> ItemMoves => Data(Legal<ItemStatus, ItemMove>((from, move) => !ItemTransitions.After(from, move).IsRefused));

    [Fact]
    public void EveryTransition_HasAWay()
    {
        Assert.Equal(
            Legal<MeetingPhase, MeetingMove>((from, move) => !MeetingPhases.After(from, move).IsRefused),
            Meetings.Keys.Order());
        Assert.Equal(Enum.GetValues<ItemMove>(), Items.Keys.Order());
    }

    [Theory]
    [MemberData(nameof(MeetingMoves))]
    public async Task Meeting_MakesEveryMoveOfItsTable(MeetingPhase from, MeetingMove move)
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Reaching.Start);
        await app.PlanAsync();
        await app.ReachAsync(from);
        Assert.Equal(from, await app.PhaseAsync());

        await Meetings[(from, move)](app);

        Assert.Equal(MeetingPhases.After(from, move).Value, await app.PhaseAsync());
    }

    [Theory]
    [MemberData(nameof(ItemMoves))]
    public async Task Item_MakesEveryMoveOfItsTable(ItemStatus from, ItemMove move)
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Reaching.Start);
        await app.PlanAsync(andNext: (from, move) is not (ItemStatus.Frozen, ItemMove.Pool));
        string item = await app.SubmitAsync("2026-1", "Fælles beredskab");
        await app.ReachAsync(from, item);
        Assert.Equal(from, await app.StatusAsync(item));

        await Items[move](app, item);

        // The freeze gives an item its place and locks it in one step.
        ItemStatus to = move == ItemMove.Schedule ? ItemStatus.Frozen : ItemTransitions.After(from, move).Value;
        Assert.Equal(to, await app.StatusAsync(item));
    }

    /// <summary>Nothing ran from before the call until the deadline for items had passed.</summary>
    private static async Task OvertakeCallAsync(CouncilAtWork app)
    {
        DurableTaskClient client = app.Services.GetRequiredService<DurableTaskClient>();
        string meeting = MeetingSignal.InstanceId(new MeetingKey("lille", "2026-1"));
        await client.SuspendInstanceAsync(meeting, "stopped");
        await app.UntilAsync(2026, 10, 23, 8);
        Assert.Equal(MeetingPhase.Planned, await app.PhaseAsync());
        await client.ResumeInstanceAsync(meeting, "going again");
        await app.UntilAsync(2026, 10, 23, 9);
        Assert.Empty(app.MailingsOf("2026-1", MailKind.CallForItems));
    }

    private static async Task HoldUndispatchedAsync(CouncilAtWork app)
    {
        app.Mail.Refused["direktoer0741@lille.example"] = "550 5.1.1 unknown user";
        await app.UntilAsync(2026, 11, 17, 9);
        Assert.Equal(MeetingPhase.Frozen, await app.PhaseAsync());
        await app.UntilAsync(2026, 11, 17, 14);
    }

    private static async Task ApproveAsync(CouncilAtWork app)
    {
        await app.UntilAsync(2027, 1, 26, 13);
        await app.MinuteAsync("2027-1");
        await app.UntilAsync(2027, 1, 27, 8);
    }

    private static async Task MergeAsync(CouncilAtWork app, string item)
    {
        string other = await app.SubmitAsync("2026-1", "Beredskab i fællesskab", "0741");
        await app.ActAsync(other, "merge", new { item });
    }

    private static async Task PoolAsync(CouncilAtWork app, string item)
    {
        if (await app.StatusAsync(item) == ItemStatus.Frozen)
        {
            await app.CancelAsync();
            await app.UntilAsync(2026, 11, 6, 8);
            return;
        }

        await app.ActAsync(item, "pooling");
    }

    private static async Task ThawAsync(CouncilAtWork app, string item)
    {
        await app.ReopenAsync();
        await app.UntilAsync(2026, 11, 5, 17);
    }

    private static async Task DecideAsync(CouncilAtWork app, string item)
    {
        await app.UntilAsync(2026, 11, 17, 15);
        await app.DecideAsync(item, new { outcomes = new[] { "noted" }, text = "Taget til efterretning." });
    }

    private static TheoryData<TFrom, TMove> Data<TFrom, TMove>(IEnumerable<(TFrom From, TMove Move)> moves)
    {
        TheoryData<TFrom, TMove> data = [];
        foreach ((TFrom from, TMove move) in moves)
        {
            data.Add(from, move);
        }

        return data;
    }

    private static IEnumerable<(TFrom, TMove)> Legal<TFrom, TMove>(Func<TFrom, TMove, bool> isLegal)
        where TFrom : struct, Enum
        where TMove : struct, Enum =>
        from start in Enum.GetValues<TFrom>()
        from move in Enum.GetValues<TMove>()
        where isLegal(start, move)
        select (start, move);
}
