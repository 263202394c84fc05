using System.Security.Cryptography;
using System.Text;
using Kkr.Workflow.Documents;
using Kkr.Workflow.Documents.Agenda;
using Kkr.Workflow.Documents.Minutes;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Functions.MeetingLifecycle;
using Microsoft.AspNetCore.Http;

namespace Kkr.Workflow.Functions.Archive;

/// <summary>Makes what is not kept but made of what is: an item's excerpt, and an edition as one PDF with its attachments.</summary>
public sealed class EditionCopies(MeetingFiles files, IMeetings meetings, IItems items, IDocumentArchive archive) : IDisposable
{
    /// <summary>Such a file may fill some hundred megabytes while it is made, so one is made at a time; the others wait.</summary>
    private readonly SemaphoreSlim press = new(1);

    public void Dispose() => press.Dispose();

    /// <summary>The copy; null when there is nothing of that name. Whether the caller may read the edition has been found out by then.</summary>
    internal async Task<IResult?> OfAsync(
        HttpRequest request, MeetingKey key, IEdition edition, AskedCopy asked, bool forMembers, string name, CancellationToken cancellation)
    {
        if (!CopyRules.IsCopied(edition) || !await IsKeptAsync(edition, forMembers, cancellation))
        {
            return null;
        }

        MeetingFile file = await files.OpenAsync(key, cancellation);
        List<Item> now = [.. (await items.ListAsync(key.Council, key.Meeting, cancellation)).Select(item => item.Value)];
        IReadOnlyList<Item> listed = CopyRules.Listed(edition, now);
        Item? item = asked.Number is null ? null : listed.FirstOrDefault(one => one.Number == asked.Number);
        if (asked.Number is not null && item is null)
        {
            return null;
        }

        Result<EditionFormat> format = AskedEdition.FormatOf(request, asked.Formats, name);
        Refusal? refusal = CopyRules.RefusalOf(file.Meeting, edition, now, forMembers)
            ?? (item is { Confidential: true } && !forMembers ? ConfidentialReads.Closed(asked.Number!) : null)
            ?? (format.IsRefused ? format.Refusal : null);
        if (refusal is not null)
        {
            return Problem.Of(refusal);
        }

        Source source = new(file, edition, forMembers, await NewsAsync(file, edition, cancellation));
        return item is null
            ? await WholeAsync(request, source, AgendaRules.Number(file.Council, file.Meeting, listed), cancellation)
            : Excerpt(request, source, item, format.Value);
    }

    private static IResult Excerpt(HttpRequest request, Source source, Item item, EditionFormat format)
    {
        RenderedDocument document = source.Excerpt(item).Render(EditionFormats.AsFile(format));
        string name = DocumentNames.OfExcerpt(
            source.File.Council.Name, source.File.Meeting, item.Number!, source.Edition is MinutesEdition, source.ForMembers, format);
        return DocumentAnswer.Ours(
            request, new MemoryStream(document.Content), document.ContentType, name, isShown: format != EditionFormat.Docx,
            Convert.ToHexStringLower(SHA256.HashData(document.Content)));
    }

    private async Task<IResult> WholeAsync(HttpRequest request, Source source, NumberedAgenda agenda, CancellationToken cancellation)
    {
        Meeting meeting = source.File.Meeting;
        ComposedDocument document = source.Whole(agenda);
        AttachedFile[] named = [.. WholeMeeting.Files(document, meeting, agenda).Where(file => source.ForMembers || !file.Item.Confidential)];
        long total = named.Where(file => WholeMeeting.Fetched([file]).Count > 0).Sum(file => file.Attachment.Length);
        if (total > WholeMeeting.LargestTotal)
        {
            return Problem.Of(TooLarge(total));
        }

        string version = VersionOf(document, named);
        string name = DocumentNames.OfWhole(source.File.Council.Name, meeting, source.Edition is MinutesEdition, source.ForMembers);
        Stream content = ConditionalMiddleware.IsKnown(request, DocumentAnswer.TagOf(version))
            ? Stream.Null
            : await PressAsync(document, meeting, named, cancellation);
        return DocumentAnswer.Ours(request, content, EditionFormats.MediaTypeOf(EditionFormat.Pdf), name, isShown: true, version);
    }

    /// <summary>The file, on disk: whoever reads it slowly holds no memory.</summary>
    private async Task<Stream> PressAsync(ComposedDocument document, Meeting meeting, AttachedFile[] named, CancellationToken cancellation)
    {
        await press.WaitAsync(cancellation);
        try
        {
            HashSet<string> fetched = [.. WholeMeeting.Fetched(named).Select(file => file.Attachment.Path)];
            AttachedFile[] whole = new AttachedFile[named.Length];
            for (int i = 0; i < whole.Length; i++)
            {
                bool isWanted = fetched.Contains(named[i].Attachment.Path) && named[i].Attachment.Scan != ScanState.Infected;
                whole[i] = isWanted ? named[i] with { Content = await FetchAsync(named[i], cancellation) } : named[i];
            }

            RenderedDocument rendered = WholeMeeting.Render(document, meeting, whole);
            using MemoryStream bytes = new(rendered.Content);
            Stream spool = (await SpooledFile.TakeAsync(rendered.Name, bytes, long.MaxValue, cancellation)).Value.Content;
            spool.Position = 0;
            return spool;
        }
        finally
        {
            press.Release();
        }
    }

