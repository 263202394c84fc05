using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Access;
using Kkr.Workflow.Functions.Archive;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Workflow.Functions.Agenda;

/// <summary>Which items are wanted.</summary>
internal sealed record ItemFilter(ItemStatus? Status, string? Municipality, int? Section, string? Search, PageWanted Page)
{
    public static ItemFilter Read(Query query) => new(
        query.Choice<ItemStatus>("status"), query.Text("municipality"), query.Number("section", 1, 99), query.Text("search"), query.Page());

    /// <summary>Judged on the item as the caller sees it, so that a search does not tell what is closed to them.</summary>
    public bool Includes(Item item) =>
        (Status is null || item.Status == Status) && (Municipality is null || item.Municipality == Municipality)
        && (Section is null || item.Section == Section)
        && (Search is null || Has(item.Title) || Has(item.CaseId) || Has(item.Background) || Has(item.Recommendation));

    private bool Has(string? text) => text?.Contains(Search!, StringComparison.OrdinalIgnoreCase) == true;
}

/// <summary>An agenda that was made, and where it is read.</summary>
public sealed record ListedAgenda(int Version, AgendaEditionKind Kind, string Sha256, DateTimeOffset At, int ItemCount, string Href)
{
    /// <summary>Every format, with where it is read.</summary>
    public IReadOnlyList<ListedFile> Files { get; init; } = [];
}

/// <summary>A meeting's items, and the agendas made of them.</summary>
public sealed class MeetingItemsHttp(MeetingDesk desk, IItems items)
{
    [Function(nameof(ListItems))]
    public async Task<IResult> ListItems(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "councils/{council}/meetings/{meeting}/items")] HttpRequest request,
        string council,
        string meeting,
        CancellationToken cancellation)
    {
        (ItemFilter filter, IReadOnlyList<Refusal> refusals) = Query.Read(request, ItemFilter.Read);
        Result<Stored<Meeting>> found = await desk.MeetingAsync(new MeetingKey(council, meeting), cancellation);
        if (found.IsRefused || refusals.Count > 0)
        {
            return found.IsRefused ? Problem.Of(found.Refusal) : Problem.Of(refusals);
        }

        // A list, and a search in it, knows confidential items by their open title alone.
        IEnumerable<Item> onMeeting = (await items.ListAsync(council, meeting, cancellation)).Select(item => item.Value);
        IEnumerable<Item> seen = Published.Of(onMeeting, found.Value.Value, Caller.Of(request)).Select(ItemRules.Masked).Where(filter.Includes);
        return Paging.Answer(request, filter.Page, seen, item => Paging.Counted(item.Id));
    }

    [Function(nameof(ListAgendas))]
    public async Task<IResult> ListAgendas(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "councils/{council}/meetings/{meeting}/agendas")] HttpRequest request,
        string council,
        string meeting,
        CancellationToken cancellation)
    {
        Result<Stored<Meeting>> found = await desk.MeetingAsync(new MeetingKey(council, meeting), cancellation);
        return found.IsRefused
            ? Problem.Of(found.Refusal)
            : Door.Json(Published.Of(found.Value.Value, Caller.Of(request)).Agendas.Select(edition => new ListedAgenda(
                edition.Version, edition.Kind, edition.Sha256, edition.At, edition.ItemCount, DocumentAddress.Of(edition.Path))
                {
                    Files = ListedFile.Of(edition),
                }).ToArray());
    }
}
