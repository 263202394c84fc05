using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace Kkr.Workflow.Functions.Access.Links;

/// <summary>A link that works now, and the post that it proves.</summary>
internal sealed record LinkHolder(SignedLink Link, string Token, Standing Standing);

/// <summary>Judges a link: signed by us, not expired, not revoked, and its post held by the same person as when it was sent.</summary>
public sealed class LinkCheck(LinkSigner signer, IDirectory directory, ICouncils councils, ILinkRevocations revocations, TimeProvider time)
{
    /// <summary>True when a token opens something now.</summary>
    public async Task<bool> OpensAsync(string token, CancellationToken cancellation) => !(await CheckAsync(token, cancellation)).IsRefused;

    internal async Task<Result<LinkHolder>> CheckAsync(string token, CancellationToken cancellation)
    {
        if (signer.Read(token) is not { } link)
        {
            return LinkRefusals.Invalid;
        }

        DateTimeOffset now = time.GetUtcNow();
        if (now > link.Expires)
        {
            return link.Purpose == LinkPurpose.Comment ? LinkRefusals.CommentsExpired : LinkRefusals.Expired;
        }

        if (await councils.FindAsync(link.Meeting.Council, cancellation) is not { Value: { } council }
            || (await revocations.ListAsync(council.Id, link.Post, cancellation)).Any(revocation => revocation.Voids(link.Meeting.Meeting, link.Issued)))
        {
            return LinkRefusals.Void;
        }

        DateOnly today = LocalTime.ToLocal(now, council.TimeZone).Date;
        DirectoryBook book = (await directory.LoadAsync(council.Id, cancellation)).Value;
        if ((book.Holder(link.Post, today)?.PersonId ?? "") != link.Person)
        {
            return LinkRefusals.Void;
        }

        Standing? standing = book.Posts.FirstOrDefault(post => post.Id == link.Post) is { } entry ? Standing.Of(entry, book, today)
            : link.Post == Caller.Secretariat ? Standing.Secretariat(book)
            : null;
        return standing is null ? LinkRefusals.Void : new LinkHolder(link, token, standing);
    }

    /// <summary>The link that the request carries for a purpose, when it is for the address that is asked for.</summary>
    internal async Task<Result<LinkHolder>> OfAsync(HttpRequest request, LinkPurpose purpose, CancellationToken cancellation)
    {
        if (request.Cookies[LinkCookie.NameOf(purpose)] is not { Length: > 0 } token)
        {
            return LinkRefusals.Missing;
        }

        Result<LinkHolder> holder = await CheckAsync(token, cancellation);
        return holder.Then<LinkHolder>(found => found.Link.Purpose == purpose && IsFor(found.Link, request) ? found : LinkRefusals.Elsewhere);
    }

    private static bool IsFor(SignedLink link, HttpRequest request) =>
        Matches(request, "council", link.Meeting.Council)
        && Matches(request, "meeting", link.Meeting.Meeting)
        && (link.Purpose != LinkPurpose.FollowUp || Matches(request, "task", link.Subject))
        && (link.Purpose != LinkPurpose.Written || Matches(request, "item", link.Subject))
        && (link.Purpose != LinkPurpose.Read || link.Subject == $"{request.RouteValues["council"]}/{request.RouteValues["meeting"]}/{request.RouteValues["name"]}");

    private static bool Matches(HttpRequest request, string part, string value) =>
        request.RouteValues[part] is not string asked || asked == value;
}
