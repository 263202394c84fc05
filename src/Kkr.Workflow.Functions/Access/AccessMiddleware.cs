using Kkr.Workflow.Domain;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Options;

namespace Kkr.Workflow.Functions.Access;

/// <summary>Lets a request through to its function when <see cref="Permissions"/> says so, and tells the function who calls and how far they are let in.</summary>
public sealed class AccessMiddleware(Callers callers, OwnThings own, IOptions<AccessOptions> options) : IFunctionsWorkerMiddleware
{
    private const Grant Limited = Grant.OwnMunicipality | Grant.Own | Grant.Late;

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http)
        {
            Result<Caller> admitted = await AdmitAsync(http.Request, context.FunctionDefinition.Name, http.RequestAborted);
            if (admitted.IsRefused)
            {
                Refuse(http, context, admitted.Refusal);
                return;
            }

            Caller.Know(http.Request, admitted.Value);
        }

        await next(context);
    }

    private async Task<Result<Caller>> AdmitAsync(HttpRequest request, string operation, CancellationToken cancellation)
    {
        if (Permissions.Of(operation) is not { } row)
        {
            return AccessRefusals.NotPermitted(operation);
        }

        Result<Identity> identified = await callers.IdentifyAsync(request, cancellation);
        if (identified.IsRefused)
        {
            return identified.Refusal;
        }

        Identity identity = identified.Value;
        (Standing Standing, Grant Grant)[] ways = [.. identity.Standings
            .Select(standing => (standing, row.Of(standing.Roles)))
            .Where(way => way.Item2 != Grant.No)
            .OrderByDescending(way => way.Item2.HasFlag(Grant.Yes))];
        Refusal? why = null;
        foreach ((Standing standing, Grant grant) in ways)
        {
            if (grant.HasFlag(Grant.Yes))
            {
                return Admitted(request, identity, standing, Grant.Yes);
            }

            Refusal? notOwn = (grant & Limited) == Grant.No ? null : await own.RefusalOfAsync(request, standing, grant & Limited, cancellation);
            if (notOwn is null || (grant & ~Limited) != Grant.No)
            {
                return Admitted(request, identity, standing, notOwn is null ? grant : grant & ~Limited);
            }

            why ??= notOwn;
        }

        return why ?? (identity.Proof == Proof.None ? AccessRefusals.SignIn : AccessRefusals.NotPermitted(operation));
    }

    private Caller Admitted(HttpRequest request, Identity identity, Standing standing, Grant grant)
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
        };
    }

    private static void Refuse(HttpContext http, FunctionContext context, Refusal refusal)
    {
        if (refusal.Code == AccessRefusals.SignInCode)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
        }

        context.GetInvocationResult().Value = Problem.Of(refusal);
    }
}
