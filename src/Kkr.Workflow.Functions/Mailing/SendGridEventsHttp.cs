using System.Text.Json;
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
/// SendGrid's event webhook: moves mailings to delivered, deferred, blocked, bounced or dropped, and alerts the secretariat of what did not arrive. The
/// provider signs what it reports, and nobody else is believed. Repeats and reports out of order change nothing.
/// </summary>
public sealed class SendGridEventsHttp(IMailings mailings, EventSignature signature, AuditTrail trail, TimeProvider time)
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
        if (MailEventReader.Read(occurrence) is not { } told || await mailings.FindAsync(told.Key, cancellation) is not { } found || !told.IsAbout(found.Value))
        {
            return;
        }

        MailingRecord before = found.Value;
        MailingRecord known = await Retry.OnConflictAsync(async attempt =>
        {
            Stored<MailingRecord> row = attempt == 1 ? found : await mailings.FindAsync(told.Key, cancellation) ?? throw new ConcurrencyConflictException();
            before = row.Value;
            return MailReports.Take(row.Value, told.Report, time.GetUtcNow()) is { } moved
                ? (await mailings.SaveAsync(moved, row.ETag, cancellation)).Value
                : row.Value;
        });
        if (told.Report.Kind == MailReportKind.Deferred || (told.Report.Message is { } message && known.IsOvertaken(message)))
        {
            return;
        }

        // Written down even when the row says so already, for the same reason as below; the key leaves one entry.
        MailingKey key = told.Key;
        await trail.ReportedAsync(
            key.Meeting.Council,
            "mail-event-received",
            key.ToString(),
            new AuditFacts(told.Report.Kind.ToString().ToLowerInvariant(), Before: before.Status.ToString().ToLowerInvariant()),
            $"mail-event|{key}|{told.Report.Kind}|{known.FormerProviderIds.Count}",
            cancellation);

        // Queued even when the row says so already: the first report may have been cut off before it came this far.
        if (key.Kind != MailKind.Bounce && told.Report.Kind == MailReportKind.CalledSpam && known.IsCalledSpam)
        {
            await MailQueue.QueueAsync(client, [BounceAlert.AboutSpam(known)], cancellation);
        }
        else if (key.Kind != MailKind.Bounce && known.HasNotArrived && told.Report.Kind is not MailReportKind.Delivered)
        {
            await MailQueue.QueueAsync(client, [BounceAlert.About(known)], cancellation);
            if (key.Kind == MailKind.AgendaDispatch)
            {
                // The agenda has not reached everybody after all.
                await MeetingSignal.SendAsync(client, key.Meeting, 0, cancellation);
            }
        }
    }
}
