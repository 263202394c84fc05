using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Functions.Archive;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Functions.Web;
using Kkr.Workflow.Functions.Web.Forms;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Kkr.Workflow.Functions.Access.Links;

/// <summary>
/// Where every signed link lands: the token goes into a cookie and the browser on to the page's clean address. Nothing is changed by landing,
/// so programs that follow every link in a mail do no harm.
/// </summary>
public sealed class OpenLinkHttp(LinkCheck check, LinkSigner signer, DocumentGate gate, MeetingDesk desk, LinkPages pages, IOptions<AccessOptions> options)
{
    [Function(nameof(OpenLink))]
    public async Task<IResult> OpenLink(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = LinkAddresses.Landing)] HttpRequest request,
        CancellationToken cancellation)
    {
        string token = request.Query[LinkAddresses.TokenField].ToString();
        Result<LinkHolder> holder = await check.CheckAsync(token, cancellation);
        if (holder.IsRefused)
        {
            // What was a draft when the mail was sent may be for everybody now.
            if (signer.Read(token) is { Purpose: LinkPurpose.Read } old && await IsPublishedAsync(old, cancellation))
            {
                return Redirect.To(request, DocumentAddress.Of(old.Subject) + FormatOf(request));
            }

            if (signer.Read(token) is { Purpose: LinkPurpose.Comment } late && await PublishedMinutesAsync(late.Meeting, cancellation) is { } path)
            {
                return Redirect.To(request, DocumentAddress.Of(path));
            }

            return await pages.RefuseAsync(request, holder.Refusal, token, cancellation);
        }

        SignedLink link = holder.Value.Link;
        LinkCookie.Set(request.HttpContext, link.Purpose, token, LinkAddresses.ScopeOf(link), options.Value.IsInAzure);
        return Redirect.To(request, LinkAddresses.PageOf(link) + (link.Purpose == LinkPurpose.Read ? FormatOf(request) : ""));
    }

    /// <summary>What the mail's link to another format adds; it is no part of what is signed, because it opens nothing more.</summary>
    private static string FormatOf(HttpRequest request) => Query.Read(request, AskedEdition.Wanted).Value is { } format
        ? $"?format={EditionFiles.EndingOf(format)[1..]}"
        : "";

    private Task<bool> IsPublishedAsync(SignedLink link, CancellationToken cancellation) =>
        gate.IsOpenToAsync(new Caller(Standing.PublicPost), link.Meeting, link.Subject.Split('/', 3)[^1], cancellation);

    private async Task<string?> PublishedMinutesAsync(MeetingKey meeting, CancellationToken cancellation) =>
        (await desk.MeetingAsync(meeting, cancellation)) is { IsRefused: false } found
            ? EditionRules.NewestPublished(found.Value.Value.Minutes)?.Path
            : null;
}
