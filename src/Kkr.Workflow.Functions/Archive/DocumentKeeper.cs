using System.Security.Cryptography;
using Kkr.Workflow.Documents;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.Functions.Archive;

/// <summary>An edition of an agenda or of minutes as it is kept.</summary>
/// <param name="Public">What everybody may read, once it is published.</param>
/// <param name="Members">The same with its confidential items whole, kept apart; null when it has none.</param>
/// <param name="Open">Ids of the items that the public one prints whole.</param>
public sealed record KeptEdition(ArchivedDocument Public, ArchivedDocument? Members, IReadOnlyList<string> Open);

/// <summary>Keeps rendered documents under their meeting.</summary>
public sealed class DocumentKeeper(IDocumentArchive archive, AuditTrail trail)
{
    /// <summary>How many names are tried.</summary>
    private const int Tries = 20;

    /// <summary>Keeps an edition for everybody and, where that closes items, another for the members; the parameters are those of <see cref="KeepAsync"/>.</summary>
    public async Task<KeptEdition> KeepEditionAsync(
        MeetingKey meeting,
        NumberedAgenda agenda,
        bool isDraft,
        Func<RenderedDocument> forEverybody,
        Func<RenderedDocument> forMembers,
        CancellationToken cancellation) => new(
        await KeepAsync(meeting, forEverybody(), isDraft, cancellation),
        agenda.Items.Any(ItemRules.IsClosed) ? await KeepAsync(meeting, forMembers(), isDraft, cancellation, confidential: true) : null,
        [.. agenda.Items.Where(item => !item.Confidential).Select(item => item.Id)]);

    /// <summary>
    /// Keeps the document under its own name. When a run that died has left other bytes there (an item changed in between), the next
    /// free name is taken: what was kept once is never replaced.
    /// </summary>
    /// <param name="meeting">The meeting.</param>
    /// <param name="document">The document.</param>
    /// <param name="isDraft">True for a draft: a part of its digest goes into its name, so that only who was sent the link can read it.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <param name="confidential">True for an edition that holds confidential items: it is kept apart.</param>
    public async Task<ArchivedDocument> KeepAsync(
        MeetingKey meeting, RenderedDocument document, bool isDraft, CancellationToken cancellation, bool confidential = false)
    {
        string digest = isDraft ? "-" + Convert.ToHexStringLower(SHA256.HashData(document.Content))[..16] : "";
        string plain = Path.GetFileNameWithoutExtension(document.Name) + digest;
        string extension = Path.GetExtension(document.Name);
        return await Retry.OnConflictAsync(
            async attempt =>
            {
                string name = attempt == 1 ? plain + extension : $"{plain}-{attempt}{extension}";
                ArchivedDocument kept = await archive.KeepAsync(
                    $"{meeting.Council}/{meeting.Meeting}/{name}",
                    document.ContentType,
                    document.Content,
                    confidential,
                    cancellation);
                await trail.SystemAsync(meeting, "document-made", kept.Path, cancellation, new AuditFacts(name, After: kept.Sha256));
                return kept;
            },
            Tries);
    }
}
