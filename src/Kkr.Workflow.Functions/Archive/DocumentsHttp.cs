using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Access;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Workflow.Functions.Archive;

/// <summary>
/// Kept documents: published ones for everybody, drafts for those who prepare the meeting. Confidential ones are not reached from here. An edition is there as
/// a web page, as PDF and as a Word document, all of them open to the same people.
/// </summary>
public sealed class DocumentsHttp(IDocumentArchive archive, IMeetings meetings, DocumentGate gate, EditionAnswer editions, EditionCopies copies)
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
        IResult? answer = !IsDocumentName(name) ? null
            : name.Contains('/', StringComparison.Ordinal) ? await FileAsync(request, new MeetingKey(council, meeting), name, cancellation)
            : await EditionAsync(request, new MeetingKey(council, meeting), name, cancellation);
        return answer ?? Problem.Of(RequestRefusals.NoSuch("document", "Dokumentet", name));
    }

    private async Task<IResult?> FileAsync(HttpRequest request, MeetingKey key, string name, CancellationToken cancellation) =>
        await gate.IsOpenToAsync(Caller.Of(request), key, name, cancellation)
        && await archive.OpenAsync($"{key.Council}/{key.Meeting}/{name}", confidential: false, cancellation) is { } found
            ? DocumentAnswer.Theirs(request, found.Content, found.Document, found.Document.ContentType, Path.GetFileName(name))
            : null;

    /// <summary>The gate is asked about the edition, whatever its format, and whatever is copied of it.</summary>
    private async Task<IResult?> EditionAsync(HttpRequest request, MeetingKey key, string name, CancellationToken cancellation) =>
        await meetings.FindAsync(key, cancellation) is { Value: { } meeting }
        && AskedEdition.Find(meeting, name, forMembers: false) is var (edition, copy)
        && await gate.IsOpenToAsync(Caller.Of(request), meeting, edition, cancellation)
            ? copy is null
                ? await editions.OfAsync(request, meeting, edition, forMembers: false, name, cancellation)
                : await copies.OfAsync(request, key, edition, copy, forMembers: false, name, cancellation)
            : null;

    /// <summary>False for what no document can be called, so that storage is not asked about it.</summary>
    internal static bool IsDocumentName(string name) =>
        name.Length <= LongestName && name.Split('/').All(part => part.Length > 0 && part[^1] != '.' && !part.Any(c => char.IsControl(c) || c == '\\'));
}
