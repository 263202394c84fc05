using System.Text.Json;
using System.Text.RegularExpressions;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Archive;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Functions.MeetingLifecycle;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Mailing;

/// <summary>
/// SendGrid's event webhook: moves mailings to delivered or bounced, and alerts the secretariat of a bounce. The provider signs what it
/// reports, and nobody else is believed.
/// </summary>
public sealed partial class SendGridEventsHttp(IMailings mailings, EventSignature signature, AuditTrail trail, TimeProvider time)
{
    private const long LargestReport = 4 * 1024 * 1024;

    [Function(nameof(ReceiveMailEvents))]
    public async Task<IResult> ReceiveMailEvents(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "webhooks/sendgrid")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        if (await signature.RefusalOfAsync(request, LargestReport, cancellation) is { } refusal)
        {
            return Problem.Of(refusal);
        }

        Result<JsonElement> body = await JsonBody.ReadElementAsync(request, cancellation);
        if (body.IsRefused)
        {
            return Problem.Of(body.Refusal);
        }

        if (body.Value.ValueKind != JsonValueKind.Array)
        {
            return Problem.Of(RequestRefusals.WrongType("body", "en liste af hændelser", "an array of events", body.Value.ValueKind.ToString()));
        }

        foreach (JsonElement occurrence in body.Value.EnumerateArray())
        {
            await TakeAsync(occurrence, client, cancellation);
        }

        return Results.NoContent();
    }

    private async Task TakeAsync(JsonElement occurrence, DurableTaskClient client, CancellationToken cancellation)
    {
        MailingStatus? status = TextOf(occurrence, "event") switch
        {
            "delivered" => MailingStatus.Delivered,
            "bounce" or "dropped" => MailingStatus.Bounced,
            _ => null,
        };
        if (status is not { } reported
            || TextOf(occurrence, "mailing_key") is not { } text
            || MailingKey.Parse(text) is not { } key
            || await mailings.FindAsync(key, cancellation) is not { } row
            || (TextOf(occurrence, "sg_message_id") is { } message && row.Value.IsOvertaken(message)))
        {
            return;
        }

        MailingRecord known = row.Value;
        if (known.Status != reported)
        {
            Stored<MailingRecord> saved = await mailings.SaveAsync(
                (row.Value with { Error = ReasonOf(occurrence) ?? row.Value.Error }).Become(reported, time.GetUtcNow()),
                row.ETag,
                cancellation);
            known = saved.Value;
        }

        // Written down even when the row says so already, for the same reason as below; the key leaves one entry.
        await trail.ReportedAsync(
            "mail-provider",
            key.Meeting.Council,
            "mail-event-received",
            key.ToString(),
            new AuditFacts(reported.ToString().ToLowerInvariant(), Before: row.Value.Status.ToString().ToLowerInvariant()),
            $"mail-event|{key}|{reported}|{row.Value.ProviderId}",
            cancellation);

        // Queued even when the row says so already: the first report may have been cut off before it came this far.
        if (reported == MailingStatus.Bounced && key.Kind != MailKind.Bounce)
        {
            await MailQueue.QueueAsync(client, [BounceAlert.About(known)], cancellation);
            if (key.Kind == MailKind.AgendaDispatch)
            {
                // The agenda has not reached everybody after all.
                await MeetingSignal.SendAsync(client, key.Meeting, 0, cancellation);
            }
        }
    }

    /// <summary>Servers like to repeat the address that they refuse; the ledger keeps none.</summary>
    private static string? ReasonOf(JsonElement occurrence) =>
        TextOf(occurrence, "reason") is { } reason ? Address().Replace(reason, "(adresse udeladt)") : null;

    [GeneratedRegex("""[^\s<>"'(),;:]+@[^\s<>"'(),;:]+""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();

    private static string? TextOf(JsonElement occurrence, string name) =>
        occurrence.ValueKind == JsonValueKind.Object && occurrence.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
