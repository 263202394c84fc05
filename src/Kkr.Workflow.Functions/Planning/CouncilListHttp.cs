using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Workflow.Functions.Planning;

/// <summary>A council in the list of councils.</summary>
public sealed record ListedCouncil(string Id, string Name, string TimeZone, string Href);

/// <summary>The councils that the app serves.</summary>
public sealed class CouncilListHttp(ICouncils councils)
{
    [Function(nameof(ListCouncils))]
    public async Task<IResult> ListCouncils(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "councils")] HttpRequest request, CancellationToken cancellation)
    {
        (PageWanted page, IReadOnlyList<Refusal> refusals) = Query.Read(request, query => query.Page());
        return refusals.Count > 0
            ? Problem.Of(refusals)
            : Paging.Answer(request, page, (await councils.AllAsync(cancellation)).Select(Listed), council => council.Id);
    }

    private static ListedCouncil Listed(Council council) => new(council.Id, council.Name, council.TimeZone, $"/api/councils/{council.Id}");
}
