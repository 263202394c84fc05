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
public sealed class ConfidentialDocumentsHttp(IDocumentArchive archive, ConfidentialReads reads, DocumentGate gate)
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

        if (!DocumentsHttp.IsDocumentName(name) || !await gate.IsConfidentialOpenToAsync(caller, new MeetingKey(council, meeting), name, cancellation))
        {
            return Problem.Of(RequestRefusals.NoSuch("document", "Dokumentet", name));
        }

        // An edition's open attachments lie among the open documents.
        string path = $"{council}/{meeting}/{name}";
        bool isAttachment = name.Contains('/', StringComparison.Ordinal);
        (ArchivedDocument Document, Stream Content)? found = await archive.OpenAsync(path, confidential: true, cancellation)
            ?? (isAttachment ? await archive.OpenAsync(path, confidential: false, cancellation) : null);
        if (found is not { } document)
        {
            return Problem.Of(RequestRefusals.NoSuch("document", "Dokumentet", name));
        }

        // A file's name may tell what the item is about; its folder says which it is.
        await reads.RecordAsync(caller, council, $"{meeting}/{(isAttachment ? name[..name.LastIndexOf('/')] : name)}", cancellation);
        return DocumentAnswer.Of(request, document.Content, document.Document.ContentType, Path.GetFileName(name), isOurs: !isAttachment);
    }
}
