using Kkr.Workflow.Documents;
using Kkr.Workflow.Documents.Agenda;
using Kkr.Workflow.Documents.Minutes;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Holding;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Tests.Documents;

/// <summary>Every kind of document, in every state that it may be in. Each format is held to all of them.</summary>
internal static class DocumentCases
{
    private static readonly MinutesVerdict Amended = new(
        MinutesVerdictKind.ApprovedWithAmendment, "2027-1", new DateOnly(2027, 2, 9), "Under punkt 2.1 rettes »færger« til »færgeruter«.", default);

    public static IReadOnlyDictionary<string, Func<ComposedDocument>> All { get; } = new Dictionary<string, Func<ComposedDocument>>(StringComparer.Ordinal)
    {
        ["agenda-frozen"] = () => Agenda(AgendaEditionKind.Frozen, 3),
        ["agenda-network-draft"] = () => Agenda(AgendaEditionKind.NetworkDraft, 1),
        ["agenda-chairmanship-draft"] = () => Agenda(AgendaEditionKind.ChairmanshipDraft, 2),
        ["agenda-supplementary"] = () => Agenda(AgendaEditionKind.Supplementary, 4),
        ["agenda-virtual-constituent"] = () => AgendaDocument.Compose(
            Sample.Council,
            Sample.VirtualMeeting with { Kind = MeetingKind.Constituent },
            new NumberedAgenda([new AgendaSection(1, "Valg af formandskab", [])]),
            AgendaEditionKind.Frozen,
            1),
        ["agenda-for-members"] = () => AgendaDocument.ComposeForMembers(Sample.Council, Sample.Meeting, OpenAgenda, AgendaEditionKind.ChairmanshipDraft, 2, Sample.People),
        ["excerpt-agenda"] = () => ItemExcerpt.OfAgenda(Sample.Council, Sample.Meeting, SampleItems.All[2] with { Decision = null }, AgendaEditionKind.Frozen, 3),
        ["excerpt-minutes"] = () => ItemExcerpt.OfMinutes(
            Sample.Council, Sample.HeldMeeting, SampleItems.All[2], MinutesEditionKind.Approved, 3, Sample.People, Amended with { Kind = MinutesVerdictKind.Approved, Amendment = null }),
        ["excerpt-closed"] = () => ItemExcerpt.OfAgenda(Sample.Council, Sample.Meeting, Sample.Confidential, AgendaEditionKind.Frozen, 3),
        ["minutes-draft"] = () => Minutes(MinutesEditionKind.Draft, 1, null),
        ["minutes-published"] = () => Minutes(MinutesEditionKind.Published, 2, null),
        ["minutes-refused"] = () => Minutes(MinutesEditionKind.Published, 3, Amended with { Kind = MinutesVerdictKind.NotApproved, Amendment = null }),
        ["minutes-approved"] = () => Minutes(MinutesEditionKind.Approved, 3, Amended with { Kind = MinutesVerdictKind.Approved, Amendment = null }),
        ["minutes-attendance"] = () => MinutesDocument.Compose(
            Sample.Council,
            Sample.HeldMeeting with { Attendance = ComingAndGoing },
            new NumberedAgenda([new AgendaSection(1, "Godkendelse af referat", [SeveralMinutes]), new AgendaSection(3, "Regionalpolitiske sager", [Pending, Divided])]),
            MinutesEditionKind.Published,
            3,
            Observed,
            null,
            new EditionNews(
                "Punkt 3.2 var gengivet forkert",
                ["Deltagerlisten er rettet.", "Punkt 3.2: Beslutningen er rettet."],
                new Dictionary<string, DateOnly> { ["2026-3"] = new(2026, 6, 17), ["2026-4"] = new(2026, 9, 1) })),
        ["minutes-without-quorum"] = () => MinutesDocument.Compose(
            Sample.Council,
            Sample.HeldMeeting with { Attendance = new Attendance(["member-9001-1", "observer-1"], ["member-9002-1", "member-9003-1"], []) },
            new NumberedAgenda([new AgendaSection(3, "Regionalpolitiske sager", [Pending])]),
            MinutesEditionKind.Draft,
            1,
            Observed,
            null),
        ["minutes-amended"] = () => Minutes(MinutesEditionKind.Approved, 3, Amended),
    };

