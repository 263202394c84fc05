using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Functions.Archive.Retention;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Workflow.Functions.Archive.People;

/// <summary>How what is held on a person is handed out.</summary>
internal enum PersonalDataFormat
{
    Json,
    Html,
}

/// <summary>What is held on a person, and its erasure.</summary>
public sealed class PeopleHttp(MeetingDesk desk, CouncilFiles files, PersonSearch search, PersonErasure erasure)
{
    /// <summary>As JSON, or as a page to hand over with <c>?format=html</c>.</summary>
    [Function(nameof(ReadPersonalData))]
    public async Task<IResult> ReadPersonalData(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "councils/{council}/people/{person}/data")] HttpRequest request,
        string council,
        string person,
        CancellationToken cancellation)
    {
        (PersonalDataFormat format, IReadOnlyList<Refusal> refusals) = Query.Read(request, FormatOf);
        Result<(CouncilFile File, Person Person)> found = await FindAsync(council, person, cancellation);
        if (found.IsRefused || refusals.Count > 0)
        {
            return found.IsRefused ? Problem.Of(found.Refusal) : Problem.Of(refusals);
        }

        await desk.RecordReadAsync(Caller.Of(request), council, person, cancellation);
        PersonalData data = await search.CollectAsync(found.Value.File, found.Value.Person, cancellation);
        return format == PersonalDataFormat.Html
            ? Page.Answer(request.HttpContext, found.Value.File.Council.Name, PersonPage.TitleOf(data), PersonPage.Of(found.Value.File.Council, data))
            : Door.Json(data);
    }

    internal static PersonalDataFormat FormatOf(Query query) => query.Choice<PersonalDataFormat>("format") ?? PersonalDataFormat.Json;

    [Function(nameof(ErasePerson))]
    public Task<IResult> ErasePerson(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "councils/{council}/people/{person}/erasure")] HttpRequest request,
        string council,
        string person,
        CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            body => (IsForced: body.Flag("force") ?? false, Reason: body.Text("reason")),
            async asked =>
            {
                if (asked.IsForced && string.IsNullOrWhiteSpace(asked.Reason))
                {
                    return Problem.Of(RequestRefusals.Missing("reason"));
                }

                Result<(CouncilFile File, Person Person)> found = await FindAsync(council, person, cancellation);
                if (found.IsRefused)
                {
                    return Problem.Of(found.Refusal);
                }

                (CouncilFile file, Person known) = found.Value;
                IEnumerable<Meeting> goingOn = file.Meetings.Where(meeting => !file.Over.ContainsKey(meeting.Key.Meeting));
                return !asked.IsForced && ErasureRules.RefusalOf(file.Directory.Value, known, goingOn, file.Today) is { } refusal
                    ? Problem.Of(refusal)
                    : Door.Json(await erasure.EraseAsync(Caller.Of(request), file, known, asked.IsForced ? asked.Reason : null, cancellation));
            },
            cancellation);

    private async Task<Result<(CouncilFile File, Person Person)>> FindAsync(string council, string person, CancellationToken cancellation)
    {
        Result<Council> found = await desk.CouncilAsync(council, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal;
        }

        CouncilFile file = await files.OpenAsync(found.Value, cancellation);
        return file.Directory.Value.People.FirstOrDefault(known => known.Id == person) is { } known
            ? (file, known)
            : RequestRefusals.NoSuch("person", "Personen", person);
    }
}
