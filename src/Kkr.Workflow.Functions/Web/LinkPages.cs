using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Access;
using Kkr.Workflow.Functions.Access.Links;
using Microsoft.AspNetCore.Http;

namespace Kkr.Workflow.Functions.Web;

/// <summary>Tells somebody whose link does not work what happened and what to do. Whom to ask is said only when we signed the link.</summary>
public sealed class LinkPages(LinkSigner signer, ICouncils councils)
{
    private const string Reply = "Svar på den e-mail, du fik linket i, så hjælper sekretariatet dig.";

    /// <summary>True for what is opened in a browser by way of a signed link: its faults are read by people.</summary>
    internal static bool IsPage(string operation) => Permissions.Of(operation)?.Link is not null || operation == nameof(OpenLinkHttp.OpenLink);

    /// <summary>What went wrong on such a page. Storage is not asked: it may be what failed.</summary>
    internal static IResult Fault(HttpContext http, string title, string danish, int status) => Page.Answer(
        http, null, title,
        $"<h1>{Html.Text(title)}</h1><p>{Html.Text(danish)}</p>{Html.Contact(Reply)}",
        status);

    /// <summary>Refuses with what is known from the link that the request carries for this kind of page.</summary>
    internal Task<IResult> RefuseAsync(HttpRequest request, Refusal refusal, LinkPurpose purpose, CancellationToken cancellation) =>
        RefuseAsync(request, refusal, request.Cookies[LinkCookie.NameOf(purpose)], cancellation);

    internal async Task<IResult> RefuseAsync(HttpRequest request, Refusal refusal, string? token, CancellationToken cancellation)
    {
        Council? council = token is not null && signer.Read(token) is { } link
            ? (await councils.FindAsync(link.Meeting.Council, cancellation))?.Value
            : null;
        (string title, int status) = refusal.Code switch
        {
            LinkRefusals.ExpiredCode => ("Linket er udløbet", StatusCodes.Status410Gone),
            LinkRefusals.VoidCode => ("Linket gælder ikke længere", StatusCodes.Status410Gone),
            LinkRefusals.UnreadableCode => ("Formularen kunne ikke læses", StatusCodes.Status413PayloadTooLarge),
            AccessRefusals.SignInCode => ("Siden kræver et link", StatusCodes.Status403Forbidden),
            _ => ("Linket virker ikke", StatusCodes.Status403Forbidden),
        };
        string contact = council is null
            ? Html.Contact(Reply)
            : Html.Contact(council.Secretariat);
        return Page.Answer(request.HttpContext, council?.Name, title, $"<h1>{Html.Text(title)}</h1><p>{Html.Text(refusal.Danish)}</p>{contact}", status);
    }
}
