using System.Net;
using Kkr.Workflow.Domain.Ports;
using Microsoft.Extensions.Options;
using SendGrid;

namespace Kkr.Workflow.Adapters.SendGrid;

/// <summary>An answer, read whole.</summary>
internal sealed record SendGridAnswer(HttpStatusCode Status, string Body, Response Response)
{
    public int Code => (int)Status;

    public string? Header(string name) => Response.Headers?.TryGetValues(name, out IEnumerable<string>? values) == true ? values.FirstOrDefault() : null;
}

/// <summary>The one way to SendGrid: its address, key and time limit, and the pauses that it asks for.</summary>
internal sealed class SendGridLine(IHttpClientFactory clients, IOptionsMonitor<SendGridOptions> options, SendGridPace pace)
{
    /// <summary>The name of the HttpClient.</summary>
    public const string ClientName = "SendGrid";

    /// <summary>Asks once.</summary>
    /// <exception cref="MailNotNowException">SendGrid has asked for a pause that is not over; nothing was sent.</exception>
    /// <exception cref="MailProviderException">There was no answer, or half of one. What was asked may have been done.</exception>
    public async Task<SendGridAnswer> AskAsync(Func<SendGridClient, Task<Response>> ask, string doing, CancellationToken cancellation)
    {
        if (pace.Wait(doing) is { } wait)
        {
            throw SendGridAnswers.NotNow(429, "", wait)!;
        }

        SendGridOptions settings = options.CurrentValue;
        using HttpClient http = clients.CreateClient(ClientName);
        http.Timeout = settings.Timeout;
        SendGridClient client = new(http, new SendGridClientOptions { ApiKey = settings.ApiKey, Host = settings.Host.AbsoluteUri.TrimEnd('/') });
        try
        {
            Response response = await ask(client);
            string body = response.Body is null ? "" : await response.Body.ReadAsStringAsync(cancellation);
            pace.Hear(doing, (int)response.StatusCode, response.Headers);
            return new SendGridAnswer(response.StatusCode, body, response);
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
        catch (IOException exception)
        {
            throw new MailProviderException($"SendGrid's answer to {doing} was cut off; it will be tried again.", exception);
        }
    }

    /// <summary>What an answer other than the wished one means: to be tried later, or nobody knows.</summary>
    public Exception Failure(SendGridAnswer answer, string doing)
    {
        TimeSpan? after = pace.AskedFor(answer.Response.Headers);
        return SendGridAnswers.NotNow(answer.Code, answer.Body, after) ?? (Exception)SendGridAnswers.Fault(answer.Code, doing, after);
    }
}
