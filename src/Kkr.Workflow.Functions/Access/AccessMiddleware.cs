using Kkr.Workflow.Domain;
using Kkr.Workflow.Functions.Access.Links;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Options;

namespace Kkr.Workflow.Functions.Access;

/// <summary>Lets a request through to its function when <see cref="Permissions"/> says so, and tells the function who calls and how far they are let in.</summary>
public sealed class AccessMiddleware(Callers callers, OwnThings own, LinkCheck links, LinkPages pages, SameOrigin origin, IOptions<AccessOptions> options) : IFunctionsWorkerMiddleware
{
    private const Grant Limited = Grant.OwnMunicipality | Grant.Own | Grant.Late;

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http)
        {
            PermissionRow? row = Permissions.Of(context.FunctionDefinition.Name);
            Result<Caller> admitted = row is null
                ? AccessRefusals.NotPermitted(context.FunctionDefinition.Name)
                : await AdmitAsync(http.Request, row, context.FunctionDefinition.Name, http.RequestAborted);
            if (admitted.IsRefused)
            {
                if (row?.Link is { } purpose)
                {
                    context.GetInvocationResult().Value =
                        await pages.RefuseAsync(http.Request, admitted.Refusal, http.Request.Cookies[LinkCookie.NameOf(purpose)], http.RequestAborted);
                    return;
                }

                Refuse(http, context, admitted.Refusal);
                return;
            }

            Caller.Know(http.Request, admitted.Value);
        }

        await next(context);
    }

    private async Task<Result<Caller>> AdmitAsync(HttpRequest request, PermissionRow row, string operation, CancellationToken cancellation)
    {
        if (row.Link is { } only)
        {
            Result<LinkHolder> followed = await links.OfAsync(request, only, cancellation);
            return followed.IsRefused
                ? followed.Refusal
                : await AdmitAsync(request, row, operation, Of(followed.Value), followed.Value.Link, cancellation);
        }

        if (row.OrLink is { } also && await links.OfAsync(request, also, cancellation) is { IsRefused: false } opened)
        {
            return Admitted(request, Of(opened.Value), opened.Value.Standing, Grant.Published, opened.Value.Link);
        }

        Result<Identity> identified = await callers.IdentifyAsync(request, cancellation);
        if (identified is { IsRefused: false, Value.Proof: Proof.SignIn } && origin.IsForged(request))
        {
            return AccessRefusals.CrossSite(request.Headers.Origin.ToString());
        }

        return identified.IsRefused ? identified.Refusal : await AdmitAsync(request, row, operation, identified.Value, null, cancellation);
    }

    private async Task<Result<Caller>> AdmitAsync(
        HttpRequest request, PermissionRow row, string operation, Identity identity, SignedLink? link, CancellationToken cancellation)
    {
        (Standing Standing, Grant Grant)[] ways = [.. identity.Standings
            .Select(standing => (standing, row.Of(standing.Roles)))
            .Where(way => way.Item2 != Grant.No)
            .OrderByDescending(way => way.Item2.HasFlag(Grant.Yes))];
        Refusal? why = null;
        foreach ((Standing standing, Grant grant) in ways)
        {
            if (grant.HasFlag(Grant.Yes))
            {
                return Admitted(request, identity, standing, Grant.Yes, link);
            }

            Refusal? notOwn = (grant & Limited) == Grant.No ? null : await own.RefusalOfAsync(request, standing, grant & Limited, cancellation);
            if (notOwn is null || (grant & ~Limited) != Grant.No)
            {
                return Admitted(request, identity, standing, notOwn is null ? grant : grant & ~Limited, link);
            }

            why ??= notOwn;
        }

        return why ?? (identity.Proof == Proof.None ? AccessRefusals.SignIn : AccessRefusals.NotPermitted(operation));
    }

    private Caller Admitted(HttpRequest request, Identity identity, Standing standing, Grant grant, SignedLink? link)
    {
        Grant confidential = Permissions.Of(Permissions.ReadConfidential)!.Of(standing.Roles);
        if (standing.Roles.Overlaps([Role.Member, Role.Deputy])
            && request.RouteValues["council"] is string council && options.Value.DoMembersReadConfidential(council))
        {
            confidential |= Grant.Yes;
        }

        return new Caller(standing.Post, standing.Entry)
        {
            Roles = standing.Roles,
            Proof = identity.Proof,
            Person = identity.Person,
            Grant = grant,
            Confidential = confidential,
            Link = link,
        };
    }

    private static Identity Of(LinkHolder holder) => new(Proof.Link, [holder.Standing], holder.Link.Person);

    private static void Refuse(HttpContext http, FunctionContext context, Refusal refusal)
    {
        if (refusal.Code == AccessRefusals.SignInCode)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
        }

        context.GetInvocationResult().Value = Problem.Of(refusal);
    }
}
