using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Access;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Workflow.Functions.Archive;

/// <summary>
/// The editions with confidential items, and the files they link to, for those who may read all of it; every read is written down. Its addresses stand
/// beside each other as the open documents' do, so that the links in an edition lead here.
/// </summary>
public sealed class ConfidentialDocumentsHttp(
    IDocumentArchive archive, IMeetings meetings, ConfidentialReads reads, DocumentGate gate, EditionAnswer editions, EditionCopies copies)
{
    [Function(nameof(ReadConfidentialDocument))]
    public async Task<IResult> ReadConfidentialDocument(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "councils/{council}/meetings/{meeting}/confidential/{*name}")] HttpRequest request,
        string council,
        string meeting,
        string? name,
        CancellationToken cancellation)
    {
        // An address that ends with the folder names no document.
        name ??= "";
        Caller caller = Caller.Of(request);
        if (!ConfidentialReads.MayReadAll(caller))
        {
            return Problem.Of(RequestRefusals.NoSuch("document", "Dokumentet", name));
        }

        IResult? answer = !DocumentsHttp.IsDocumentName(name) ? null
            : name.Contains('/', StringComparison.Ordinal) ? await FileAsync(request, caller, new MeetingKey(council, meeting), name, cancellation)
            : await EditionAsync(request, caller, new MeetingKey(council, meeting), name, cancellation);
        return answer ?? Problem.Of(RequestRefusals.NoSuch("document", "Dokumentet", name));
    }

    private async Task<IResult?> FileAsync(HttpRequest request, Caller caller, MeetingKey key, string name, CancellationToken cancellation)
    {
        // An edition's open attachments lie among the open documents.
        string path = $"{key.Council}/{key.Meeting}/{name}";
        if (!await gate.IsConfidentialOpenToAsync(caller, key, name, cancellation)
            || (await archive.OpenAsync(path, confidential: true, cancellation) ?? await archive.OpenAsync(path, confidential: false, cancellation)) is not { } found)
        {
            return null;
        }

        // A file's name may tell what the item is about; its folder says which it is.
        await reads.RecordAsync(caller, key.Council, $"{key.Meeting}/{name[..name.LastIndexOf('/')]}", cancellation);
        return DocumentAnswer.Theirs(request, found.Content, found.Document, found.Document.ContentType, Path.GetFileName(name));
    }

    private async Task<IResult?> EditionAsync(HttpRequest request, Caller caller, MeetingKey key, string name, CancellationToken cancellation)
    {
        if (await meetings.FindAsync(key, cancellation) is not { Value: { } meeting }
            || AskedEdition.Find(meeting, name, forMembers: true) is not var (edition, copy)
            || !await gate.IsConfidentialOpenToAsync(caller, meeting, edition, cancellation)
            || (copy is null
                ? await editions.OfAsync(request, meeting, edition, forMembers: true, name, cancellation)
                : await copies.OfAsync(request, key, edition, copy, forMembers: true, name, cancellation)) is not { } answer)
        {
            return null;
        }

        await reads.RecordAsync(caller, key.Council, $"{key.Meeting}/{name}", cancellation);
        return answer;
    }
}
