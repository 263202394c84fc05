using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Access;
using Kkr.Workflow.Functions.Archive;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Workflow.Functions.Minutes;

/// <summary>An edition of the minutes, and where it is read.</summary>
public sealed record ListedMinutes(int Version, MinutesEditionKind Kind, string Sha256, DateTimeOffset At, string Href)
{
    /// <summary>Every format, with where it is read.</summary>
    public IReadOnlyList<ListedFile> Files { get; init; } = [];
}

/// <summary>What a meeting's minutes have been through.</summary>
public sealed record MinutesView(
    DateTimeOffset? SubmittedAt,
    DateTimeOffset? DraftSentAt,
    DateTimeOffset? PublishedAt,
    IReadOnlyList<MinutesVerdict> Verdicts,
    IReadOnlyList<ListedMinutes> Editions);

/// <summary>Reads a meeting's minutes.</summary>
public sealed class MinutesEditionsHttp(MeetingDesk desk)
{
    [Function(nameof(ReadMinutes))]
    public async Task<IResult> ReadMinutes(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "councils/{council}/meetings/{meeting}/minutes")] HttpRequest request,
        string council,
        string meeting,
        CancellationToken cancellation)
    {
        Result<Stored<Meeting>> found = await desk.MeetingAsync(new MeetingKey(council, meeting), cancellation);
        if (found.IsRefused)
        {
            return Problem.Of(found.Refusal);
        }

        MinutesRecord minutes = Published.Of(found.Value.Value, Caller.Of(request)).Minutes;
        return Door.Json(new MinutesView(
            minutes.SubmittedAt,
            minutes.DraftSentAt,
            minutes.PublishedAt,
            minutes.Verdicts,
            [.. minutes.Editions.Select(edition => new ListedMinutes(edition.Version, edition.Kind, edition.Sha256, edition.At, DocumentAddress.Of(edition.Path))
            {
                Files = ListedFile.Of(edition),
            })]));
    }
}
