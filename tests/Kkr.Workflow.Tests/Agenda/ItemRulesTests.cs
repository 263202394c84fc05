using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Holding;
using static Kkr.Workflow.Tests.Midtjylland;

namespace Kkr.Workflow.Tests;

public class ItemRulesTests
{
    private static readonly HashSet<(ItemStatus, ItemMove, ItemStatus)> Legal =
    [
        (ItemStatus.Proposed, ItemMove.Accept, ItemStatus.Accepted),
        (ItemStatus.Proposed, ItemMove.Return, ItemStatus.Returned),
        (ItemStatus.Proposed, ItemMove.Withdraw, ItemStatus.Withdrawn),
        (ItemStatus.Proposed, ItemMove.Reject, ItemStatus.Rejected),
        (ItemStatus.Proposed, ItemMove.Pool, ItemStatus.Pooled),
        (ItemStatus.Returned, ItemMove.Resubmit, ItemStatus.Proposed),
        (ItemStatus.Returned, ItemMove.Withdraw, ItemStatus.Withdrawn),
        (ItemStatus.Returned, ItemMove.Reject, ItemStatus.Rejected),
        (ItemStatus.Returned, ItemMove.Pool, ItemStatus.Pooled),
        (ItemStatus.Accepted, ItemMove.Schedule, ItemStatus.Scheduled),
        (ItemStatus.Accepted, ItemMove.Return, ItemStatus.Returned),
        (ItemStatus.Accepted, ItemMove.Withdraw, ItemStatus.Withdrawn),
        (ItemStatus.Accepted, ItemMove.Reject, ItemStatus.Rejected),
        (ItemStatus.Accepted, ItemMove.Pool, ItemStatus.Pooled),
        (ItemStatus.Scheduled, ItemMove.Freeze, ItemStatus.Frozen),
        (ItemStatus.Scheduled, ItemMove.Return, ItemStatus.Returned),
        (ItemStatus.Scheduled, ItemMove.Withdraw, ItemStatus.Withdrawn),
        (ItemStatus.Scheduled, ItemMove.Reject, ItemStatus.Rejected),
        (ItemStatus.Scheduled, ItemMove.Pool, ItemStatus.Pooled),
        (ItemStatus.Frozen, ItemMove.Decide, ItemStatus.Decided),
        (ItemStatus.Frozen, ItemMove.Withdraw, ItemStatus.Withdrawn),
        (ItemStatus.Frozen, ItemMove.Pool, ItemStatus.Pooled),
        (ItemStatus.Frozen, ItemMove.Thaw, ItemStatus.Scheduled),
        (ItemStatus.Decided, ItemMove.Decide, ItemStatus.Decided),
        (ItemStatus.Pooled, ItemMove.TakeUp, ItemStatus.Accepted),
        (ItemStatus.Pooled, ItemMove.Withdraw, ItemStatus.Withdrawn),
        (ItemStatus.Pooled, ItemMove.Reject, ItemStatus.Rejected),
        (ItemStatus.Proposed, ItemMove.Move, ItemStatus.Proposed),
        (ItemStatus.Returned, ItemMove.Move, ItemStatus.Returned),
        (ItemStatus.Accepted, ItemMove.Move, ItemStatus.Accepted),
        (ItemStatus.Scheduled, ItemMove.Move, ItemStatus.Accepted),
        (ItemStatus.Proposed, ItemMove.Merge, ItemStatus.Withdrawn),
        (ItemStatus.Returned, ItemMove.Merge, ItemStatus.Withdrawn),
        (ItemStatus.Accepted, ItemMove.Merge, ItemStatus.Withdrawn),
        (ItemStatus.Scheduled, ItemMove.Merge, ItemStatus.Withdrawn),
        (ItemStatus.Pooled, ItemMove.Merge, ItemStatus.Withdrawn),
    ];

