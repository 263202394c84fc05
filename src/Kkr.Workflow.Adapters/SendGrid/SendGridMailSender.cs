using System.Diagnostics;
using System.Net;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SendGrid;
using SendGrid.Helpers.Mail;

namespace Kkr.Workflow.Adapters.SendGrid;

/// <summary>Mail through SendGrid: one recipient a mail, no tracking, and the mailing key along so that SendGrid can be asked about it.</summary>
internal sealed class SendGridMailSender(SendGridLine line, IOptionsMonitor<SendGridOptions> options, ILogger<SendGridMailSender> logger) : IMailSender
{
    private const string KeyArgument = "mailing_key";

    private static readonly ActivitySource Source = new("Kkr.Workflow.Adapters");

    public async Task<MailReceipt> SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        string key = mail.Key.ToString();
        using Activity? activity = Source.StartActivity("mail send");
        activity?.SetTag("kkr.mailing_key", key);
        bool isSandbox = options.CurrentValue.Sandbox;
        SendGridAnswer answer = await line.AskAsync(client => client.SendEmailAsync(Message(mail, key, isSandbox), cancellation), "send", cancellation);

        // Only a mail that is looked at and not sent is answered 200; a 200 to any other comes from somebody else on the way.
        if (answer.Status == HttpStatusCode.Accepted || (isSandbox && answer.Status == HttpStatusCode.OK))
        {
            string? id = answer.Header("X-Message-Id");
            AdapterLog.MailAccepted(logger, key, id);
            return new MailReceipt(true, id, null) { IsSandboxed = isSandbox };
        }

        if (IsForGood(answer.Code))
        {
            AdapterLog.MailRefused(logger, key, answer.Code);
            return new MailReceipt(false, null, SendGridAnswers.ForGood(answer.Code, answer.Body));
        }

        AdapterLog.MailFault(logger, key, answer.Code);
        throw line.Failure(answer, "send");
    }

    public async Task<string?> FindAsync(MailingKey key, IReadOnlyList<string> former, CancellationToken cancellation)
    {
        SendGridOptions settings = options.CurrentValue;
        if (settings.Sandbox)
        {
            // Nothing is sent, so nothing can be sent twice.
            return null;
        }

        if (!settings.UseEmailActivity)
        {
            return InDoubt(settings, $"SendGrid may not be asked about mail {key} ({SendGridOptions.Section}:UseEmailActivity is false).");
        }

        // The client puts query parameters into the address as they are, so the whole address is made here.
        string value = key.ToString().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        string query = Uri.EscapeDataString($"unique_args['{KeyArgument}']=\"{value}\"");
        SendGridAnswer answer = await line.AskAsync(
            client => client.RequestAsync(BaseClient.Method.GET, urlPath: $"messages?query={query}&limit={former.Count + 1}", cancellationToken: cancellation), "search", cancellation);
        if (answer.Status == HttpStatusCode.OK)
        {
            return SendGridAnswers.FirstMessage(answer.Body, former);
        }

        if (answer.Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound || IsForGood(answer.Code))
        {
            AdapterLog.ActivityClosed(logger, answer.Code);
            return InDoubt(settings, $"SendGrid will not say what became of mail {key} (status {answer.Code}).");
        }

        throw line.Failure(answer, "search");
    }

    private static string? InDoubt(SendGridOptions settings, string why) =>
        settings.InDoubt == MailInDoubt.SendAgain ? null : throw new MailInDoubtException(why);

    // What is wrong with the request itself stays wrong. The rest is for the operator (401, 403, 404) or passes (408, 409, 429).
    private static bool IsForGood(int status) => status is >= 400 and < 500 and not (401 or 403 or 404 or 408 or 409 or 425 or 429);

    private static SendGridMessage Message(OutgoingMail mail, string key, bool isSandbox)
    {
        Personalization personalization = new()
        {
            Tos = [new EmailAddress(mail.ToEmail, mail.ToName)],
            Subject = mail.Subject,
            CustomArgs = new Dictionary<string, string>(StringComparer.Ordinal) { [KeyArgument] = key },
        };
        if (mail.CcEmail is { Length: > 0 } copy && !string.Equals(copy, mail.ToEmail, StringComparison.OrdinalIgnoreCase))
        {
            // SendGrid refuses a mail with one address twice.
            personalization.Ccs = [new EmailAddress(copy)];
        }

        return new SendGridMessage
        {
            From = new EmailAddress(mail.FromEmail, mail.FromName),
            ReplyTo = new EmailAddress(mail.FromEmail, mail.FromName),
            Subject = mail.Subject,
            Personalizations = [personalization],
            Contents = [new Content(MimeType.Text, mail.Text), new Content(MimeType.Html, mail.Html)],
            Attachments = mail.Attachments.Count == 0 ? null :
            [
                .. mail.Attachments.Select(attachment => new Attachment
                {
                    Content = Convert.ToBase64String(attachment.Content.Span),
                    Type = attachment.ContentType,
                    Filename = attachment.Name,
                    Disposition = "attachment",
                }),
            ],
            Categories = [mail.Key.Kind.ToString()],
            Headers = mail.Headers.Count == 0 ? null : new Dictionary<string, string>(mail.Headers, StringComparer.Ordinal),
            MailSettings = isSandbox ? new MailSettings { SandboxMode = new SandboxMode { Enable = true } } : null,
            TrackingSettings = new TrackingSettings
            {
                ClickTracking = new ClickTracking { Enable = false, EnableText = false },
                OpenTracking = new OpenTracking { Enable = false },
                SubscriptionTracking = new SubscriptionTracking { Enable = false },
                Ganalytics = new Ganalytics { Enable = false },
            },
        };
    }
}
