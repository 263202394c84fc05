using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Workflow.Functions.Archive;

/// <summary>Kept documents, for whoever has the link. Confidential ones are not reached from here.</summary>
public sealed class DocumentsHttp(IDocumentArchive archive)
{
    [Function(nameof(ReadDocument))]
    public async Task<IResult> ReadDocument(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "councils/{council}/meetings/{meeting}/documents/{*name}")] HttpRequest request,
        string council,
        string meeting,
        string name,
        CancellationToken cancellation)
    {
        if (await archive.OpenAsync($"{council}/{meeting}/{name}", confidential: false, cancellation) is not var (document, content))
        {
            return Problem.Of(RequestRefusals.NoSuch("document", "Dokumentet", name));
        }

        // What people upload is shown by nobody's browser as a page of ours.
        bool isOurs = !name.Contains('/', StringComparison.Ordinal);
        request.HttpContext.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Stream(content, document.ContentType, isOurs ? null : Path.GetFileName(name));
    }
}
