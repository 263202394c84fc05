using Kkr.Workflow.Documents.Mail;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.Functions.Mailing;

/// <summary>A mail written for its recipient.</summary>
public sealed record WrittenMail(MailText Text, Recipient To, Secretariat From)
{
    /// <summary>The texts that it is written with.</summary>
    public MailTextsUsed Texts { get; init; } = MailTextsUsed.Standard;

    /// <summary>The mails whose texts of the council's own could not be used, with the version of the text.</summary>
    public IReadOnlyList<(string Mail, int Version)> Unusable { get; init; } = [];

    /// <summary>The secretariat gets a copy of the mail about a late item (domain.md C, 5b).</summary>
    public OutgoingMail ToOutgoing(MailingKey key) => new()
    {
        Key = key,
        ToName = To.Name,
        ToEmail = To.Email,
        CcEmail = key.Kind == MailKind.LateItem && To.Email != From.Email ? From.Email : null,
        FromName = From.Name,
        FromEmail = From.Email,
        Subject = Text.Subject,
        Text = Text.Text,
        Html = Text.Html,
        Channel = To.Channel,
        Headers = MailHeaders.Of(key.Kind),
    };
}