    private static readonly Meeting Calling = MeetingOn("2026-11-17").Through(MeetingStep.Call);
    private static readonly Meeting Held = MeetingOn("2026-11-17").Through(MeetingStep.Start);
    private static readonly DateTimeOffset InTime = Utc(2026, 10, 22, 10, 0);
    private static readonly DateTimeOffset Late = Utc(2026, 10, 22, 10, 1);

    public static TheoryData<ItemStatus, ItemMove> EveryMove()
    {
        TheoryData<ItemStatus, ItemMove> all = [];
        foreach (ItemStatus status in Enum.GetValues<ItemStatus>())
        {
            foreach (ItemMove move in Enum.GetValues<ItemMove>())
            {
                all.Add(status, move);
            }
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(EveryMove))]
    public void After_EveryStatusAndMove_LeadsOnOrIsRefusedWithAReason(ItemStatus from, ItemMove move)
    {
        Result<ItemStatus> result = ItemTransitions.After(from, move);
        ItemStatus? expected = Legal.Where(legal => legal.Item1 == from && legal.Item2 == move).Select(legal => (ItemStatus?)legal.Item3).FirstOrDefault();
        if (expected is { } to)
        {
            Assert.Equal(to, result.Value);
            return;
        }

        AssertRefused(result, "item-status", "status");
        Assert.Equal((RefusalKind.NotNow, from.ToString()), (result.Refusal!.Kind, result.Refusal.Value));
        Assert.Contains(from.InDanish(), result.Refusal.Danish, StringComparison.Ordinal);
    }

    [Fact]
    public void Submit_AGoodItem_IsProposedOnItsMeeting()
    {
        Item item = ItemRules.Submit(Draft("  Fælles beredskab ") with { CaseId = "SAG-2026-00792", Section = 5 }, Calling, Midt, InTime).Value;

        Assert.Equal((ItemStatus.Proposed, "2026-5", 5), (item.Status, item.Meeting, item.Section));
        Assert.Equal(("Fælles beredskab", "0730", "director-0730"), (item.Title, item.Municipality, item.SubmitterPost));
        Assert.False(item.IsLate);
        Assert.Equal(3, ItemRules.Submit(Draft(), Calling, Midt, InTime).Value.Section);
    }

    [Fact]
    public void Submit_AMinuteAfterTheDeadline_IsLate() => Assert.True(ItemRules.Submit(Draft(), Calling, Midt, Late).Value.IsLate);

    public static TheoryData<string, string, string, string?> BadFields => new()
    {
        { "title", "title-missing", "required", " " },
        { "title", "title-too-long", "at most 200 characters", new string('x', 201) },
        { "title", "title-not-one-line", "a single line", "En\nto" },
        { "background", "background-missing", "required", "" },
        { "background", "background-too-long", "at most 100000 characters", new string('x', 100_001) },
        { "recommendation", "recommendation-missing", "required", null },
        { "caseId", "case-id-malformed", "must match SAG-YYYY-NNNNN", "SAG-26-792" },
        { "caseId", "case-id-malformed", "must match SAG-YYYY-NNNNN", "SAG-2026-00792 " },
        { "caseId", "case-id-malformed", "must match SAG-YYYY-NNNNN", "SAG-2026-00792\n" },
        { "section", "section-unknown", "1 to 7", "8" },
        { "section", "section-unknown", "1 to 7", "0" },
        { "municipality", "municipality-unknown", "one of the council's municipalities", "0101" },
    };

    [Theory]
    [MemberData(nameof(BadFields))]
    public void Submit_ABadField_IsRefusedWithFieldRuleAndValue(string field, string code, string rule, string? value)
    {
        ItemDraft draft = field switch
        {
            "title" => Draft() with { Title = value },
            "background" => Draft() with { Background = value },
            "recommendation" => Draft() with { Recommendation = value },
            "caseId" => Draft() with { CaseId = value },
            "section" => Draft() with { Section = int.Parse(value!, System.Globalization.CultureInfo.InvariantCulture) },
            _ => Draft() with { Municipality = value },
        };
        Result<Item> result = ItemRules.Submit(draft, Calling, Midt, InTime);

        AssertRefused(result, code, field);
        Assert.Equal(rule, result.Refusal!.Rule);
        Assert.Equal(RefusalKind.Invalid, result.Refusal.Kind);
        Assert.Equal(value is { Length: > 100 } ? value[..100] + "…" : value, result.Refusal.Value);
    }

