using System.Net;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Functions.Mailing;
using Kkr.Workflow.Functions.MeetingLifecycle;

namespace Kkr.Workflow.Functions.Invitation;

/// <summary>The body of the calendar event. It names no items, so nothing confidential can slip into it.</summary>
internal static class InvitationText
{
    public static string Html(MeetingFile file, Links links)
    {
        Meeting meeting = file.Meeting;
        string council = WebUtility.HtmlEncode(file.Council.Name);
        string when = $"{Danish.Date(meeting.Date)} kl. {Danish.Span(meeting.Start, meeting.End)}";
        string agenda = AgendaRules.Current(meeting) is not null && meeting.HasDone(MeetingStep.Freeze)
            ? $"<p><a href=\"{WebUtility.HtmlEncode(links.CurrentAgenda(meeting.Key))}\">Dagsorden og bilag</a></p>"
            : $"<p>Dagsorden og bilag udsendes den {Danish.Date(file.Timeline[MeetingStep.Dispatch].Date)}.</p>";
        string convened = meeting.Kind == MeetingKind.Constituent && file.Directory.LongestServingMayor(meeting.Date) is { } mayor
            ? $"<p>Mødet indkaldes af {WebUtility.HtmlEncode(mayor.Name)}, som er den borgmester, der har siddet længst, og som leder det, indtil en formand er valgt.</p>"
            : "";
        return $"<p>{council} holder {(meeting.Kind == MeetingKind.Constituent ? "konstituerende møde" : "møde")} den {when}.</p>{convened}{agenda}" +
            $"<p>Afbud bedes meldt til {WebUtility.HtmlEncode(file.Council.Secretariat.Email)}, så en stedfortræder kan indkaldes.</p>" +
            $"<p>Venlig hilsen<br>{WebUtility.HtmlEncode(file.Council.Secretariat.Name)}, {council}</p>";
    }
}
