using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Domain.Mailing;

namespace Kkr.Workflow.Functions.Mailing;

/// <summary>Which edition a mail brings.</summary>
internal static class MailEditions
{
    /// <summary>The edition; null for a mail that brings none, or while there is none.</summary>
    public static IEdition? Of(Meeting meeting, MailingKey key) => key.Kind switch
    {
        MailKind.AgendaDispatch => AgendaRules.Current(meeting),
        MailKind.SupplementaryAgenda => AgendaRules.PrintOf(meeting, key.Version),
        MailKind.DraftMinutes or MailKind.MinutesPublished or MailKind.MinutesApproved or MailKind.MinutesCorrected => meeting.Minutes.Editions is [.., { } newest] ? newest : null,
        _ => null,
    };
}
