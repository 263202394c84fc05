using Markdig;
using Markdig.Extensions.AutoLinks;
using Markdig.Extensions.Tables;
using Markdig.Parsers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Md = Markdig.Syntax;

namespace Kkr.Workflow.Documents.Formats;

/// <summary>
/// An item's text into blocks: paragraphs, lists, links, simple sub-headings and tables, whether somebody wrote Markdown or
/// pasted plain text. Everything else, HTML above all, is shown as the characters that it is.
/// </summary>
internal sealed class ItemText
{
    private static readonly MarkdownPipeline Pipeline = MakePipeline();
    private readonly ContactData contact;

    /// <param name="contact">What may stand of addresses and telephone numbers.</param>
    public ItemText(ContactData contact) => this.contact = contact;

    public IReadOnlyList<Block> Parse(string? text) =>
        string.IsNullOrWhiteSpace(text) ? [] : Blocks(Markdown.Parse(DanishLists.ToMarkdown(Wording.Tidy(text)), Pipeline));

    private static MarkdownPipeline MakePipeline()
    {
        MarkdownPipelineBuilder builder = new MarkdownPipelineBuilder()
            .DisableHtml()
            .UsePipeTables()
            .UseListExtras()
            .UseAutoLinks(new AutoLinkOptions { UseHttpsForWWWLinks = true });

        // Pasted text is indented for many reasons; none of them is that it is source code.
        builder.BlockParsers.TryRemove<IndentedCodeBlockParser>();
        builder.BlockParsers.TryRemove<FencedCodeBlockParser>();
        return builder.Build();
    }

    private List<Block> Blocks(ContainerBlock container) => [.. container.SelectMany(One)];

    private IEnumerable<Block> One(Md.Block block)
    {
        switch (block)
        {
            case HeadingBlock heading:
                return [new Heading(2, Plain(heading.Inline))];
            case ParagraphBlock { Inline: { } words } when AsHeading(words) is { } title:
                return [new Heading(2, contact.Withhold(title))];
            case ParagraphBlock paragraph:
                List<Inline> inlines = Inlines(paragraph.Inline);
                return inlines.Count == 0 ? [] : [new Paragraph(inlines)];
            case ListBlock list:
                return [new Listing(StyleOf(list), [.. list.OfType<ListItemBlock>().Select(Blocks)], StartOf(list))];
            case Table table:
                return [TableOf(table)];
            case ContainerBlock other:
                return Blocks(other);
            default:
                return [];
        }
    }

    /// <summary>A paragraph that is nothing but bold, or the customary »Bemærkninger«, is meant as a heading.</summary>
    private static string? AsHeading(ContainerInline words)
    {
        if (words.FirstChild != words.LastChild)
        {
            return null;
        }

        return words.FirstChild switch
        {
            EmphasisInline { DelimiterCount: 2 } bold => Plain(bold),
            LiteralInline literal when literal.Content.ToString().Trim() is "Bemærkninger" => "Bemærkninger",
            _ => null,
        };
    }

    private static ListStyle StyleOf(ListBlock list) =>
        !list.IsOrdered ? ListStyle.Bullets : list.BulletType is 'a' or 'A' ? ListStyle.Letters : ListStyle.Numbers;

    private static int StartOf(ListBlock list) =>
        list.IsOrdered && int.TryParse(list.OrderedStart, System.Globalization.CultureInfo.InvariantCulture, out int start) ? start : 1;

    private Grid TableOf(Table table)
    {
        List<IReadOnlyList<IReadOnlyList<Inline>>> rows =
        [
            .. table.OfType<TableRow>().Select(row => (IReadOnlyList<IReadOnlyList<Inline>>)
                [.. row.OfType<TableCell>().Select(cell => (IReadOnlyList<Inline>)[.. cell.OfType<ParagraphBlock>().SelectMany(p => Inlines(p.Inline))])]),
        ];
        return new Grid(null, rows.Count == 0 ? [] : rows[0], [.. rows.Skip(1)]);
    }

    private List<Inline> Inlines(ContainerInline? container, bool strong = false, bool emphasis = false)
    {
        var words = new List<Inline>();
        foreach (Md.Inlines.Inline inline in container ?? Enumerable.Empty<Md.Inlines.Inline>())
        {
            switch (inline)
            {
                case LineBreakInline { IsHard: true }:
                    words.Add(new LineBreak());
                    break;
                case LineBreakInline:
                    Say(" ");
                    break;
                case EmphasisInline weight:
                    words.AddRange(Inlines(weight, strong || weight.DelimiterCount >= 2, emphasis || weight.DelimiterCount is 1 or 3));
                    break;
                case LinkInline { IsImage: false, Url: { } url } link when contact.MayLinkTo(url):
                    words.Add(new Link(contact.Withhold(Plain(link) is { Length: > 0 } text ? text : url), url));
                    break;
                case AutolinkInline { IsEmail: false } auto when contact.MayLinkTo(auto.Url):
                    words.Add(new Link(auto.Url, auto.Url));
                    break;
                case ContainerInline other:
                    words.AddRange(Inlines(other, strong, emphasis));
                    break;
                default:
                    Say(Plain(inline));
                    break;
            }
        }

        return words;

        void Say(string text)
        {
            // Neighbouring pieces are one run, so that an address split by the parser is still seen as one.
            if (words is [.., Run last] && last.Strong == strong && last.Emphasis == emphasis)
            {
                words[^1] = last with { Text = contact.Withhold(last.Text + text) };
            }
            else
            {
                words.Add(new Run(contact.Withhold(text), strong, emphasis));
            }
        }
    }

    private static string Plain(Md.Inlines.Inline? inline) => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        AutolinkInline auto => auto.Url,
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        HtmlInline html => html.Tag,
        LineBreakInline => " ",
        ContainerInline container => string.Concat(container.Select(Plain)),
        _ => "",
    };
}
