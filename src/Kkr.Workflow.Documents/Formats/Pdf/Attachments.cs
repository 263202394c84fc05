using System.Globalization;
using Kkr.Workflow.Documents.Agenda;
using Kkr.Workflow.Documents.Formats.Pdf.Attached;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;

namespace Kkr.Workflow.Documents.Formats.Pdf;

/// <summary>The attachments behind agenda or minutes: a page that introduces each, and what can be shown of it.</summary>
internal sealed class Attachments
{
    /// <summary>Where they all begin.</summary>
    public const string Anchor = "bilag";

    private readonly IReadOnlyList<Entry> entries;

    /// <param name="page">What they come behind.</param>
    /// <param name="meeting">The meeting.</param>
    /// <param name="files">In the order in which they come.</param>
    public Attachments(Page page, Meeting meeting, IReadOnlyList<AttachedFile> files)
    {
        // The title is taken from the page, which has looked through it, and never from the item.
        Dictionary<string, string> titles = page.Parts.SelectMany(part => part.Content.OfType<Part>().Prepend(part)).ToDictionary(part => part.Anchor, part => part.Title);
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        entries = [.. files.Select(file =>
        {
            string item = ItemPart.Anchor(file.Item);
            counts[item] = counts.GetValueOrDefault(item) + 1;
            string anchor = string.Create(CultureInfo.InvariantCulture, $"{Anchor}-{item}-{counts[item]}");
            return new Entry(file, item, titles.GetValueOrDefault(item, ""), anchor, counts[item], ItemPart.Address(meeting, file.Attachment));
        })];
    }

    /// <summary>One attachment.</summary>
    /// <param name="File">The file.</param>
    /// <param name="ItemAnchor">Where its item begins.</param>
    /// <param name="ItemTitle">As the document has it.</param>
    /// <param name="Anchor">Where its own page is.</param>
    /// <param name="Number">1, 2, … within the item.</param>
    /// <param name="Address">How the document's text links to it.</param>
    private sealed record Entry(AttachedFile File, string ItemAnchor, string ItemTitle, string Anchor, int Number, string Address)
    {
        public string Name => Wording.OneLine(File.Attachment.Name);

        public string Headline => string.Create(CultureInfo.InvariantCulture, $"Bilag {Number} til punkt {File.Item.Number ?? File.Item.Id}");
    }

    /// <summary>Whether files of that kind are shown page by page; others are named.</summary>
    public static bool CanBeShown(Attachment attachment) =>
        attachment.ContentType == AttachmentKind.Pdf.ContentType || attachment.ContentType == AttachmentKind.Png.ContentType || attachment.ContentType == AttachmentKind.Jpeg.ContentType;

    /// <summary>The addresses that blocks link to, wherever in them.</summary>
    public static IEnumerable<string> LinksOf(IEnumerable<Block> blocks) => blocks.SelectMany(block => block switch
    {
        Part part => LinksOf(part.Content),
        DecisionBox box => LinksOf(box.Content),
        Listing list => list.Entries.SelectMany(LinksOf),
        Paragraph paragraph => paragraph.Words.OfType<Link>().Select(link => link.Address),
        _ => [],
    });

    /// <summary>What tells these attachments from others.</summary>
    public IEnumerable<byte[]> Contents => entries.Select(entry => entry.File.Content ?? []);

    /// <summary>The part that the contents name.</summary>
    public IEnumerable<Part> ForContents() => entries.Count == 0
        ? []
        : [new Part(Anchor, null, "Bilag", null, [.. entries.Select(entry => new Part(entry.Anchor, null, $"Punkt {entry.File.Item.Number}: {entry.Name}", null, []))])];

    /// <summary>The parts with their attachments' bookmarks under the items.</summary>
    public IReadOnlyList<Part> ForBookmarks(IReadOnlyList<Part> parts) =>
    [
        .. parts.Select(part => part with
        {
            Content =
            [
                .. ForBookmarks([.. part.Content.OfType<Part>()]),
                .. entries.Where(entry => entry.ItemAnchor == part.Anchor).Select(entry => new Part(entry.Anchor, null, entry.Name, null, [])),
            ],
        }),
    ];

