using Kkr.Workflow.Documents.Formats;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Documents.Agenda;

/// <summary>The agenda as everybody may read it: drafts for the network and the chairmanship, the frozen agenda, and the supplementary one.</summary>
public static class AgendaDocument
{
    /// <summary>What one edition says, for every format.</summary>
    /// <param name="council">Whose agenda it is.</param>
    /// <param name="meeting">The meeting.</param>
    /// <param name="agenda">Sections and numbered items. Confidential items are shown as »Fortroligt punkt«.</param>
    /// <param name="kind">What the edition is for.</param>
    /// <param name="version">1, 2, … within the meeting.</param>
    /// <param name="people">Who holds which post on the day, for the cover; null where it only names the council.</param>
    public static ComposedDocument Compose(
        Council council, Meeting meeting, NumberedAgenda agenda, AgendaEditionKind kind, int version, DirectoryBook? people = null)
    {
        agenda = PublicAgenda.Of(agenda, council);
        bool supplementary = kind == AgendaEditionKind.Supplementary;
        bool draft = kind is AgendaEditionKind.NetworkDraft or AgendaEditionKind.ChairmanshipDraft;

        // A supplement adds to an agenda that is out already; the headings it adds nothing to are there.
        NumberedAgenda shown = supplementary ? new([.. agenda.Sections.Where(section => section.Items.Count > 0)]) : agenda;
        var page = new Page(
            supplementary ? "Tillægsdagsorden" : "Dagsorden",
            council.Name,
            MeetingHead.Subtitle(meeting),
            MeetingHead.Facts(meeting, version, [.. Participants.OfAgenda(council, meeting, shown, people)]),
            MarkOf(kind, council),
            [.. new ItemPart(council, meeting).Sections(shown, _ => [])],
            MeetingHead.Sender(council));
        return new ComposedDocument(
            page,
            MeetingHead.FileName(supplementary ? "tillaegsdagsorden" : "dagsorden", meeting, draft ? "udkast" : "", version));
    }

    /// <summary>The same edition for the members alone: confidential items with all they hold. Parameters as for <see cref="Compose"/>.</summary>
    public static ComposedDocument ComposeForMembers(
        Council council, Meeting meeting, NumberedAgenda agenda, AgendaEditionKind kind, int version, DirectoryBook? people = null) =>
        MembersEdition.Of(Compose(council, meeting, MembersEdition.Of(agenda), kind, version, people));

    internal static Mark? MarkOf(AgendaEditionKind kind, Council council) => kind switch
    {
        AgendaEditionKind.NetworkDraft => new Mark(
            MarkKind.Draft, "Udkast", [new Paragraph($"Sendt til {council.NetworkName} til kommentering. Punkter og nummerering kan blive ændret.")]),
        AgendaEditionKind.ChairmanshipDraft => new Mark(
            MarkKind.Draft, "Udkast", [new Paragraph("Sendt til formandskabet til godkendelse. Punkter og nummerering kan blive ændret.")]),
        _ => null,
    };
}
