using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Planning;
using static Kkr.Workflow.Tests.Midtjylland;

namespace Kkr.Workflow.Tests;

public class AnnualWheelTests
{
    private static readonly Meeting[] Meetings =
    [
        MeetingOn("2026-01-27", "2026-1", kind: MeetingKind.Constituent), MeetingOn("2026-04-14", "2026-2"), MeetingOn("2026-06-17", "2026-3"),
        MeetingOn("2026-09-01", "2026-4"), MeetingOn("2026-11-17", "2026-5"), MeetingOn("2027-02-03", "2027-1"),
    ];

    // The subjects and meetings of the wheel for 2026 (domain.md A7).
    private static readonly AnnualWheel Wheel = AnnualWheelRules.Resolve(
        new AnnualWheel(2026,
        [
            new("Det specialiserede socialområde", ["Rammeaftale", "Herbergskapacitet"], "1. september 2026", "Præsentation på mødet i september."),
            new("Uddannelsesområdet", ["Dimensionering"], "Temadrøftelse om uddannelsesområdet på mødet den 17. november 2026"),
            new("Beredskabsområdet", ["Tværkommunale perspektiver"], "17. juni 2026"),
            new("Klima", ["Klima Midt"], "1. september 2026"),
            new("Sundhedsområdet", ["Reformstatus"], "Møderne i 2026", "Regionsrådsformanden deltager i september"),
            new("Erhvervsfremmeområdet", ["Resultatkontrakt"], "17. november 2026"),
            new("Øvrige emner", ["Beskæftigelse", "Kollektiv trafik", "Flygtningefordeling"],
                "<p>Flygtningefordeling (17. juni)</p> <p>Øvrige drøftes når det er aktuelt og relevant</p>"),
        ]),
        Meetings);

    public static TheoryData<string, string, bool, bool> Texts => new()
    {
        { "1. september 2026", "2026-09-01", false, false },
        { "17. juni", "2026-06-17", false, false },
        { "Temadrøftelse på mødet den 17. november 2026", "2026-11-17", false, false },
        { "17. juni og 1. september 2026", "2026-06-17 2026-09-01", false, false },
        { "Møderne i 2026", "", true, false },
        { "Alle møder", "", true, false },
        { "Møderne i 2027", "", false, true },
        { "på mødet i september", "2026-09-01", false, false },
        { "Møderne i juni og november", "2026-06-17 2026-11-17", false, false },
        { "Når det er aktuelt og relevant", "", false, true },
        { "17. juni\nØvrige drøftes når det er aktuelt", "2026-06-17", false, true },
        { "3. februar 2027", "2027-02-03", false, false },
        { "31. juni", "", false, true },
        { "Efter nærmere aftale", "", false, true },
        { "", "", false, false },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Resolve_AMeetingText_IsDatesAllOrWhenRelevant(string raw, string dates, bool all, bool whenRelevant)
    {
        AnnualWheelRow row = AnnualWheelRules.Resolve(new AnnualWheelRow("Emne", [], raw), 2026, Meetings);

        Assert.Equal(dates.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Day), row.Dates);
        Assert.Equal((all, whenRelevant), (row.AllInYear, row.WhenRelevant));
        Assert.Equal(raw, row.RawMeeting);
    }

    [Fact]
    public void Resolve_ASubjectWithItsOwnDate_BelongsToThatDateOnly()
    {
        AnnualWheelRow others = Wheel.Rows[^1];

        Assert.Equal([Day("2026-06-17")], others.Dates);
        Assert.Equal([new AnnualWheelPoint("Flygtningefordeling", Day("2026-06-17"))], others.OnlyOn);
        Assert.True(others.WhenRelevant);
    }

    [Fact]
    public void ReservedItems_OfTheWheelFor2026_AreOnTheRightMeetings()
    {
        IReadOnlyList<Item> items = AnnualWheelRules.ReservedItems(Wheel, Meetings, Midt);

        Assert.Equal(
            [
                "2026-2 Sundhedsområdet",
                "2026-3 Beredskabsområdet", "2026-3 Sundhedsområdet", "2026-3 Flygtningefordeling",
                "2026-4 Det specialiserede socialområde", "2026-4 Klima", "2026-4 Sundhedsområdet",
                "2026-5 Uddannelsesområdet", "2026-5 Sundhedsområdet", "2026-5 Erhvervsfremmeområdet",
            ],
            items.Select(item => $"{item.Meeting} {item.Title}"));
        Assert.All(items, item => Assert.Equal((ItemOrigin.AnnualWheel, 3, ItemStatus.Accepted), (item.Origin, item.Section, item.Status)));
        Assert.Contains("- Herbergskapacitet", items[4].Background, StringComparison.Ordinal);
    }

    [Fact]
    public void ReservedItems_AMovedMeeting_KeepsItsSubjects_ACancelledLosesThem()
    {
        Meeting moved = MeetingRules.Move(Meetings[4], Day("2026-11-24"), Meetings[4].Start, Meetings[4].End, null, Early, Midt).Value;

        Assert.Equal(3, AnnualWheelRules.SubjectsOf(Wheel, moved).Count);
        Assert.Empty(AnnualWheelRules.SubjectsOf(Wheel, Meetings[4].Cancelled()));
        Assert.Empty(AnnualWheelRules.SubjectsOf(Wheel, Meetings[5]));
    }
}
