using System.Text.Json;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Workflow.Functions.Directory;

/// <summary>A post and who holds it on a day; without a holder it is vacant.</summary>
public sealed record PostOnDay(Post Post, DateOnly Day, string? Person, string? Name, string? Email);

/// <summary>The council's directory: posts, people, and who holds which post when.</summary>
public sealed class DirectoryHttp(MeetingDesk desk, IDirectory directory)
{
    private const string Route = "councils/{council}/directory";

    [Function(nameof(ReadDirectory))]
    public async Task<IResult> ReadDirectory(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request, string council, CancellationToken cancellation)
    {
        Result<Council> found = await desk.CouncilAsync(council, cancellation);
        if (found.IsRefused)
        {
            return Problem.Of(found.Refusal);
        }

        Stored<DirectoryBook> book = await directory.LoadAsync(council, cancellation);
        return Door.Json(request, book.Value, EntityTag.OfVersion(book.ETag));
    }

    [Function(nameof(ReplaceDirectory))]
    public async Task<IResult> ReplaceDirectory(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Route)] HttpRequest request, string council, CancellationToken cancellation)
    {
        Result<JsonElement> body = await JsonBody.ReadElementAsync(request, cancellation);
        Result<DirectoryBook> read = body.Then(JsonShape.Read<DirectoryBook>);
        if (read.IsRefused)
        {
            return Problem.Of(read.Refusal);
        }

        Result<Council> found = await desk.CouncilAsync(council, cancellation);
        if (found.IsRefused)
        {
            return Problem.Of(found.Refusal);
        }

        if (DirectoryRules.Validate(read.Value, found.Value) is { Count: > 0 } refusals)
        {
            return Problem.Of(refusals);
        }

        // A council has a directory from the start, so there is always something to replace.
        Stored<DirectoryBook> current = await directory.LoadAsync(council, cancellation);
        if (Door.MustMatch(request).RefusalOf(EntityTag.OfVersion(current.ETag)) is { } outdated)
        {
            return Problem.Of(outdated);
        }

        await directory.SaveAsync(council, read.Value, current.ETag, cancellation);
        await desk.RecordAsync(Caller.Of(request), new MeetingKey(council, ""), "directory-replaced", council, CancellationToken.None);
        Stored<DirectoryBook> saved = await directory.LoadAsync(council, CancellationToken.None);
        return Door.Json(request, saved.Value, EntityTag.OfVersion(saved.ETag));
    }

    [Function(nameof(ReadPosts))]
    public async Task<IResult> ReadPosts(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route + "/posts")] HttpRequest request, string council, CancellationToken cancellation)
    {
        (PostFilter filter, IReadOnlyList<Refusal> refusals) = Query.Read(request, PostFilter.Read);
        Result<Council> found = await desk.CouncilAsync(council, cancellation);
        if (found.IsRefused || refusals.Count > 0)
        {
            return found.IsRefused ? Problem.Of(found.Refusal) : Problem.Of(refusals);
        }

        DateOnly day = filter.On ?? LocalTime.ToLocal(desk.Now, found.Value.TimeZone).Date;
        DirectoryBook book = (await directory.LoadAsync(council, cancellation)).Value;
        IEnumerable<Post> wanted = book.Posts.Where(post =>
            (filter.Kind is null || post.Kind == filter.Kind) && (filter.Municipality is null || post.Municipality == filter.Municipality));
        return Paging.Answer(request, filter.Page, wanted.Select(post => OnDay(post, book, day)), shown => Paging.Counted(shown.Post.Id));
    }

    private static PostOnDay OnDay(Post post, DirectoryBook book, DateOnly day)
    {
        Recipient? holder = book.Holder(post.Id, day);
        return new PostOnDay(post, day, holder?.PersonId, holder?.Name, holder?.Email);
    }

    /// <summary>Which posts are wanted, and on which day; today unless told.</summary>
    internal sealed record PostFilter(DateOnly? On, PostKind? Kind, string? Municipality, PageWanted Page)
    {
        public static PostFilter Read(Query query) => new(query.Date("on"), query.Choice<PostKind>("kind"), query.Text("municipality"), query.Page());
    }
}
