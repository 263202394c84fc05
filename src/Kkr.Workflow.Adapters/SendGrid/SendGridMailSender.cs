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
internal sealed class SendGridMailSender(IHttpClientFactory clients, IOptionsMonitor<SendGridOptions> options, ILogger<SendGridMailSender> logger) : IMailSender
{
    /// <summary>The name of the HttpClient.</summary>
    public const string ClientName = "SendGrid";

    private const string KeyArgument = "mailing_key";

    private static readonly ActivitySource Source = new("Kkr.Workflow.Adapters");

    public async Task<MailReceipt> SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        string key = mail.Key.ToString();
        using Activity? activity = Source.StartActivity("mail send");
        activity?.SetTag("kkr.mailing_key", key);
        (Response response, string body) = await AskAsync(client => client.SendEmailAsync(Message(mail, key), cancellation), "send", cancellation);
        if (response.StatusCode is HttpStatusCode.Accepted or HttpStatusCode.OK)
        {
            string? id = response.Headers.TryGetValues("X-Message-Id", out IEnumerable<string>? ids) ? ids.FirstOrDefault() : null;
            AdapterLog.MailAccepted(logger, key, id);
            return new MailReceipt(true, id, null);
        }

        IReadOnlyList<SendGridError> errors = response.StatusCode == HttpStatusCode.BadRequest ? SendGridAnswers.Errors(body) : [];
        if (SendGridAnswers.IsAboutAddress(errors))
        {
            AdapterLog.MailRefused(logger, key);
            return new MailReceipt(false, null, WithoutAddresses(string.Join(" ", errors.Select(error => error.Message)), mail));
        }

        AdapterLog.MailFault(logger, key, (int)response.StatusCode);
        throw SendGridAnswers.Fault(response, body, "send");
    }

    public async Task<string?> FindAsync(MailingKey key, IReadOnlyList<string> former, CancellationToken cancellation)
    {
        if (!options.CurrentValue.UseEmailActivity)
        {
            return options.CurrentValue.InDoubt == MailInDoubt.SendAgain
                ? null
                : throw new MailInDoubtException($"SendGrid may not be asked about mail {key} ({SendGridOptions.Section}:UseEmailActivity is false).");
        }

        // The client puts query parameters into the address as they are, so the whole address is made here.
        string value = key.ToString().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        string query = Uri.EscapeDataString($"unique_args['{KeyArgument}']=\"{value}\"");
        (Response response, string body) = await AskAsync(
            client => client.RequestAsync(BaseClient.Method.GET, urlPath: $"messages?query={query}&limit={former.Count + 1}", cancellationToken: cancellation), "search", cancellation);
        return response.StatusCode == HttpStatusCode.OK ? SendGridAnswers.FirstMessage(body, former) : throw SendGridAnswers.Fault(response, body, "search");
    }

    private async Task<(Response Response, string Body)> AskAsync(Func<SendGridClient, Task<Response>> ask, string doing, CancellationToken cancellation)
    {
        SendGridOptions settings = options.CurrentValue;
        using HttpClient http = clients.CreateClient(ClientName);
        http.Timeout = settings.Timeout;
        SendGridClient client = new(http, new SendGridClientOptions { ApiKey = settings.ApiKey, Host = settings.Host.AbsoluteUri.TrimEnd('/') });
        try
        {
            Response response = await ask(client);
            return (response, response.Body is null ? "" : await response.Body.ReadAsStringAsync(cancellation));
        }
        catch (OperationCanceledException exception) when (!cancellation.IsCancellationRequested)
        {
            throw new MailProviderException($"SendGrid did not answer to {doing} within {settings.Timeout.TotalSeconds:0} s; it will be tried again.", exception);
        }
        catch (HttpRequestException exception)
        {
            throw new MailProviderException(
                $"SendGrid could not be reached to {doing} ({exception.HttpRequestError}); it will be tried again. Is {SendGridOptions.Section}:Host right?", exception);
        }
    }

    private static SendGridMessage Message(OutgoingMail mail, string key)
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
            Categories = [mail.Key.Kind.ToString()],
            Headers = mail.Headers.Count == 0 ? null : new Dictionary<string, string>(mail.Headers, StringComparer.Ordinal),
            TrackingSettings = new TrackingSettings
            {
                ClickTracking = new ClickTracking { Enable = false, EnableText = false },
                OpenTracking = new OpenTracking { Enable = false },
                SubscriptionTracking = new SubscriptionTracking { Enable = false },
                Ganalytics = new Ganalytics { Enable = false },
            },
        };
    }

    /// <summary>The ledger keeps no addresses, so neither may the provider's reason.</summary>
    private static string WithoutAddresses(string text, OutgoingMail mail)
    {
        foreach (string? address in (string?[])[mail.ToEmail, mail.CcEmail])
        {
            if (!string.IsNullOrEmpty(address))
            {
                text = text.Replace(address, "(…)", StringComparison.OrdinalIgnoreCase);
            }
        }

        return text;
    }
}
