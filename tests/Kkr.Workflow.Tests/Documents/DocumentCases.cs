using Kkr.Workflow.Documents;
using Kkr.Workflow.Documents.Agenda;
using Kkr.Workflow.Documents.Minutes;
using Kkr.Workflow.Domain.Agenda;
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
        ["minutes-draft"] = () => Minutes(MinutesEditionKind.Draft, 1, null),
        ["minutes-published"] = () => Minutes(MinutesEditionKind.Published, 2, null),
        ["minutes-refused"] = () => Minutes(MinutesEditionKind.Published, 3, Amended with { Kind = MinutesVerdictKind.NotApproved, Amendment = null }),
        ["minutes-approved"] = () => Minutes(MinutesEditionKind.Approved, 3, Amended with { Kind = MinutesVerdictKind.Approved, Amendment = null }),
        ["minutes-amended"] = () => Minutes(MinutesEditionKind.Approved, 3, Amended),
    };

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

    public static RenderedDocument Render(string name, FileFormat format) => All[name]().Render(format);

    private static ComposedDocument Agenda(AgendaEditionKind kind, int version) =>
        AgendaDocument.Compose(Sample.Council, Sample.Meeting, Sample.Agenda, kind, version);

    private static ComposedDocument Minutes(MinutesEditionKind kind, int version, MinutesVerdict? verdict) =>
        MinutesDocument.Compose(Sample.Council, Sample.HeldMeeting, Sample.DecidedAgenda, kind, version, Sample.People, verdict);
}
