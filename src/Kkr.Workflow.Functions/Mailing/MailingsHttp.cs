using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Mailing;

/// <summary>A meeting's mailings and how far they have come.</summary>
public sealed class MailingsHttp(MeetingDesk desk, IMailings mailings)
{
    /// <summary>
    /// Sends a mailing again that did not arrive, to whoever holds the post now, at the address they have now, which is taken off the provider's lists
    /// first. <c>recipientAsked</c> says that they want mail again which they had turned away themselves.
    /// </summary>
    [Function(nameof(ResendMailing))]
    public Task<IResult> ResendMailing(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "councils/{council}/meetings/{meeting}/mailings/resend")] HttpRequest request,
        string council,
        string meeting,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            body => (Key: body.RequiredText("key"), RecipientAsked: body.Flag("recipientAsked") ?? false),
            async asked =>
            {
                string text = asked.Key;
                if (MailingKey.Parse(text) is not { } key
                    || key.Meeting != new MeetingKey(council, meeting)
                    || await mailings.FindAsync(key, cancellation) is not { } row)
                {
                    return Problem.Of(RequestRefusals.NoSuch("mailing", "Forsendelsen", text));
                }

                if (row.Value is { HasNotArrived: false, IsCalledSpam: false, Status: not (MailingStatus.Queued or MailingStatus.Sandboxed) })
                {
                    return Problem.Of(Refusal.OfState(
                        "mailing-not-failed", "key", "only a mailing that did not arrive is sent again", row.Value.Status.ToString(),
                        "Kun en e-mail, der ikke nåede frem, kan sendes igen.",
                        "Only a mailing that did not arrive is sent again."));
                }

                if (key.Kind == MailKind.Bounce)
                {
                    return Problem.Of(Refusal.OfState(
                        "mailing-is-alert", "key", "an alert is not sent again, but the mail that it is about", text,
                        "En advarsel om en e-mail, der ikke nåede frem, kan ikke sendes igen. Send i stedet den e-mail igen, som advarslen handler om.",
                        "An alert about a mail that did not arrive is not sent again. Send the mail again that the alert is about."));
                }

                if (row.Value.IsTurnedAway && !asked.RecipientAsked)
                {
                    return Problem.Of(Refusal.OfState(
                        "mailing-turned-away", "recipientAsked", "true when the recipient asks for mail again", row.Value.SuppressedBy?.ToString() ?? "SpamReports",
                        "Modtageren har selv sagt nej til e-mails fra os. Den kan kun sendes igen, når modtageren har bedt om det.",
                        "The recipient has turned our mail away. It is only sent again when the recipient has asked for it."));
                }

                Stored<MailingRecord> saved = row.Value.Status == MailingStatus.Queued
                    ? row
                    : await mailings.SaveAsync(row.Value.SendAgain(desk.Now, asked.RecipientAsked), row.ETag, cancellation);
                await MailQueue.QueueAsync(client, [new MailingTask(key)], CancellationToken.None);
                await desk.RecordAsync(Caller.Of(request), key.Meeting, "mailing-resent", key.ToString(), CancellationToken.None);
                return Door.Json(saved.Value, StatusCodes.Status202Accepted);
            },
            cancellation);

    [Function(nameof(ListMeetingMailings))]
    public async Task<IResult> ListMeetingMailings(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "councils/{council}/meetings/{meeting}/mailings")] HttpRequest request,
        string council,
        string meeting,
        CancellationToken cancellation)
    {
        MeetingKey key = new(council, meeting);
        (MailingFilter filter, IReadOnlyList<Refusal> refusals) = Query.Read(request, MailingFilter.Read);
        Result<Stored<Meeting>> found = await desk.MeetingAsync(key, cancellation);
        if (found.IsRefused || refusals.Count > 0)
        {
            return found.IsRefused ? Problem.Of(found.Refusal) : Problem.Of(refusals);
        }

        IEnumerable<MailingRecord> wanted = (await mailings.ListAsync(key, cancellation)).Where(filter.Includes);
        return Paging.Answer(request, filter.Page, wanted, mailing => mailing.Key.ToString());
    }
}
