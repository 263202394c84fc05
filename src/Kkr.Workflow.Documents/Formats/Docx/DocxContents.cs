using DocumentFormat.OpenXml;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Kkr.Workflow.Documents.Formats.Docx;

/// <summary>
/// The contents: a field that Word can update, with its entries already there as links. Only a program that lays out pages knows
/// their numbers, and Word asks every reader a worrying question when a document tells it to find out on opening. So the numbers
/// are left empty until somebody asks for them, rather than guessed.
/// </summary>
internal static class DocxContents
{
    public static void Write(OpenXmlElement target, IReadOnlyList<Part> parts, DocxAnchors anchors)
    {
        List<W.Paragraph> entries = [.. parts.SelectMany(part => part.Content.OfType<Part>().Select(item => Entry(item, "TOC2", anchors)).Prepend(Entry(part, "TOC1", anchors)))];
        if (entries is [])
        {
            return;
        }

        OpenXmlElement last = entries[0].ParagraphProperties!;
        foreach (W.Run run in FieldStart(" TOC \\o \"1-2\" \\h \\z "))
        {
            last = entries[0].InsertAfter(run, last);
        }

        W.Paragraph heading = DocxBlocks.New("TOCHeading");
        heading.AppendChild(DocxText.Plain("Indhold"));
        var content = new W.SdtContentBlock(heading);
        content.Append(entries);
        entries[^1].AppendChild(Mark(W.FieldCharValues.End));
        target.AppendChild(new W.SdtBlock(
            new W.SdtProperties(
                new W.SdtId { Val = 1 },
                new W.SdtContentDocPartObject(new W.DocPartGallery { Val = "Table of Contents" }, new W.DocPartUnique())),
            content));
    }

    private static W.Paragraph Entry(Part part, string style, DocxAnchors anchors)
    {
        var link = new W.Hyperlink { Anchor = anchors.EntryOf(part.Anchor), History = true };
        if (part.Number is { } number)
        {
            link.Append(DocxText.Plain(number), DocxText.Tab());
        }

        link.AppendChild(DocxText.Plain(part.Title));
        if (part.Label is { } label)
        {
            link.Append(DocxText.Plain(" "), DocxText.Plain(label, "State"));
        }

        link.AppendChild(DocxText.Tab());
        link.Append(FieldStart($" PAGEREF {anchors.EntryOf(part.Anchor)} \\h "));
        link.AppendChild(Mark(W.FieldCharValues.End));
        W.Paragraph entry = DocxBlocks.New(style);
        entry.AppendChild(link);
        return entry;
    }

    private static W.Run[] FieldStart(string instruction) =>
    [
        Mark(W.FieldCharValues.Begin),
        new W.Run(new W.FieldCode(instruction) { Space = SpaceProcessingModeValues.Preserve }),
        Mark(W.FieldCharValues.Separate),
    ];

    private static W.Run Mark(W.FieldCharValues kind) => new(new W.FieldChar { FieldCharType = kind });
}
