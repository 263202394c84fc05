using System.Text.Json.Nodes;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Access.Links;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Functions.Mailing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Web.Forms;

/// <summary>Where the secretariat sends a mail again that did not arrive, once the address has been put right.</summary>
public sealed class MailingPagesHttp(IMailings mailings, IDirectory directory, MeetingDesk desk, FormGuard guard, MailingsHttp sending, LinkPages pages)
{
    private const string Route = "forsendelse/{council}/{meeting}";

    private static readonly Field Asked = new("recipientAsked", "Modtageren har bedt om at få e-mails fra os igen");

    [Function(nameof(ShowFailedMail))]
    public async Task<IResult> ShowFailedMail(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request,
        string council,
        string meeting,
        CancellationToken cancellation) =>
        await ShowAsync(request, council, [], cancellation);

    [Function(nameof(SendMailAgain))]
    public async Task<IResult> SendMailAgain(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request,
        string council,
        string meeting,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        Result<SentForm> form = await guard.ReadAsync(request, LinkPurpose.Mailing, cancellation);
        if (form.IsRefused)
        {
            return await pages.RefuseAsync(request, form.Refusal, LinkPurpose.Mailing, cancellation);
        }

        JsonObject body = new() { ["key"] = Caller.Of(request).Link!.Subject, [Asked.Name] = form.Value.Text(Asked.Name) is not null };
        HttpRequest call = FormCall.Of(request, nameof(MailingsHttp.ResendMailing), HttpMethods.Post, body, idempotencyKey: $"formular-{form.Value.Id}");
        IReadOnlyList<Refusal> refusals = FormCall.Read<MailingRecord>(await sending.ResendMailing(call, council, meeting, client, cancellation)).Refusals;
        return refusals.Count > 0
            ? await ShowAsync(request, council, refusals, cancellation)
            : FormPage.Thank(request, LinkAddresses.Mailing(new MeetingKey(council, meeting)));
    }

    private async Task<IResult> ShowAsync(HttpRequest request, string id, IReadOnlyList<Refusal> refusals, CancellationToken cancellation)
    {
        Result<Council> known = await desk.CouncilAsync(id, cancellation);
        if (known.IsRefused
            || MailingKey.Parse(Caller.Of(request).Link!.Subject) is not { } key
            || await mailings.FindAsync(key, cancellation) is not { Value: { } mailing })
        {
            return await pages.RefuseAsync(request, LinkRefusals.Elsewhere, LinkPurpose.Mailing, cancellation);
        }

        Council council = known.Value;
        const string title = "Send en e-mail igen";
        FormSheet sheet = new(_ => null, refusals);
        string? holder = (await directory.LoadAsync(id, cancellation)).Value
            .Holder(key.Recipient, LocalTime.ToLocal(desk.Now, council.TimeZone).Date)?.Name;
        bool isFailed = mailing.HasNotArrived || mailing.Status == MailingStatus.Sandboxed;
        bool isListed = mailing.IsTurnedAway;
        string main = FormPage.Heading(request, title, sheet, "E-mailen sendes igen til den adresse, som posten har nu.") +
            FormPage.Facts(
                ("Emne", mailing.SubjectLine ?? key.Kind.ToString()),
                ("Til", holder is null ? key.Recipient : $"{holder} ({key.Recipient})"),
                ("Seneste hændelse", Danish.DateTime(mailing.At, council.TimeZone)),
                ("Tilstand", $"E-mailen er {mailing.Status.InDanish()}"),
                ("Fejl", mailing.Error),
                ("Det kan I gøre", mailing.Advice() is { Length: > 0 } advice ? advice : null)) +
            (isFailed || isListed
                ? (isListed ? "" : "<p>Ret først adressen i rådets oplysninger. E-mailen går til den, der har posten nu, på den adresse, der står nu.</p>") +
                  FormPage.Form(LinkAddresses.Mailing(key.Meeting), guard.Fields(request, LinkPurpose.Mailing), isListed ? sheet.Check(Asked) : "", "Send igen")
                : "<p>E-mailen er sendt eller på vej, og der er ikke mere at gøre.</p>");
        return FormPage.Answer(request, council, sheet, title, main);
    }
}
