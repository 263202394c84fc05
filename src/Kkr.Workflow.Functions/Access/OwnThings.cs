using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.FollowUp;
using Kkr.Workflow.Domain.Ports;
using Microsoft.AspNetCore.Http;

namespace Kkr.Workflow.Functions.Access;

/// <summary>
/// Whether what an address names is the caller's own. An address that names nothing of the kind is nobody's: the function then looks at the
/// body, or shows each caller their own (<c>Caller.RefusalOf</c>).
/// </summary>
public sealed class OwnThings(IItems items, IFollowUps followUps)
{
    /// <summary>Null when it is, or when it does not exist, which the function says.</summary>
    internal async Task<Refusal?> RefusalOfAsync(HttpRequest request, Standing standing, Grant grant, CancellationToken cancellation)
    {
        string council = request.RouteValues["council"] as string ?? "";
        if (request.RouteValues["municipality"] is string municipality)
        {
            return standing.Entry?.Municipality == municipality || standing.Post == municipality ? null : AccessRefusals.OtherMunicipality(municipality);
        }

        if (request.RouteValues["item"] is string id && await items.LocateAsync(council, id, cancellation) is { Value: { } item })
        {
            return IsOwn(item, standing, grant) ? null
                : grant == Grant.Late ? AccessRefusals.NotLate(id)
                : AccessRefusals.OtherItem(id);
        }

        if (request.RouteValues["task"] is string task && await followUps.FindAsync(council, task, cancellation) is { Value: { } followUp })
        {
            return IsOwn(followUp, standing) ? null : AccessRefusals.OtherFollowUp(task);
        }

        return null;
    }

    public static bool IsOwn(FollowUpTask task, string post) => task.OwnerPost == post;

    internal static bool IsOwn(Item item, Standing standing, Grant grant) =>
        (grant.HasFlag(Grant.OwnMunicipality) && standing.Entry?.Municipality is { } municipality && item.Municipality == municipality)
        || ((grant & (Grant.Own | Grant.OwnMunicipality)) != Grant.No && (item.SubmitterPost == standing.Post || item.CoSubmitters.Contains(standing.Post)))
        || (grant.HasFlag(Grant.Late) && item.IsLate);

    private static bool IsOwn(FollowUpTask task, Standing standing) => IsOwn(task, standing.Post);
}