    /// <summary>The blocks with their links to attachments leading to these pages.</summary>
    public IReadOnlyList<T> Linked<T>(IReadOnlyList<T> blocks)
        where T : Block => [.. blocks.Select(block => (T)(Block)(block switch
    {
        Part part => part with { Content = Linked(part.Content) },
        DecisionBox box => box with { Content = Linked(box.Content) },
        Listing list => list with { Entries = [.. list.Entries.Select(Linked)] },
        Paragraph paragraph => paragraph with { Words = [.. paragraph.Words.Select(Linked)] },
        _ => (Block)block,
    }))];

    /// <summary>Lays every attachment's pages; those that cannot be shown leave nothing but their words.</summary>
    public void Lay(PdfFile file, Flow flow, Lines lines, BlockFlow blocks)
    {
        foreach ((int index, Entry entry) in entries.Index())
        {
            (IReadOnlyList<Picture> pictures, string? excuse) = PicturesOf(entry, file);
            flow.TurnPage();
            if (index == 0)
            {
                flow.Mark(Anchor);
            }

            flow.Open(Tag.Sect);
            new AttachmentPage(flow, lines, blocks).Lay(
                entry.Anchor, entry.ItemAnchor, entry.Headline, entry.Name, entry.ItemTitle, Facts(entry, pictures.Count), excuse);
            for (int i = 0; i < pictures.Count; i++)
            {
                string which = pictures.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $", side {i + 1} af {pictures.Count}");
                flow.Picture(pictures[i], $"{entry.Headline}: {entry.Name}{which}");
            }

            flow.Close();
        }
    }

    private static (IReadOnlyList<Picture> Pictures, string? Excuse) PicturesOf(Entry entry, PdfFile file)
    {
        Attachment attachment = entry.File.Attachment;
        if (!CanBeShown(attachment))
        {
            return ([], "Filer af denne type kan ikke vises som sider.");
        }

        if (entry.File.Content is not { } content)
        {
            return ([], attachment.Length > WholeMeeting.LargestFile ? "Filen er for stor til at blive sat ind i det samlede dokument." : "Filen er ikke sat ind i det samlede dokument.");
        }

        PdfFile.Point before = file.Try();
        try
        {
            IReadOnlyList<Picture> pictures = attachment.ContentType == AttachmentKind.Pdf.ContentType ? ForeignPdf.Read(content, file)
                : attachment.ContentType == AttachmentKind.Png.ContentType ? [PngImage.Read(content, file)]
                : [JpegImage.Read(content, file)];
            file.Keep();
            return (pictures, null);
        }
        catch (UnreadableException unreadable)
        {
            file.GoBack(before);
            return ([], unreadable.Reason);
        }
    }

    private static Fact[] Facts(Entry entry, int pages)
    {
        Attachment attachment = entry.File.Attachment;
        string kind = attachment.ContentType switch
        {
            _ when attachment.ContentType == AttachmentKind.Pdf.ContentType => "PDF",
            _ when CanBeShown(attachment) => "Billede",
            _ => Path.GetExtension(entry.Name).TrimStart('.').ToUpperInvariant(),
        };
        string sides = pages > 0 && kind == "PDF" ? ", " + Danish.Count(pages, "side", "sider") : "";
        return [new Fact("Fil", $"{kind}{sides}"), new Fact("Størrelse", ItemPart.Size(attachment.Length))];
    }

    private Inline Linked(Inline word) => word is Link link && entries.FirstOrDefault(entry => entry.Address == link.Address) is { } entry
        ? link with { Address = "#" + entry.Anchor }
        : word;

    private IReadOnlyList<Block> Linked(IReadOnlyList<Block> blocks) => Linked<Block>(blocks);
}
