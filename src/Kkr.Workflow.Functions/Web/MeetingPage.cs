using System.Net;
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
    private const string Style =
        "body{font:1.05rem/1.55 system-ui,sans-serif;color:#1a1a1a;background:#fff;max-width:44rem;margin:2rem auto;padding:0 1rem}" +
        "h1{font-size:1.7rem;line-height:1.2}h2{font-size:1.2rem;margin-top:2rem}dt{font-weight:600}dd{margin:0 0 .6rem}" +
        "a{color:#0b4f8a}.note{border-left:4px solid #8a5a00;padding:.4rem .8rem;background:#fff6e5}";

    public static string Of(Council council, Meeting meeting, Links links)
    {
        StringBuilder main = new();
        string title = $"Møde i {council.Name} den {Danish.Date(meeting.Date)}";
        main.Append(Invariant($"<h1>{Text(title)}</h1>"));
        if (meeting.Phase == MeetingPhase.Cancelled)
        {
            main.Append(Invariant($"<p class=\"note\">Mødet er aflyst. Årsag: {Text(meeting.CancelledBecause ?? "ikke oplyst")}</p>"));
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
            Answer(main, council, meeting, deadline);
        }

        main.Append("<h2>Dokumenter</h2>").Append(Documents(meeting, links));
        main.Append(Invariant(
            $"<h2>Kontakt</h2><p>{Text(council.Secretariat.Name)}: {MailTo(council)}, tlf. {Text(council.Secretariat.Phone)}</p>"));
        return Page(title, main.ToString());
    }

    public static string NotFound(string reason) => Page("Siden findes ikke", $"<h1>Siden findes ikke</h1><p>{Text(reason)}</p>");

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

    /// <summary>The call's mails lead here, and the page takes no answers itself yet.</summary>
    private static void Answer(StringBuilder main, Council council, Meeting meeting, Deadline deadline)
    {
        string subject = $"Punkter til mødet den {Danish.Date(meeting.Date)}";
        main.Append(Invariant($"<h2>Svar på indkaldelsen</h2><p>Skriv til {MailTo(council, subject)} "));
        main.Append(Invariant($"senest den {Text(Danish.DateTime(deadline.Date, deadline.Time))}:</p><ul>"));
        main.Append("<li>Har kommunen et punkt, så send titel, baggrund og forslag til indstilling og vedhæft eventuelle bilag.</li>");
        main.Append("<li>Har kommunen ingen punkter, så skriv »Ingen punkter«.</li></ul>");
    }

    private static string MailTo(Council council, string? subject = null)
    {
        string address = Uri.EscapeDataString(council.Secretariat.Email).Replace("%40", "@", StringComparison.Ordinal);
        string query = subject is null ? "" : $"?subject={Uri.EscapeDataString(subject)}";
        return $"<a href=\"{Text($"mailto:{address}{query}")}\">{Text(council.Secretariat.Email)}</a>";
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

    private static string Link(string address, string name) => $"<li><a href=\"{Text(address)}\">{Text(name)}</a></li>";

    private static void Term(StringBuilder main, string term, string description) =>
        main.Append(Invariant($"<dt>{Text(term)}</dt><dd>{Text(description)}</dd>"));

    private static string Page(string title, string main) =>
        "<!doctype html><html lang=\"da\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">" +
        $"<title>{Text(title)}</title><style>{Style}</style></head><body><main>{main}</main></body></html>";

    private static string Text(string value) => WebUtility.HtmlEncode(value);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
