using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Planning;
using static Kkr.Workflow.Tests.Midtjylland;

namespace Kkr.Workflow.Tests;

public class AgendaRulesTests
{
    private static readonly Meeting November = MeetingOn("2026-11-17");

    [Fact]
    public void AutomaticItems_OrdinaryMeeting_AreOneOneTwoOneAndSixOne()
    {
        IReadOnlyList<Item> items = AgendaRules.AutomaticItems(November, Midt, [MeetingOn("2026-09-01", "2026-4")], "Mødet den 3. februar 2027:\n- Klima");
        NumberedAgenda agenda = AgendaRules.Number(Midt, November, items);

        Assert.Equal(["1.1", "2.1", "6.1"], agenda.Items.Select(item => item.Number));
        Assert.Equal(["Godkendelse af referat fra mødet den 1. september 2026", "Orientering", "Punkter til kommende møder"], items.Select(item => item.Title));
        Assert.Equal(["2026-4"], items[0].ApprovesMinutesOf);
        Assert.Contains("Klima", items[2].Presentation, StringComparison.Ordinal);
        Assert.All(items, item => Assert.Equal((ItemStatus.Accepted, "SAG-2026-00792"), (item.Status, item.CaseId)));
    }

    [Fact]
    public void AutomaticItems_SeveralMinutesAwait_AreApprovedInOneItem()
    {
        Item item = AgendaRules.AutomaticItems(November, Midt, [MeetingOn("2026-09-01", "2026-4"), MeetingOn("2026-06-17", "2026-3")])[0];

        Assert.Equal("Godkendelse af referater fra møderne den 17. juni og 1. september 2026", item.Title);
        Assert.Equal(["2026-3", "2026-4"], item.ApprovesMinutesOf);
    }

    [Fact]
    public void AutomaticItems_NothingAwaitsApproval_HasNoOneOne()
    {
        Assert.Equal([ItemOrigin.SinceLast, ItemOrigin.Upcoming], AgendaRules.AutomaticItems(November, Midt, []).Select(item => item.Origin));
        Assert.Empty(AgendaRules.AutomaticItems(November with { Kind = MeetingKind.Extraordinary }, Midt, []));
    }

    [Fact]
    public void AutomaticItems_ConstituentMeeting_HasItsOwnAgenda()
    {
        Meeting constituent = MeetingOn("2026-01-27", "2026-1", kind: MeetingKind.Constituent);
        NumberedAgenda agenda = AgendaRules.Number(
            Midt, constituent, AgendaRules.AutomaticItems(constituent, Midt, [MeetingOn("2025-10-20", "2025-5")]));

        Assert.Equal(
            ["1.1 Godkendelse af referat fra mødet den 20. oktober 2025", "4.1 Udpegninger", "5.1 Godkendelse af valg",
                "5.2 Valgforbund", "5.3 Valg af formand og næstformand", "5.4 Forretningsorden", "5.5 Mødeplan"],
            agenda.Items.Select(item => $"{item.Number} {item.Title}"));
    }

    [Fact]
    public void Number_Items_KeepsSevenSectionsAndAStableOrder()
    {
        Item[] items =
        [
            ItemOf("c") with { ReceivedAt = Early.AddHours(2) },
            ItemOf("b") with { ReceivedAt = Early.AddHours(1) },
            ItemOf("a") with { ReceivedAt = Early.AddHours(1) },
            ItemOf("wheel", ItemStatus.Accepted) with { Origin = ItemOrigin.AnnualWheel, ReceivedAt = Early.AddHours(9) },
            ItemOf("carried", ItemStatus.Accepted) with { Origin = ItemOrigin.CarriedOver, ReceivedAt = Early.AddHours(9) },
            ItemOf("late") with { IsLate = true },
            ItemOf("returned", ItemStatus.Returned),
            ItemOf("withdrawn", ItemStatus.Withdrawn),
            ItemOf("elsewhere", meeting: "2026-4"),
            ItemOf("kkr", ItemStatus.Accepted, section: 5),
        ];
        NumberedAgenda agenda = AgendaRules.Number(Midt, November, items);
        NumberedAgenda reversed = AgendaRules.Number(Midt, November, [.. items.Reverse()]);

        Assert.Equal(
            ["1 Godkendelse af referat", "2 Siden sidst", "3 Regionalpolitiske sager", "4 Udpegninger", "5 KKR", "6 Punkter til næste møde", "7 Eventuelt"],
            agenda.Sections.Select(section => $"{section.Number} {section.Title}"));
        Assert.Equal(["3.1 carried", "3.2 wheel", "3.3 a", "3.4 b", "3.5 c", "5.1 kkr"], agenda.Items.Select(item => $"{item.Number} {item.Id}"));
        Assert.Equal(agenda.Items.Select(item => item.Id), reversed.Items.Select(item => item.Id));
    }