    /// <summary>An attachment's bytes from its own side; null when it is no longer kept, or is not what was kept.</summary>
    private async Task<byte[]?> FetchAsync(AttachedFile file, CancellationToken cancellation)
    {
        if (await archive.OpenAsync(file.Attachment.Path, file.Item.Confidential, cancellation) is not { } kept)
        {
            return null;
        }

        await using Stream stream = kept.Content;
        using MemoryStream content = new((int)Math.Min(file.Attachment.Length, WholeMeeting.LargestFile));
        await stream.CopyToAsync(content, cancellation);
        byte[] bytes = content.ToArray();
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == file.Attachment.Sha256 ? bytes : null;
    }

    /// <summary>An edition that retention has removed is not made anew.</summary>
    private async Task<bool> IsKeptAsync(IEdition edition, bool forMembers, CancellationToken cancellation)
    {
        if ((forMembers ? edition.MembersPath : edition.Path) is not { } path || await archive.OpenAsync(path, forMembers, cancellation) is not { } kept)
        {
            return false;
        }

        await kept.Content.DisposeAsync();
        return true;
    }

    private async Task<EditionNews?> NewsAsync(MeetingFile file, IEdition edition, CancellationToken cancellation) => edition is not MinutesEdition minutes
        ? null
        : new EditionNews(
            file.Meeting.Minutes.Corrections.FirstOrDefault(correction => correction.Number == minutes.Correction)?.Reason,
            minutes.Changes,
            (await meetings.ListAsync(file.Council.Id, cancellation)).ToDictionary(other => other.Key.Meeting, other => other.Date));

    /// <summary>What tells this file from another: what the document says, its attachments, and the code that puts them together.</summary>
    private static string VersionOf(ComposedDocument document, IEnumerable<AttachedFile> named) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', named.Select(file => $"{file.Item.Number}|{file.Attachment.Name}|{file.Attachment.Sha256}|{file.Attachment.Scan}")
            .Prepend(Convert.ToHexString(SHA256.HashData(document.Render(FileFormat.Html).Content)))
            .Append($"{typeof(WholeMeeting).Module.ModuleVersionId}")))));

    private static Refusal TooLarge(long total) => Refusal.OfState(
        "copy-too-large", "attachments", $"at most {WholeMeeting.LargestTotal / (1024 * 1024)} MB of attachments", $"{total / (1024 * 1024)} MB",
        $"Bilagene fylder {EditionFormats.Size(total)}, og det er for meget til ét dokument. Hent dokumentet og bilagene hver for sig.",
        $"The attachments fill {total / (1024 * 1024)} MB, which is too much for one document. Fetch the document and its attachments one by one.");

    /// <summary>An edition, and what it is composed of.</summary>
    private sealed record Source(MeetingFile File, IEdition Edition, bool ForMembers, EditionNews? News)
    {
        /// <summary>The verdict that the edition knew.</summary>
        private MinutesVerdict? Verdict => File.Meeting.Minutes.Verdicts.LastOrDefault(verdict => verdict.At <= Edition.At);

        public ComposedDocument Excerpt(Item item) => (Edition, ForMembers) switch
        {
            (AgendaEdition agenda, false) => ItemExcerpt.OfAgenda(File.Council, File.Meeting, item, agenda.Kind, agenda.Version),
            (AgendaEdition agenda, true) => ItemExcerpt.OfAgendaForMembers(File.Council, File.Meeting, item, agenda.Kind, agenda.Version),
            (MinutesEdition minutes, false) => ItemExcerpt.OfMinutes(
                File.Council, File.Meeting, item, minutes.Kind, minutes.Version, File.Directory, Verdict, News),
            (MinutesEdition minutes, true) => ItemExcerpt.OfMinutesForMembers(
                File.Council, File.Meeting, item, minutes.Kind, minutes.Version, File.Directory, Verdict, News),
            _ => throw new InvalidOperationException($"{Edition} is neither an agenda nor minutes."),
        };

        public ComposedDocument Whole(NumberedAgenda agenda) => (Edition, ForMembers) switch
        {
            (AgendaEdition known, false) => AgendaDocument.Compose(File.Council, File.Meeting, agenda, known.Kind, known.Version, File.Directory),
            (AgendaEdition known, true) => AgendaDocument.ComposeForMembers(
                File.Council, File.Meeting, agenda, known.Kind, known.Version, File.Directory),
            (MinutesEdition minutes, false) => MinutesDocument.Compose(
                File.Council, File.Meeting, agenda, minutes.Kind, minutes.Version, File.Directory, Verdict, News),
            (MinutesEdition minutes, true) => MinutesDocument.ComposeForMembers(
                File.Council, File.Meeting, agenda, minutes.Kind, minutes.Version, File.Directory, Verdict, News),
            _ => throw new InvalidOperationException($"{Edition} is neither an agenda nor minutes."),
        };
    }
}
