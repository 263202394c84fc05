using System.Text;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Functions.Mailing;

namespace Kkr.Workflow.Functions.Web;

/// <summary>A meeting as a page that reads without script.</summary>
internal static class MeetingPage
{
    public static string TitleOf(Council council, Meeting meeting) => $"Møde i {council.Name} den {Danish.Date(meeting.Date)}";

    public static string Of(Council council, Meeting meeting, Links links)
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

        main.Append("<h2>Dokumenter</h2>").Append(Documents(meeting, links));
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
    private static string Documents(Meeting meeting, Links links)
    {
        IEnumerable<string> agendas = meeting.HasDone(MeetingStep.Dispatch)
            ? meeting.Agendas.Where(edition => edition == AgendaRules.Current(meeting) || (edition.Kind == AgendaEditionKind.Supplementary && AgendaRules.IsCurrent(meeting, edition)))
                .Select(edition => Link(links.Document(edition.Path), edition.Kind == AgendaEditionKind.Frozen ? "Dagsorden" : "Tillægsdagsorden"))
            : [];
        MinutesEdition? newest = meeting.Minutes.Editions.LastOrDefault(edition => edition.Kind != MinutesEditionKind.Draft);
        IEnumerable<string> minutes = newest is null
            ? []
            : [Link(links.Document(newest.Path), newest.Kind == MinutesEditionKind.Approved ? "Referat" : "Referat (endnu ikke godkendt)")];
        string[] all = [.. agendas, .. minutes];
        return all.Length == 0 ? "<p>Der er endnu ingen dokumenter.</p>" : $"<ul>{string.Concat(all)}</ul>";
    }

    private static string Link(string address, string name) => $"<li>{Html.Link(address, name)}</li>";

    private static void Term(StringBuilder main, string term, string description) => main.Append(Html.Term(term, description));
}
