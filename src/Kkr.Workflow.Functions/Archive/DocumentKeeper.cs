using System.Globalization;
using System.Security.Cryptography;
using Kkr.Workflow.Documents;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.Functions.Archive;

/// <summary>One print of an edition as it is kept: the web page, and beside it the other formats under the same name.</summary>
/// <param name="Path">Where the web page is.</param>
/// <param name="Files">Every format, the web page first.</param>
public sealed record KeptPrint(string Path, IReadOnlyList<EditionFile> Files)
{
    public string Sha256 => Files[0].Sha256;
}

/// <summary>An edition of an agenda or of minutes as it is kept.</summary>
/// <param name="Public">What everybody may read, once it is published.</param>
/// <param name="Members">The same with its confidential items whole, kept apart; null when it has none.</param>
/// <param name="Open">Ids of the items that the public one prints whole.</param>
public sealed record KeptEdition(KeptPrint Public, KeptPrint? Members, IReadOnlyList<string> Open);

/// <summary>Keeps rendered documents under their meeting.</summary>
public sealed class DocumentKeeper(IDocumentArchive archive, AuditTrail trail)
{
    /// <summary>How many names are tried.</summary>
    private const int Tries = 20;

    /// <summary>
    /// Keeps an edition for everybody and, where that closes items, another for the members, each in every format. Nobody is offered any of it before the
    /// meeting lists the edition, which is done when all of it is kept; a run that died before that is repeated and finds what it kept.
    /// </summary>
    /// <param name="meeting">The meeting.</param>
    /// <param name="agenda">What it lists.</param>
    /// <param name="isDraft">True for a draft: a part of its digest goes into its name, so that only who was sent the link can read it.</param>
    /// <param name="forEverybody">What it says to everybody.</param>
    /// <param name="forMembers">What it says to the members alone.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<KeptEdition> KeepEditionAsync(
        MeetingKey meeting,
        NumberedAgenda agenda,
        bool isDraft,
        Func<ComposedDocument> forEverybody,
        Func<ComposedDocument> forMembers,
        CancellationToken cancellation) => new(
        await KeepAsync(meeting, forEverybody(), isDraft, isConfidential: false, cancellation),
        agenda.Items.Any(ItemRules.IsClosed) ? await KeepAsync(meeting, forMembers(), isDraft, isConfidential: true, cancellation) : null,
        [.. agenda.Items.Where(item => !item.Confidential).Select(item => item.Id)]);

    /// <summary>
    /// Keeps every format under one name. When a run that died has left other bytes under it (an item changed in between), the next free name is taken for
    /// all of them: what was kept once is never replaced, and the formats of one edition are found beside each other.
    /// </summary>
    private async Task<KeptPrint> KeepAsync(MeetingKey meeting, ComposedDocument document, bool isDraft, bool isConfidential, CancellationToken cancellation)
    {
        (EditionFormat Format, RenderedDocument Document)[] formats = [.. EditionFormats.All.Select(format => (format, document.Render(EditionFormats.AsFile(format))))];
        byte[] page = formats[0].Document.Content;
        string digest = isDraft ? "-" + Convert.ToHexStringLower(SHA256.HashData(page))[..16] : "";
        string plain = EditionFiles.StemOf(formats[0].Document.Name) + digest;
        return await Retry.OnConflictAsync(
            async attempt =>
            {
                string name = (attempt == 1 ? plain : string.Create(CultureInfo.InvariantCulture, $"{plain}-{attempt}")) + EditionFiles.EndingOf(EditionFormat.Html);
                string path = $"{meeting.Council}/{meeting.Meeting}/{name}";
                List<EditionFile> files = [];
                foreach ((EditionFormat format, RenderedDocument rendered) in formats)
                {
                    ArchivedDocument kept = await archive.KeepAsync(
                        EditionFiles.PathOf(path, format), rendered.ContentType, rendered.Content, isConfidential, cancellation);
                    files.Add(new EditionFile(format, kept.Sha256, kept.Length));
                }

                await trail.SystemAsync(meeting, "document-made", path, cancellation, new AuditFacts(Details(name, files), After: files[0].Sha256));
                return new KeptPrint(path, files);
            },
            Tries);
    }

    /// <summary>The page's digest stands in the entry itself; those of the other formats beside their names.</summary>
    private static string Details(string name, IEnumerable<EditionFile> files) =>
        name + string.Concat(files.Skip(1).Select(file => $", {EditionFiles.EndingOf(file.Format)} {file.Sha256}"));
}
