using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Functions.Http;

namespace Kkr.Workflow.Functions.Mailing;

/// <summary>Which mailings are wanted.</summary>
internal sealed record MailingFilter(MailKind? Kind, MailingStatus? Status, string? Post, PageWanted Page)
{
    public static MailingFilter Read(Query query) =>
        new(query.Choice<MailKind>("kind"), query.Choice<MailingStatus>("status"), query.Text("post"), query.Page());

    public bool Includes(MailingRecord mailing) =>
        (Kind is null || mailing.Key.Kind == Kind) && (Status is null || mailing.Status == Status) && (Post is null || mailing.Key.Recipient == Post);
}
