using System.Net;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Microsoft.Extensions.Logging;
using SendGrid;

namespace Kkr.Workflow.Adapters.SendGrid;

/// <summary>
/// SendGrid's lists of addresses that get no mail. A key without the right to them does not stop a mail: when the address is on a list after all, SendGrid
/// drops the mail, and that is reported.
/// </summary>
internal sealed class SendGridSuppressions(SendGridLine line, ILogger<SendGridSuppressions> logger) : ISuppressions
{
    private static readonly string[] OfFailures = ["suppression/bounces", "suppression/blocks", "suppression/invalid_emails"];
    private static readonly string[] OfTheRecipient = ["suppression/spam_reports", "asm/suppressions/global"];

    public async Task LiftAsync(string address, SuppressionLift lift, CancellationToken cancellation)
    {
        string[] lists = lift switch
        {
            SuppressionLift.None => [],
            SuppressionLift.Failures => OfFailures,
            _ => [.. OfFailures, .. OfTheRecipient],
        };
        foreach (string list in lists)
        {
            SendGridAnswer answer = await line.AskAsync(
                client => client.RequestAsync(BaseClient.Method.DELETE, urlPath: $"{list}/{Uri.EscapeDataString(address)}", cancellationToken: cancellation), "unsuppress", cancellation);
            if (answer.Response.IsSuccessStatusCode || answer.Status == HttpStatusCode.NotFound)
            {
                continue;
            }

            if (answer.Code is 408 or 409 or 429 or >= 500)
            {
                throw line.Failure(answer, "unsuppress");
            }

            AdapterLog.SuppressionKept(logger, list, answer.Code);
        }
    }
}
