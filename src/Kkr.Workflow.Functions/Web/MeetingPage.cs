using System.Text;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Functions.Archive;
using Kkr.Workflow.Functions.Mailing;

namespace Kkr.Workflow.Functions.Web;

/// <summary>A meeting as a page that reads without script.</summary>
internal static class MeetingPage
{
    public static string TitleOf(Council council, Meeting meeting) => $"Møde i {council.Name} den {Danish.Date(meeting.Date)}";

    /// <param name="council">Whose meeting it is.</param>
    /// <param name="meeting">The meeting.</param>
    /// <param name="items">Its items.</param>
    /// <param name="links">Addresses.</param>
    public static string Of(Council council, Meeting meeting, IReadOnlyList<Item> items, Links links)
    {
        StringBuilder main = new();
        main.Add($"<h1>{Html.Text(TitleOf(council, meeting))}</h1>");
        if (meeting.Phase == MeetingPhase.Cancelled)
        {
            // Those who were called are told why by mail; this page is everybody's.
            main.Append("<p class=\"note\">Mødet er aflyst.</p>");
        }

        main.Append("<dl>");
        Term(main, "Tid", $"{Danish.DateWithWeekday(meeting.Date)} kl. {Danish.Span(meeting.Start, meeting.End)}");
        Term(main, "Sted", string.Join(", ", new[] { meeting.Venue.Name, meeting.Venue.Address }.OfType<string>()));
        if (meeting.Phase != MeetingPhase.Cancelled)
        {
            Deadlines(main, Timeline.Of(meeting, council));
        }

        main.Append("</dl>");
        if (meeting.Phase == MeetingPhase.Calling && Timeline.Of(meeting, council).Find(MeetingStep.ItemDeadline) is { } deadline)
        {
            Answer(main, deadline);
        }

        main.Append("<h2>Dokumenter</h2>").Append(Documents(meeting, items, links));
        return main.Append(Html.Contact(council.Secretariat)).ToString();
    }

    private static void Deadlines(StringBuilder main, Timeline timeline)
    {
        if (timeline.Find(MeetingStep.ItemDeadline) is { } items)
        {
            Term(main, "Frist for punkter", Danish.DateTime(items.Date, items.Time));
        }

        if (timeline.Find(MeetingStep.Dispatch) is { } dispatch)
        {
            Term(main, "Dagsorden udsendes", Danish.Date(dispatch.Date));
        }
    }

    /// <summary>Answers are given by the link that each director has; this page is everybody's.</summary>
    private static void Answer(StringBuilder main, Deadline deadline)
    {
        main.Add($"<h2>Svar på indkaldelsen</h2><p>Kommunaldirektørerne indsender punkter, eller svarer »Ingen punkter«, senest den {Html.Text(Danish.DateTime(deadline.Date, deadline.Time))}. ");
        main.Append("Brug linket i den e-mail, du har fået. Mangler du linket, så kontakt sekretariatet.</p>");
    }

    // Drafts are for those who got the link to them; the page lists what everybody may see.
    private static string Documents(Meeting meeting, IReadOnlyList<Item> items, Links links)
    {
        AgendaEdition[] agendas = meeting.HasDone(MeetingStep.Dispatch)
            ? [.. meeting.Agendas.Where(edition => edition == AgendaRules.Current(meeting) || (edition.Kind == AgendaEditionKind.Supplementary && AgendaRules.IsCurrent(meeting, edition)))]
            : [];
        MinutesEdition? minutes = EditionRules.NewestPublished(meeting.Minutes);
        (IEdition Edition, bool IsCopied)[] all =
        [
            .. (minutes is null ? agendas.Cast<IEdition>() : [.. agendas, minutes])
                .Select(edition => (edition, CopyRules.RefusalOf(meeting, edition, items, forMembers: false) is null)),
        ];
        if (all.Length == 0)
        {
            return "<p>Der er endnu ingen dokumenter.</p>";
        }

        (IEdition newest, bool isCopied) = minutes is null ? all[0] : all[^1];
        return $"<ul>{string.Concat(all.Select(one => Document(one.Edition, NameOf(one.Edition), one.IsCopied, items, links)))}</ul>{Excerpts(newest, isCopied, items, links)}";
    }

    private static string NameOf(IEdition edition) => edition switch
    {
        AgendaEdition { Kind: AgendaEditionKind.Frozen } => "Dagsorden",
        AgendaEdition => "Tillægsdagsorden",
        MinutesEdition { Kind: MinutesEditionKind.Approved } => "Referat",
        _ => "Referat (endnu ikke godkendt)",
    };

    private static string Document(IEdition edition, string name, bool isCopied, IReadOnlyList<Item> items, Links links)
    {
        bool hasAttachments = isCopied
            && CopyRules.Listed(edition, items).Any(item => IsOpen(item) && item.Attachments.Count > 0);
        return $"<li>{Html.Link(links.Document(edition.Path), name)}" +
            EditionLinks.Others(edition, name, format => links.Document(EditionFiles.PathOf(edition.Path, format))) +
            (hasAttachments ? EditionLinks.Beside(links.Document(AskedCopy.NameOf(edition.Path, number: null, EditionFormat.Pdf)), $"{name} med bilag som PDF") : "") +
            "</li>";
    }

    /// <summary>What one item says, to pass on.</summary>
    private static string Excerpts(IEdition edition, bool isCopied, IReadOnlyList<Item> items, Links links)
    {
        Item[] open = !isCopied
            ? []
            : [.. CopyRules.Listed(edition, items).Where(item => IsOpen(item) && item.Number is not null).OrderBy(item => AgendaRules.SortKey(item.Number))];
        return open.Length == 0
            ? ""
            : "<details><summary>Udskrift af ét punkt</summary><ul>" + string.Concat(open.Select(item =>
                $"<li>{Html.Link(links.Document(AskedCopy.NameOf(edition.Path, item.Number, EditionFormat.Pdf)), $"Punkt {item.Number} {ItemRules.OpenTitle(item)} (PDF)")}</li>")) + "</ul></details>";
    }

    private static bool IsOpen(Item item) => !item.Confidential && item.Status != ItemStatus.Withdrawn;

    private static void Term(StringBuilder main, string term, string description) => main.Append(Html.Term(term, description));
}
