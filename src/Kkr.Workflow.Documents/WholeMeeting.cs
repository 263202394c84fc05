using Kkr.Workflow.Documents.Agenda;
using Kkr.Workflow.Documents.Formats.Pdf;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;

namespace Kkr.Workflow.Documents;

/// <summary>An attachment on its way into the whole meeting's file.</summary>
/// <param name="Item">The item that it belongs to.</param>
/// <param name="Attachment">Its name, kind and size.</param>
public sealed record AttachedFile(Item Item, Attachment Attachment)
{
    /// <summary>The bytes, or null where they are not to be had or too many: its page then says that it is delivered beside.</summary>
    public byte[]? Content { get; init; }
}

/// <summary>
/// A meeting as one PDF: agenda or minutes, and behind them every attachment that they name, each after a page with its item and name,
/// and found by a bookmark under its item. A file that cannot be shown never stops the others: its page says what the reader is to do.
/// </summary>
public static class WholeMeeting
{
    /// <summary>The largest file that is put in, in bytes; a larger one is delivered beside.</summary>
    public const long LargestFile = 25 * 1024 * 1024;

    /// <summary>What the files that are put in may fill together, in bytes; those after it are delivered beside.</summary>
    public const long LargestTotal = 100 * 1024 * 1024;

    /// <summary>
    /// The attachments that the document names, in its order, without their content. What the document does not name, such as a confidential
    /// item's attachments in a public edition, is never among them.
    /// </summary>
    /// <param name="document">The agenda or minutes, public or for members.</param>
    /// <param name="meeting">The meeting.</param>
    /// <param name="agenda">The items that the document was composed of.</param>
    public static IReadOnlyList<AttachedFile> Files(ComposedDocument document, Meeting meeting, NumberedAgenda agenda)
    {
        HashSet<string> named = [.. document.Page.Parts.SelectMany(part => Attachments.LinksOf(part.Content))];
        return
        [
            .. agenda.Items.SelectMany(item => item.Attachments
                .Where(attachment => named.Contains(ItemPart.Address(meeting, attachment)))
                .Select(attachment => new AttachedFile(item, attachment))),
        ];
    }

    /// <summary>Which of the files are worth fetching: those of a kind that can be shown, within <see cref="LargestFile"/> and <see cref="LargestTotal"/>.</summary>
    public static IReadOnlyList<AttachedFile> Fetched(IReadOnlyList<AttachedFile> files)
    {
        long total = 0;
        return
        [
            .. files.Where(file =>
            {
                bool fits = Attachments.CanBeShown(file.Attachment) && file.Attachment.Length <= LargestFile && total + file.Attachment.Length <= LargestTotal;
                total += fits ? file.Attachment.Length : 0;
                return fits;
            }),
        ];
    }

    /// <summary>Writes the file; the same document and files always give the same bytes.</summary>
    /// <param name="document">The agenda or minutes.</param>
    /// <param name="meeting">The meeting.</param>
    /// <param name="files">As <see cref="Files"/> gives them, those that were fetched with their content.</param>
    public static RenderedDocument Render(ComposedDocument document, Meeting meeting, IReadOnlyList<AttachedFile> files) =>
        PdfPage.Render(document.Page, document.Name + "-med-bilag.pdf", new Attachments(document.Page, meeting, files));
}
