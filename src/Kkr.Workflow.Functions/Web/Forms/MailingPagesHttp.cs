using System.Text;
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
public sealed class MailingPagesHttp(IMailings mailings, MeetingDesk desk, FormGuard guard, MailingsHttp sending, LinkPages pages)
{
    private const string Route = "forsendelse/{council}/{meeting}";
    private const string Resent = "besked";

    [Function(nameof(ShowFailedMail))]
    public async Task<IResult> ShowFailedMail(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request,
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
            return await RefuseAsync(request, form.Refusal, cancellation);
        }

        JsonObject body = new() { ["key"] = Caller.Of(request).Link!.Subject };
        HttpRequest call = FormCall.Of(request, nameof(MailingsHttp.ResendMailing), HttpMethods.Post, body, idempotencyKey: $"formular-{form.Value.Id}");
        IReadOnlyList<Refusal> refusals = FormCall.Read<MailingRecord>(await sending.ResendMailing(call, council, meeting, client, cancellation)).Refusals;
        return refusals.Count > 0
            ? await ShowAsync(request, council, refusals, cancellation)
            : Redirect.To(request, $"{LinkAddresses.Mailing(new MeetingKey(council, meeting))}?{Resent}=tak");
    }

    private async Task<IResult> ShowAsync(HttpRequest request, string id, IReadOnlyList<Refusal> refusals, CancellationToken cancellation)
    {
        Result<Council> known = await desk.CouncilAsync(id, cancellation);
        if (known.IsRefused
            || MailingKey.Parse(Caller.Of(request).Link!.Subject) is not { } key
            || await mailings.FindAsync(key, cancellation) is not { Value: { } mailing })
        {
            return await RefuseAsync(request, LinkRefusals.Elsewhere, cancellation);
        }

        Council council = known.Value;
        const string title = "Send en e-mail igen";
        FormSheet sheet = new(_ => null, refusals);
        StringBuilder main = new();
        main.Add($"<h1>{title}</h1>").Append(sheet.Summary());
        if (!sheet.IsRefused && request.Query[Resent].Count > 0)
        {
            main.Append("<p class=\"done\" role=\"status\">E-mailen sendes igen til den adresse, som posten har nu.</p>");
        }

        bool isFailed = mailing.Status is MailingStatus.Bounced or MailingStatus.Failed;
        main.Append("<dl>").Append(Html.Term("Emne", mailing.SubjectLine ?? key.Kind.ToString())).Append(Html.Term("Til posten", key.Recipient));
        main.Append(Html.Term("Seneste hændelse", Danish.DateTime(mailing.At, council.TimeZone)));
        main.Append(mailing.Error is null ? "" : Html.Term("Fejl", mailing.Error)).Append("</dl>");
        main.Append(isFailed
            ? "<p>Ret først adressen i rådets oplysninger. E-mailen går til den, der har posten nu, på den adresse, der står nu.</p>" +
              $"<form method=\"post\" action=\"{Html.Text(LinkAddresses.Mailing(key.Meeting))}\">{guard.Fields(request, LinkPurpose.Mailing)}<button>Send igen</button></form>"
            : "<p>E-mailen er sendt eller på vej, og der er ikke mere at gøre.</p>");
        return Page.Answer(
            request.HttpContext, council.Name, sheet.IsRefused ? $"Fejl: {title}" : title, main.ToString(),
            sheet.IsRefused ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private Task<IResult> RefuseAsync(HttpRequest request, Refusal refusal, CancellationToken cancellation) =>
        pages.RefuseAsync(request, refusal, request.Cookies[LinkCookie.NameOf(LinkPurpose.Mailing)], cancellation);
}