    [Fact]
    public void Check_SeveralBadFields_NamesThemAll()
    {
        ItemDraft draft = new() { Section = 9, Presenters = [new Presenter("", Minutes: 0) { Email = "per gæst" }] };

        Assert.Equal(
            ["title", "background", "recommendation", "section", "presenters.name", "presenters.minutes", "presenters.email"],
            ItemFields.Check(draft, Midt).Select(refusal => refusal.Field));
    }

    [Fact]
    public void Submit_AfterTheFreeze_IsRefused()
    {
        Result<Item> result = ItemRules.Submit(Draft(), MeetingOn("2026-11-17").Through(MeetingStep.Freeze), Midt, Utc(2026, 11, 5, 15, 0));

        AssertRefused(result, "agenda-frozen", "phase");
        AssertRefused(ItemRules.Submit(Draft(), MeetingOn("2026-11-17").Cancelled(), Midt, InTime), "agenda-frozen");
    }

    [Fact]
    public void Supplement_BetweenFreezeAndMeeting_IsAppendedWithItsReason()
    {
        Meeting dispatched = MeetingOn("2026-11-17").Through(MeetingStep.Dispatch);
        Item[] items = [ItemOf("a", ItemStatus.Frozen) with { Number = "3.1" }, ItemOf("b", ItemStatus.Withdrawn) with { Number = "3.2" }];
        Item item = ItemRules.Supplement(Draft(), " Frist hos ministeriet ", dispatched, Midt, items, Utc(2026, 11, 12, 8, 0)).Value;

        Assert.Equal((ItemStatus.Frozen, "3.3", "Frist hos ministeriet", true), (item.Status, item.Number, item.Reason, item.IsLate));
        AssertRefused(ItemRules.Supplement(Draft(), " ", dispatched, Midt, items, Late), "reason-missing", "reason");
        AssertRefused(ItemRules.Supplement(Draft(""), "Haster", dispatched, Midt, items, Late), "title-missing", "title");
        AssertRefused(ItemRules.Supplement(Draft(), "Haster", Calling, Midt, items, Late), "no-supplementary-agenda", "phase");
    }

    [Fact]
    public void Edit_BySubmitter_EndsWithTheDeadline()
    {
        Item item = ItemOf("a");

        Assert.Equal("Nyt", ItemRules.Edit(item, Draft("Nyt"), Calling, Midt, InTime, ItemEditor.Submitter).Value.Title);
        AssertRefused(ItemRules.Edit(item, Draft("Nyt"), Calling, Midt, Late, ItemEditor.Submitter), "item-deadline-passed");
        Assert.False(ItemRules.Edit(item with { IsLate = true }, Draft("Nyt"), Calling, Midt, Late, ItemEditor.Submitter).IsRefused);
        Assert.False(ItemRules.Edit(item, Draft("Nyt"), Calling, Midt, Late).IsRefused);
        AssertRefused(ItemRules.Edit(item with { Status = ItemStatus.Withdrawn }, Draft("Nyt"), Calling, Midt, InTime), "item-closed");
        AssertRefused(ItemRules.Edit(item, Draft(""), Calling, Midt, InTime), "title-missing");
    }

    [Fact]
    public void Edit_AReturnedItem_ProposesItAgain()
    {
        Item returned = ItemRules.Return(ItemOf("a"), "Indstilling mangler").Value;
        Item edited = ItemRules.Edit(returned, Draft("Nyt"), Calling, Midt, Late, ItemEditor.Submitter).Value;

        Assert.Equal((ItemStatus.Returned, "Indstilling mangler"), (returned.Status, returned.Reason));
        Assert.Equal((ItemStatus.Proposed, (string?)null), (edited.Status, edited.Reason));
    }

