using System.Text.Json;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Access;
using Kkr.Workflow.Functions.Directory;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Functions.MeetingLifecycle;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Planning;

/// <summary>A council's whole configuration: itself and its directory.</summary>
public sealed record CouncilSetup(Council Council, DirectoryBook Directory);

/// <summary>Councils are set up here; nothing else makes the app know one.</summary>
public sealed class CouncilsHttp(MeetingDesk desk, ICouncils councils, IDirectory directory, IMeetings meetings, CouncilZones zones)
{
    [Function(nameof(SetUpCouncil))]
    public async Task<IResult> SetUpCouncil(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "councils/{council}")] HttpRequest request,
        string council,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        Result<JsonElement> body = await JsonBody.ReadElementAsync(request, cancellation);
        Result<CouncilSetup> read = body.Then(JsonShape.Read<CouncilSetup>);
        if (read.IsRefused)
        {
            return Problem.Of(read.Refusal);
        }

        CouncilSetup setup = read.Value;
        List<Refusal> refusals = [.. CouncilRules.Validate(setup.Council), .. DirectoryRules.Validate(setup.Directory, setup.Council)];
        if (setup.Council.Id != council)
        {
            refusals.Add(new Refusal("council-id-differs", "Rådets id er et andet end adressens.", "The council's id differs from the address.")
            {
                Field = "council.id",
                Rule = $"must be {council}",
                Value = setup.Council.Id,
            });
        }

        if (refusals.Count > 0)
        {
            return Problem.Of(refusals);
        }

        Stored<Council>? known = await councils.FindAsync(council, cancellation);
        Stored<DirectoryBook> book = await directory.LoadAsync(council, cancellation);
        if (Door.MustMatch(request).RefusalOf(TagOf(known, book)) is { } outdated)
        {
            return Problem.Of(outdated);
        }

        if (!Caller.Of(request).IsSecretariat && book.Value.Posts.Count > 0 && !IsSame(book.Value, setup.Directory))
        {
            return Problem.Of(AccessRefusals.NotPermitted(nameof(DirectoryHttp.ReplaceDirectory)));
        }

        await directory.SaveAsync(council, setup.Directory, book.ETag, cancellation);
        Stored<Council> saved = await councils.SaveAsync(setup.Council, known?.ETag, cancellation);
        await desk.RecordAsync(Caller.Of(request), new MeetingKey(council, ""), "council-set-up", council, CancellationToken.None, before: known?.ETag, after: saved.ETag);
        foreach (Meeting meeting in known is null ? [] : await meetings.ListAsync(council, CancellationToken.None))
        {
            // A deadline may have moved with the settings: whoever waits for the old one looks again.
            if (meeting.Phase is not (MeetingPhase.Approved or MeetingPhase.Cancelled))
            {
                await MeetingSignal.SendAsync(client, meeting.Key, meeting.Revision, CancellationToken.None);
            }
        }

        zones.Forget(council);
        string tag = TagOf(saved, await directory.LoadAsync(council, CancellationToken.None))!;
        return Door.Json(request, saved.Value, tag, known is null ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    [Function(nameof(ReadCouncil))]
    public async Task<IResult> ReadCouncil(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "councils/{council}")] HttpRequest request,
        string council,
        CancellationToken cancellation)
    {
        Stored<Council>? found = await councils.FindAsync(council, cancellation);
        if (found is null)
        {
            return Problem.Of(RequestRefusals.NoSuch("council", "Rådet", council));
        }

        return Door.Json(request, found.Value, TagOf(found, await directory.LoadAsync(council, cancellation))!);
    }

    /// <summary>Posts give roles: once a council has a directory, whoever keeps the app running does not say who is in it.</summary>
    private static bool IsSame(DirectoryBook book, DirectoryBook other) =>
        JsonSerializer.Serialize(book, Wire.Options) == JsonSerializer.Serialize(other, Wire.Options);

    /// <summary>Both are replaced together, so the version is of both.</summary>
    private static string? TagOf(Stored<Council>? council, Stored<DirectoryBook> book) =>
        council is null ? null : EntityTag.OfVersion(council.ETag, book.ETag);
}