    private static Attendance ComingAndGoing => new(["member-9001-1", "member-9002-1", "deputy-9003-1", "observer-1"], ["member-9003-1"], ["Finn Bakke, rektor"])
    {
        ChairedBy = "member-9002-1",
        Parts =
        [
            new PartialPresence("member-9001-1", From: new TimeOnly(10, 15)),
            new PartialPresence("member-9002-1", UntilItem: "3.2"),
            new PartialPresence("deputy-9003-1", Until: new TimeOnly(10, 0)),
            new PartialPresence("deputy-9003-1", From: new TimeOnly(11, 0), Until: new TimeOnly(12, 0)),
            new PartialPresence("Finn Bakke, rektor", new TimeOnly(11, 0), new TimeOnly(11, 20), "3.1", "3.1"),
        ],
    };

    private static DirectoryBook Observed => Sample.People with
    {
        Posts = [.. Sample.People.Posts, new Post("observer-1", PostKind.Observer)],
        People = [.. Sample.People.People, new Person("p6", "Frida Dal", "frida@example.dk")],
        Tenures = [.. Sample.People.Tenures, new Tenure("observer-1", "p6", new DateOnly(2026, 1, 1))],
    };

    private static Item SeveralMinutes => Sample.Item("1.1", "Godkendelse af referater fra møderne den 17. juni og 1. september 2026") with
    {
        ApprovesMinutesOf = ["2026-3", "2026-4"],
        Decision = new Decision
        {
            Outcomes = [Outcome.Approved],
            Text = "Referatet fra juni blev godkendt med en ændring; referatet fra september blev ikke godkendt.",
            Verdicts =
            [
                new VerdictOnMinutes("2026-3", MinutesVerdictKind.ApprovedWithAmendment, "Under punkt 2.1 rettes »færger« til »færgeruter«."),
                new VerdictOnMinutes("2026-4", MinutesVerdictKind.NotApproved),
            ],
        },
    };

    private static Item Pending => Sample.Item("3.1", "Cykelsti langs kysten") with
    {
        Decision = new Decision { Outcomes = [Outcome.Discussed], Text = "Sagen blev drøftet.", WithoutQuorum = true },
    };

    private static Item Divided => Sample.Item("3.2", "Fælles færgedrift") with
    {
        Promised = [new PromisedAttachment(1, "Rektors oplæg, eva@fjordby.example")],
        Decision = new Decision
        {
            Outcomes = [Outcome.Recommended],
            Text = "KKR Kystland anbefaler kommunerne at tilslutte sig.",
            Consensus = "Der var enighed om, at taksterne følges.",
            Dissents = [new Dissent("deputy-9003-1", "Åhavn kan ikke tilslutte sig finansieringen.")],
            Actions = [new ActionPoint("Brev til rederierne", "secretariat", null) { Organisation = "Erhvervshus Kystland" }],
            Promises = [new PromisedItem("Status for færgerne", new DateOnly(2027, 2, 9)), new PromisedItem("Havnene")],
        },
    };

    private static NumberedAgenda OpenAgenda => new(
        [new AgendaSection(3, "Regionalpolitiske sager", [Sample.Item("3.1", "Valg af leverandør") with { Confidential = true, Background = "Tilbuddene er åbnet." }])]);

    /// <summary>What nobody should write and somebody will: endless words, deep lists, wide tables, other scripts.</summary>
    public static ComposedDocument Hard => MinutesDocument.Compose(
        Sample.Council,
        Sample.HeldMeeting,
        new NumberedAgenda([new AgendaSection(3, new string('S', 300), [SampleItems.Hard])]),
        MinutesEditionKind.Draft,
        1,
        Sample.People,
        null);

    public static TheoryData<string> Names => [.. All.Keys];

    /// <summary>All but the excerpts, which are too short for contents.</summary>
    public static TheoryData<string> WithContents => [.. All.Keys.Where(name => !name.StartsWith("excerpt", StringComparison.Ordinal))];

    public static RenderedDocument Render(string name, FileFormat format) => All[name]().Render(format);

    private static ComposedDocument Agenda(AgendaEditionKind kind, int version) =>
        AgendaDocument.Compose(Sample.Council, Sample.Meeting, Sample.Agenda, kind, version, kind == AgendaEditionKind.Frozen ? Sample.People : null);

    private static ComposedDocument Minutes(MinutesEditionKind kind, int version, MinutesVerdict? verdict) =>
        MinutesDocument.Compose(Sample.Council, Sample.HeldMeeting, Sample.DecidedAgenda, kind, version, Sample.People, verdict);
}