    [Fact]
    public void Reject_WithoutReason_IsRefused()
    {
        AssertRefused(ItemRules.Reject(ItemOf("a"), ""), "reason-missing", "reason");
        AssertRefused(ItemRules.Reject(ItemOf("a", ItemStatus.Decided), "Nej"), "item-status");
        Assert.Equal(ItemStatus.Rejected, ItemRules.Reject(ItemOf("a"), "Nej").Value.Status);
    }

    [Fact]
    public void Withdraw_AfterTheFreeze_KeepsTheNumber()
    {
        Item frozen = ItemRules.Freeze(ItemOf("a", ItemStatus.Accepted), "3.2").Value;
        Item withdrawn = ItemRules.Withdraw(frozen, "Løst").Value;

        Assert.Equal((ItemStatus.Withdrawn, "3.2"), (withdrawn.Status, withdrawn.Number));
        Assert.Same(frozen, ItemRules.Freeze(frozen, "3.2").Value);
        AssertRefused(ItemRules.Freeze(frozen, "3.3"), "item-status");
    }

    [Fact]
    public void Pool_AnItem_LosesMeetingAndNumber_AnAutomaticOneIsWithdrawn()
    {
        Item frozen = ItemOf("a", ItemStatus.Frozen) with { Number = "3.2" };
        Item pooled = ItemRules.Pool(frozen).Value;
        Item back = ItemRules.TakeUp(pooled, MeetingOn("2027-02-03", "2027-1")).Value;

        Assert.Equal((ItemStatus.Pooled, (string?)null, (string?)null), (pooled.Status, pooled.Meeting, pooled.Number));
        Assert.Same(pooled, ItemRules.Pool(pooled).Value);
        Assert.Equal((ItemStatus.Accepted, "2027-1"), (back.Status, back.Meeting));
        Assert.Same(back, ItemRules.TakeUp(back, MeetingOn("2027-02-03", "2027-1")).Value);
        AssertRefused(ItemRules.TakeUp(pooled, Held), "agenda-frozen");
        Assert.Equal(ItemStatus.Withdrawn, ItemRules.Pool(frozen with { Origin = ItemOrigin.SinceLast }).Value.Status);
    }

    [Fact]
    public void Decide_AFrozenItem_RecordsTheDecision_AndItCanBePutRight()
    {
        Item frozen = ItemOf("a", ItemStatus.Frozen);
        Item decided = ItemRules.Decide(frozen, Decision(Outcome.Noted), Held).Value;
        Item corrected = ItemRules.Decide(decided, Decision(Outcome.Adopted), Held).Value;

        Assert.Equal(ItemStatus.Decided, decided.Status);
        Assert.Equal([Outcome.Adopted], corrected.Decision!.Outcomes);
    }

