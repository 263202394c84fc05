using System.Globalization;
using System.Security.Cryptography;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Workflow.Functions.Agenda;

/// <summary>Whether something is as it was when it was frozen.</summary>
public enum Integrity
{
    Intact,
    Changed,
    Missing,
}

/// <summary>One part of an agenda that was checked.</summary>
/// <param name="What">E.g. <c>document</c>, <c>document .pdf</c>, <c>3.2</c> or <c>3.2 Notat.pdf</c>.</param>
/// <param name="State">What the check found.</param>
public sealed record CheckedPart(string What, Integrity State);

/// <summary>The check of one edition.</summary>
/// <param name="Version">The edition.</param>
/// <param name="Sha256">The document's digest, as it was kept.</param>
/// <param name="ContentSha256">The digest of what it lists, as it was kept; null for drafts.</param>
/// <param name="IsIntact">True when every part is.</param>
/// <param name="Parts">The document, the list, each item and each of its attachments.</param>
public sealed record AgendaVerification(int Version, string Sha256, string? ContentSha256, bool IsIntact, IReadOnlyList<CheckedPart> Parts);

/// <summary>Proves that an agenda is as it was frozen: its document, what it lists, and the attachments behind it.</summary>
public sealed class AgendaVerificationHttp(MeetingDesk desk, IItems items, IDocumentArchive archive)
{
    [Function(nameof(VerifyAgenda))]
    public async Task<IResult> VerifyAgenda(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "councils/{council}/meetings/{meeting}/agendas/{version:int}/verification")] HttpRequest request,
        string council,
        string meeting,
        int version,
        CancellationToken cancellation)
    {
        Result<Stored<Meeting>> found = await desk.MeetingAsync(new MeetingKey(council, meeting), cancellation);
        if (found.IsRefused)
        {
            return Problem.Of(found.Refusal);
        }

        if (found.Value.Value.Agendas.FirstOrDefault(edition => edition.Version == version) is not { } edition)
        {
            return Problem.Of(RequestRefusals.NoSuch("version", "Udgaven", version.ToString(CultureInfo.InvariantCulture)));
        }

        List<CheckedPart> parts = [new("document", await CheckAsync(edition.Path, edition.Sha256, confidential: false, cancellation))];
        foreach (EditionFile file in edition.Files.Where(file => file.Format != EditionFormat.Html))
        {
            parts.Add(new CheckedPart(
                $"document {EditionFiles.EndingOf(file.Format)}",
                await CheckAsync(EditionFiles.PathOf(edition.Path, file.Format), file.Sha256, confidential: false, cancellation)));
        }

        if (edition.ContentSha256 is { } content)
        {
            parts.Add(new CheckedPart("content", AgendaContent.DigestOf(edition.Entries) == content ? Integrity.Intact : Integrity.Changed));
        }

        foreach (AgendaEntry entry in edition.Entries)
        {
            parts.AddRange(await CheckAsync(council, entry, cancellation));
        }

        return Door.Json(new AgendaVerification(version, edition.Sha256, edition.ContentSha256, parts.TrueForAll(part => part.State == Integrity.Intact), parts));
    }

    private async Task<IReadOnlyList<CheckedPart>> CheckAsync(string council, AgendaEntry entry, CancellationToken cancellation)
    {
        if (await items.LocateAsync(council, entry.Item, cancellation) is not { Value: { } item })
        {
            return [new CheckedPart(entry.Number, Integrity.Missing)];
        }

        List<CheckedPart> parts = [new(entry.Number, AgendaContent.DigestOf(item) == entry.Sha256 ? Integrity.Intact : Integrity.Changed)];
        foreach (Attachment attachment in item.Attachments)
        {
            parts.Add(new CheckedPart($"{entry.Number} {attachment.Name}", await CheckAsync(attachment.Path, attachment.Sha256, item.Confidential, cancellation)));
        }

        return parts;
    }

    private async Task<Integrity> CheckAsync(string path, string sha256, bool confidential, CancellationToken cancellation)
    {
        if (await archive.OpenAsync(path, confidential, cancellation) is not { } kept)
        {
            return Integrity.Missing;
        }

        await using Stream stream = kept.Content;
        byte[] digest = await SHA256.HashDataAsync(stream, cancellation);
        return Convert.ToHexStringLower(digest) == sha256 ? Integrity.Intact : Integrity.Changed;
    }
}
