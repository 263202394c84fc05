using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Access;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Workflow.Functions.Archive;

/// <summary>Kept documents: published ones for everybody, drafts for those who prepare the meeting. Confidential ones are not reached from here.</summary>
public sealed class DocumentsHttp(IDocumentArchive archive, DocumentGate gate)
{
    private const int LongestName = 700;

    [Function(nameof(ReadDocument))]
    public async Task<IResult> ReadDocument(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "councils/{council}/meetings/{meeting}/documents/{*name}")] HttpRequest request,
        string council,
        string meeting,
        string? name,
        CancellationToken cancellation)
    {
        // An address that ends with the folder names no document.
        name ??= "";
        if (!IsDocumentName(name)
            || !await gate.IsOpenToAsync(Caller.Of(request), new MeetingKey(council, meeting), name, cancellation)
            || await archive.OpenAsync($"{council}/{meeting}/{name}", confidential: false, cancellation) is not { } found)
        {
            return Problem.Of(RequestRefusals.NoSuch("document", "Dokumentet", name));
        }

        (ArchivedDocument document, Stream content) = found;

        return DocumentAnswer.Of(request, content, document.ContentType, Path.GetFileName(name), isOurs: !name.Contains('/', StringComparison.Ordinal));
    }

    /// <summary>False for what no document can be called, so that storage is not asked about it.</summary>
    internal static bool IsDocumentName(string name) =>
        name.Length <= LongestName && name.Split('/').All(part => part.Length > 0 && part[^1] != '.' && !part.Any(c => char.IsControl(c) || c == '\\'));
}
