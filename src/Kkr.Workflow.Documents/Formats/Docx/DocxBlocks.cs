using System.Globalization;
using DocumentFormat.OpenXml;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Kkr.Workflow.Documents.Formats.Docx;

/// <summary>Blocks as paragraphs and tables. Headings follow the nesting, so their order never skips a level.</summary>
internal sealed class DocxBlocks(DocxBody body, DocxText text, DocxLists lists, DocxAnchors anchors)
{
    private const int DeepestHeading = 5;

    private readonly W.Body target = body.Target;

    private bool startsNewPage;

    /// <summary>Lets the next heading begin on a new page.</summary>
    public void BreakPage() => startsNewPage = true;

    /// <param name="blocks">What to write.</param>
    /// <param name="level">The heading level, from 1, of parts among <paramref name="blocks"/>.</param>
    /// <param name="frame">The box that they stand in.</param>
    /// <param name="depth">How many lists they are within.</param>
    public void Write(IReadOnlyList<Block> blocks, int level, DocxFrame frame, int depth = 0)
    {
        // An outer part may begin with a deeper sub-heading of its text; it comes one below the last one at most.
        int last = level - 1;
        for (int i = 0; i < blocks.Count; i++)
        {
            Block? next = i + 1 < blocks.Count ? blocks[i + 1] : null;
            switch (blocks[i])
            {
                case Part part:
                    PartHeading(part, level);
                    Write(part.Content, level + 1, frame);
                    body.Flush();
                    break;
                case Heading heading:
                    last = Math.Min(Math.Min(level - 1 + heading.Depth, last + 1), DeepestHeading);
                    Add(frame.Heading(Math.Max(last, 1), inContents: false)).AppendChild(DocxText.Plain(heading.Text));
                    break;
                case Paragraph paragraph:
                    W.Paragraph written = Add(depth == 0 ? frame.Paragraph(paragraph.Role) : frame == DocxFrame.None ? "ListContinue" : frame.Paragraph(paragraph.Role));
                    written.Append(text.Words(paragraph.Words));
                    Indent(written, frame, depth);
                    LeadIn(written, frame, next);
                    break;
                case Listing list:
                    List(list, level, frame, depth);
                    if (depth == 0 && frame == DocxFrame.None && next is Paragraph && target.LastChild is W.Paragraph end)
                    {
                        SpaceAfter(end, 120);
                    }

                    break;
                case Grid grid:
                    DocxTable.Write(target, grid, text);
                    break;
                case DecisionBox box:
                    Add(frame: DocxFrame.Decision, level).AppendChild(DocxText.Plain(box.Title));
                    Write(box.Content, level + 1, DocxFrame.Decision);
                    break;
            }
        }
    }

    private void PartHeading(Part part, int level)
    {
        W.Paragraph heading = Add(DocxFrame.None.Heading(Math.Min(level, DeepestHeading), inContents: true));
        if (part.Content.Count == 0)
        {
            // A section without items has nothing to be kept with, and a row of them would pull each other to the next page.
            heading.ParagraphProperties!.KeepNext = new W.KeepNext { Val = false };
        }

        if (part.Number is { } number)
        {
            heading.Append(DocxText.Plain(number), DocxText.Tab());
        }

        heading.AppendChild(DocxText.Plain(part.Title));
        anchors.Around(heading, anchors.EntryOf(part.Anchor));
        anchors.Around(heading, anchors.NameOf(part.Anchor));
        if (part.Label is { } label)
        {
            heading.Append(DocxText.Plain(" "), DocxText.Plain(label, "State"));
        }
    }

    private void List(Listing list, int level, DocxFrame frame, int depth)
    {
        int shown = Math.Min(depth, DocxLists.DeepestLevel);
        W.NumberingProperties? numbering = lists.Of(list, shown);
        for (int i = 0; i < list.Entries.Count; i++)
        {
            IReadOnlyList<Block> entry = list.Entries[i];
            W.Paragraph written = Add(frame.Entry(list.Style, depth));
            written.ParagraphProperties!.NumberingProperties = (W.NumberingProperties?)numbering?.CloneNode(deep: true);
            if (frame.Indentation > 0 && numbering is not null)
            {
                written.ParagraphProperties.Indentation = new W.Indentation
                {
                    Left = Twips(frame.Indentation + (DocxLists.Step * (shown + 1))),
                    Hanging = Twips(DocxLists.Step),
                };
            }

            if (frame != DocxFrame.None && i + 1 < list.Entries.Count)
            {
                SpaceAfter(written, 0);
            }

            int rest = entry is [Paragraph, ..] ? 1 : 0;
            if (rest == 1)
            {
                written.Append(text.Words(((Paragraph)entry[0]).Words));
            }

            Write([.. entry.Skip(rest)], level, frame, depth + 1);
        }
    }

    /// <summary>»Følgende:« stays on the page where its list or table begins.</summary>
    private static void LeadIn(W.Paragraph written, DocxFrame frame, Block? next)
    {
        if (next is Listing or Grid)
        {
            written.ParagraphProperties!.KeepNext = new W.KeepNext();

            // Word leaves a gap in a box between paragraphs that are indented differently.
            SpaceAfter(written, frame == DocxFrame.None ? 60 : 0);
        }
    }

    private static void Indent(W.Paragraph written, DocxFrame frame, int depth)
    {
        if (depth > 0)
        {
            int shown = Math.Min(depth, DocxLists.DeepestLevel + 1);
            written.ParagraphProperties!.Indentation = new W.Indentation { Left = Twips(frame.Indentation + (DocxLists.Step * shown)) };
        }
    }

    private static void SpaceAfter(W.Paragraph written, int twips) =>
        written.ParagraphProperties!.SpacingBetweenLines = new W.SpacingBetweenLines { After = Twips(twips) };

    private static string Twips(int twips) => twips.ToString(CultureInfo.InvariantCulture);

    private W.Paragraph Add(DocxFrame frame, int level) => Add(frame.Heading(level, inContents: false));

    private W.Paragraph Add(string style)
    {
        W.Paragraph paragraph = target.AppendChild(New(style));
        if (startsNewPage)
        {
            paragraph.ParagraphProperties!.PageBreakBefore = new W.PageBreakBefore();
            paragraph.ParagraphProperties.SpacingBetweenLines = new W.SpacingBetweenLines { Before = "0" };
            startsNewPage = false;
        }

        return paragraph;
    }

    public static W.Paragraph New(string style) => new(new W.ParagraphProperties(new W.ParagraphStyleId { Val = style }));
}
