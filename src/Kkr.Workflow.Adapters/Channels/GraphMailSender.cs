using System.Globalization;
using Kkr.Workflow.Adapters.Graph;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Graph.Users.Item.SendMail;

namespace Kkr.Workflow.Adapters.Channels;

/// <summary>Mail from the secretariat's own mailbox. It lies among what was sent, with the mailing key as an extended property to find it by.</summary>
internal sealed class GraphMailSender(GraphServiceClient graph, ICouncils councils) : IOtherWay
{
    /// <summary>The extended property with the mailing key.</summary>
    public const string KeyProperty = "String {0f4f3e0c-5a55-4c40-9d0b-6f8b4d1a7c52} Name KkrMailingKey";

    private const string Advice = "Give the app's identity the application permissions Mail.Send and Mail.Read and let its access policy cover the secretariat's mailbox.";
    private const string Sent = "sentitems";

    // Graph takes requests of 4 MB; the rest is the mail itself.
    private const long MostAttached = 3_000_000;

    public async Task<(string? ProviderId, string? ClosedBecause)> TrySendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        if (mail.Attachments.Sum(attachment => attachment.LengthInMail) > MostAttached)
        {
            return (null, "Bilagene er for store til Graph.");
        }

        string value = ValueOf(mail.Key, mail.Turn);
        SendMailPostRequestBody request = new() { Message = Message(mail, value), SaveToSentItems = true };
        return await GraphRefusals.TryAsync(async () =>
        {
            await GraphCall.AskAsync(
                "send", mail.Key.ToString(), Advice, () => graph.Users[mail.FromEmail].SendMail.PostAsync(request, cancellationToken: cancellation), cancellation);
            return $"graph-mail:{value}";
        });
    }

    public async Task<string?> FindAsync(MailingKey key, IReadOnlyList<string> former, CancellationToken cancellation)
    {
        if ((await councils.FindAsync(key.Meeting.Council, cancellation))?.Value.Secretariat.Email is not { } mailbox)
        {
            return null;
        }

        string value = ValueOf(key, former.Count);
        string escaped = value.Replace("'", "''", StringComparison.Ordinal);
        try
        {
            MessageCollectionResponse? found = await GraphCall.AskAsync(
                "look for",
                key.ToString(),
                Advice,
                () => graph.Users[mailbox].MailFolders[Sent].Messages.GetAsync(
                    query =>
                    {
                        query.QueryParameters.Filter = $"singleValueExtendedProperties/Any(ep: ep/id eq '{KeyProperty}' and ep/value eq '{escaped}')";
                        query.QueryParameters.Select = ["id"];
                        query.QueryParameters.Top = 1;
                    },
                    cancellation),
                cancellation);
            return found?.Value is { Count: > 0 } ? $"graph-mail:{value}" : null;
        }
        catch (CalendarException closed) when (closed.Status is 401 or 403)
        {
            throw new MailInDoubtException(closed.Message, closed);
        }
        catch (CalendarException busy)
        {
            throw GraphRefusals.NotNow(busy);
        }
    }

    /// <summary>The key; when the same mailing is sent again, a later turn is another mail.</summary>
    private static string ValueOf(MailingKey key, int turn) => turn == 0 ? key.ToString() : string.Create(CultureInfo.InvariantCulture, $"{key}#{turn}");

    private static Message Message(OutgoingMail mail, string value)
    {
        Message message = new()
        {
            Subject = mail.Subject,
            Body = new ItemBody { ContentType = BodyType.Html, Content = mail.Html },
            From = Address(mail.FromEmail, mail.FromName),
            ToRecipients = [Address(mail.ToEmail, mail.ToName)],
            ReplyTo = [Address(mail.FromEmail, mail.FromName)],
            SingleValueExtendedProperties = [new() { Id = KeyProperty, Value = value }],
        };

        // What is set to null is sent as null, so that only what there is is set.
        if (mail.CcEmail is { Length: > 0 } copy && !string.Equals(copy, mail.ToEmail, StringComparison.OrdinalIgnoreCase))
        {
            message.CcRecipients = [Address(copy, null)];
        }

        // Graph takes headers of one's own only, whose names begin with x-, and five of them; the others it writes itself.
        List<InternetMessageHeader> own = [.. mail.Headers
            .Where(header => header.Key.StartsWith("x-", StringComparison.OrdinalIgnoreCase))
            .Take(5)
            .Select(header => new InternetMessageHeader { Name = header.Key, Value = header.Value })];
        if (own.Count > 0)
        {
            message.InternetMessageHeaders = own;
        }

        if (mail.Attachments.Count > 0)
        {
            message.Attachments = [.. mail.Attachments.Select(attachment => new FileAttachment
            {
                OdataType = "#microsoft.graph.fileAttachment",
                Name = attachment.Name,
                ContentType = attachment.ContentType,
                ContentBytes = attachment.Content.ToArray(),
            })];
        }

        return message;
    }

    private static Microsoft.Graph.Models.Recipient Address(string email, string? name)
    {
        EmailAddress address = new() { Address = email };
        if (name is not null)
        {
            address.Name = name;
        }

        return new Microsoft.Graph.Models.Recipient { EmailAddress = address };
    }
}