    [Fact]
    public void Number_ItemsAlreadyNumbered_KeepTheirNumbersAndNewOnesGoLast()
    {
        Item[] items =
        [
            ItemOf("first", ItemStatus.Withdrawn) with { Number = "3.1" },
            ItemOf("tenth", ItemStatus.Frozen) with { Number = "3.10" },
            ItemOf("second", ItemStatus.Frozen) with { Number = "3.2" },
            ItemOf("new", ItemStatus.Accepted) with { ReceivedAt = Early.AddDays(-1) },
        ];

        Assert.Equal(
            ["3.1 first", "3.2 second", "3.10 tenth", "3.11 new"],
            AgendaRules.Number(Midt, November, items).Items.Select(item => $"{item.Number} {item.Id}"));
    }

    [Fact]
    public void AtFreeze_Items_AreFrozenOrPooledAndARepeatGivesTheSame()
    {
        Item[] items =
        [
            ItemOf("proposed"), ItemOf("accepted", ItemStatus.Accepted), ItemOf("scheduled", ItemStatus.Scheduled),
            ItemOf("late") with { IsLate = true }, ItemOf("late-taken", ItemStatus.Accepted) with { IsLate = true },
            ItemOf("returned", ItemStatus.Returned), ItemOf("rejected", ItemStatus.Rejected), ItemOf("withdrawn", ItemStatus.Withdrawn),
        ];
        FreezeOutcome outcome = AgendaRules.AtFreeze(Midt, November, items);
        FreezeOutcome again = AgendaRules.AtFreeze(Midt, November, [.. outcome.Frozen, .. outcome.Pooled]);

        Assert.Equal(["accepted 3.1", "late-taken 3.2", "proposed 3.3", "scheduled 3.4"], outcome.Frozen.Select(item => $"{item.Id} {item.Number}"));
        Assert.All(outcome.Frozen, item => Assert.Equal(ItemStatus.Frozen, item.Status));
        Assert.Equal(["late", "returned"], outcome.Pooled.Select(item => item.Id));
        Assert.All(outcome.Pooled, item => Assert.Equal((ItemStatus.Pooled, (string?)null), (item.Status, item.Meeting)));
        Assert.Equal(outcome.Frozen, again.Frozen);
        Assert.Empty(again.Pooled);
    }

    [Fact]
    public void WaitingFor_PooledItems_AreMatchedByDateAlsoAfterAMove()
    {
        Item promised = ItemOf("a", ItemStatus.Pooled) with { PromisedTo = Day("2027-02-03") };
        Meeting meeting = MeetingOn("2027-02-03", "2027-1");
        Meeting moved = MeetingRules.Move(meeting, Day("2027-02-10"), meeting.Start, meeting.End, null, Early, Midt).Value;

        Assert.Equal([promised], AgendaRules.WaitingFor(meeting, [promised, ItemOf("b", ItemStatus.Pooled)]));
        Assert.Equal([promised], AgendaRules.WaitingFor(moved, [promised]));
        Assert.Empty(AgendaRules.WaitingFor(November, [promised]));
    }

    [Fact]
    public void Upcoming_WheelAndPromises_AreTheirUnion()
    {
        Meeting next = MeetingOn("2027-02-03", "2027-1");
        AnnualWheel wheel = new(2027, [Row("Klima"), Row("Sundhedsområdet"), new("Øvrige", [], "x") { WhenRelevant = true }]);
        Item[] items =
        [
            ItemOf("a", ItemStatus.Pooled) with { Title = "Herberger", PromisedTo = next.Date, Origin = ItemOrigin.CarriedOver },
            ItemOf("b", ItemStatus.Accepted, "2027-1") with { Title = "klima ", Origin = ItemOrigin.AnnualWheel },
            ItemOf("c", ItemStatus.Pooled) with { Title = "Forretningsorden", PromisedTo = Day("2027-06-01"), Origin = ItemOrigin.CarriedOver },
            ItemOf("d", ItemStatus.Pooled) with { Title = "Ikke lovet", Origin = ItemOrigin.CarriedOver },
            ItemOf("e", ItemStatus.Accepted, "2027-1") with { Title = "Fortroligt", Origin = ItemOrigin.CarriedOver, Confidential = true },
        ];
        IReadOnlyList<UpcomingPoint> points = AgendaRules.Upcoming(November, [November, next], [wheel], items);

        Assert.Equal(
            "Mødet den 3. februar 2027:\n- Herberger\n- klima \n- Sundhedsområdet\n\nMødet den 1. juni 2027:\n- Forretningsorden",
            AgendaRules.UpcomingText(points));

        AnnualWheelRow Row(string subject) => new(subject, [], "3. februar") { Dates = [next.Date] };
    }

    [Fact]
    public void Upcoming_NothingPlanned_SaysSoOnTheAgenda()
    {
        Assert.Equal("", AgendaRules.UpcomingText(AgendaRules.Upcoming(November, [November], [], [])));
        Assert.Equal("Der er endnu ikke planlagt punkter til det kommende møde.", AgendaRules.AutomaticItems(November, Midt, [], "")[1].Presentation);
    }
}