    [Fact]
    public void Decide_AgainstARule_IsRefused()
    {
        Item frozen = ItemOf("a", ItemStatus.Frozen);
        Decision noted = Decision(Outcome.Noted);
        Item minutes = frozen with { ApprovesMinutesOf = ["2026-4"] };

        AssertRefused(ItemRules.Decide(frozen, noted, MeetingOn("2026-11-17").Through(MeetingStep.Dispatch)), "meeting-not-held", "phase");
        AssertRefused(ItemRules.Decide(frozen, noted, MeetingOn("2026-11-17") with { Phase = MeetingPhase.Approved }), "minutes-approved", "phase");
        AssertRefused(ItemRules.Decide(ItemOf("a"), noted, Held), "item-status");
        AssertRefused(ItemRules.Decide(frozen, noted with { Outcomes = [] }, Held), "outcomes", "outcomes");
        AssertRefused(ItemRules.Decide(frozen, noted with { Outcomes = [Outcome.Noted, Outcome.Noted] }, Held), "outcomes");
        AssertRefused(ItemRules.Decide(frozen, noted with { Text = " " }, Held), "decision-text-missing", "text");
        AssertRefused(ItemRules.Decide(frozen, noted with { Amendment = "x" }, Held), "amendment-out-of-place", "amendment");
        AssertRefused(ItemRules.Decide(minutes, noted, Held), "minutes-undecided", "outcomes");
        AssertRefused(ItemRules.Decide(frozen, noted with { PostponedTo = Day("2026-11-17") }, Held), "postponed-backwards", "postponedTo");
        AssertRefused(ItemRules.Decide(frozen, noted with { Actions = [new("", "network", null)] }, Held), "action-task-missing");
        AssertRefused(ItemRules.Decide(frozen, noted with { Actions = [new("Oplæg", " ", null)] }, Held), "action-owner-missing");
        AssertRefused(ItemRules.Decide(frozen, noted, Held, hasQuorum: false), "no-quorum", "outcomes");
        Assert.False(ItemRules.Decide(frozen, Decision(Outcome.Discussed, Outcome.Postponed), Held, hasQuorum: false).IsRefused);
        Assert.False(ItemRules.Decide(minutes, Decision(Outcome.Approved) with { Amendment = "Rettet." }, Held).IsRefused);
    }

    [Fact]
    public void CarryOver_APostponedItem_IsANewOneAndTheOldKeepsItsDecision()
    {
        Item postponed = ItemOf("a", ItemStatus.Decided) with { Number = "3.3", Decision = Decision(Outcome.Postponed) with { PostponedTo = Day("2027-02-03") } };
        Item pooled = ItemRules.CarryOver(postponed, null, InTime);
        Item onNext = ItemRules.CarryOver(postponed, MeetingOn("2027-02-03", "2027-1"), InTime);

        Assert.Equal((ItemStatus.Pooled, Day("2027-02-03"), "a"), (pooled.Status, pooled.PromisedTo!.Value, pooled.CarriedFrom));
        Assert.Equal((ItemStatus.Accepted, "2027-1", ItemOrigin.CarriedOver), (onNext.Status, onNext.Meeting, onNext.Origin));
        Assert.Null(onNext.Number);
        Assert.Null(onNext.Decision);
        Assert.NotNull(postponed.Decision);
    }

    [Fact]
    public void IsToBeCarriedOver_PostponedOrPromised_ButNotMinutes()
    {
        Item decided = ItemOf("a", ItemStatus.Decided) with { Decision = Decision(Outcome.Discussed) };
        Decision promised = Decision(Outcome.Discussed) with { PostponedTo = Day("2027-02-03") };

        Assert.False(ItemRules.IsToBeCarriedOver(decided));
        Assert.True(ItemRules.IsToBeCarriedOver(decided with { Decision = promised }));
        Assert.True(ItemRules.IsToBeCarriedOver(decided with { Decision = Decision(Outcome.Postponed) }));
        Assert.False(ItemRules.IsToBeCarriedOver(decided with { Decision = Decision(Outcome.Postponed), ApprovesMinutesOf = ["2026-4"] }));
    }

    [Fact]
    public void Accept_OnceTheFrozenAgendaIsKept_IsRefusedWhateverThePhaseSays()
    {
        Meeting preparing = MeetingOn("2026-11-17").Through(MeetingStep.ChairmanshipDraft);
        Meeting kept = preparing with { Agendas = [new AgendaEdition(1, AgendaEditionKind.Frozen, "p", "s", InTime, 3)] };

        Assert.False(ItemRules.Accept(ItemOf("a"), preparing).IsRefused);
        AssertRefused(ItemRules.Accept(ItemOf("a"), kept), "agenda-frozen", "phase");
        AssertRefused(ItemRules.Submit(Draft("Nyt"), kept, Midt, InTime), "agenda-frozen", "phase");
    }

    private static Decision Decision(params Outcome[] outcomes) => new() { Outcomes = outcomes, Text = "Taget til efterretning." };
}
