using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Access;
using Kkr.Workflow.Functions.Archive;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Workflow.Functions.Agenda;

/// <summary>What an excerpt is taken from.</summary>
public enum ExcerptSource
{
    Agenda,
    Minutes,
}

/// <summary>Leads from an item to its excerpt: one item of the agenda or of the published minutes, to pass on or to file under its case.</summary>
public sealed class ExcerptsHttp(MeetingDesk desk, DocumentGate gate)
{
    /// <summary>What is asked for.</summary>
    internal static (ExcerptSource? From, EditionFormat? Format) Asked(Query query) => (query.Choice<ExcerptSource>("from"), AskedEdition.Wanted(query));

    [Function(nameof(ReadExcerpt))]
    public async Task<IResult> ReadExcerpt(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = ItemsHttp.Route + "/excerpt")] HttpRequest request,
        string council,
        string item,
        CancellationToken cancellation)
    {
        ((ExcerptSource? from, _), IReadOnlyList<Refusal> refusals) = Query.Read(request, Asked);
        if (refusals.Count > 0)
        {
            return Problem.Of(refusals);
        }

        Result<Stored<Item>> found = await desk.ItemAsync(council, item, cancellation);
        if (found.IsRefused)
        {
            return Problem.Of(found.Refusal);
        }

        Caller caller = Caller.Of(request);
        Item whole = found.Value.Value;
        Meeting? meeting = await desk.MeetingOfAsync(council, whole.Meeting, cancellation);
        if (Published.Of(whole, meeting, caller) is null)
        {
            return Problem.Of(RequestRefusals.NoSuch("item", "Punktet", item));
        }

        if (meeting is null || await EditionAsync(caller, meeting, whole, from, cancellation) is not { } edition)
        {
            return Problem.Of(RequestRefusals.NotYet(
                "excerpt",
                from == ExcerptSource.Minutes ? "Referatet er ikke offentliggjort, så der er endnu ingen udskrift af punktet." : "Dagsordenen er ikke udsendt, så der er endnu ingen udskrift af punktet.",
                "There is no excerpt of the item yet: what it is taken from is not out."));
        }

        if (whole.Confidential && !ConfidentialReads.MayReadAll(caller))
        {
            return Problem.Of(ConfidentialReads.Closed(item));
        }

        Result<EditionFormat> format = AskedEdition.FormatOf(request, EditionFormats.All, name: null);
        if (format.IsRefused)
        {
            return Problem.Of(format.Refusal);
        }

        string page = EditionFiles.NameOf(whole.Confidential ? edition.MembersPath ?? edition.Path : edition.Path);
        string folder = whole.Confidential ? "confidential" : "documents";
        return Results.Redirect(
            $"/api/councils/{council}/meetings/{meeting.Key.Meeting}/{folder}/{Uri.EscapeDataString(AskedCopy.NameOf(page, whole.Number, format.Value))}");
    }

    /// <summary>The newest edition that has the item and is open to the caller.</summary>
    private async Task<IEdition?> EditionAsync(Caller caller, Meeting meeting, Item item, ExcerptSource? from, CancellationToken cancellation)
    {
        foreach (ExcerptSource source in from is { } named ? [named] : (ExcerptSource[])[ExcerptSource.Minutes, ExcerptSource.Agenda])
        {
            if (CopyRules.Newest(meeting, item, source == ExcerptSource.Minutes) is { } edition
                && await gate.IsOpenToAsync(caller, meeting, edition, cancellation))
            {
                return edition;
            }
        }

        return null;
    }
}
