using System.Text;
using Kkr.Workflow.Documents.Formats;

namespace Kkr.Workflow.Documents.Mail.Texts;

/// <summary>Writes a text as the two templates that a mail is made of. Both come from the same pieces, so both say the same.</summary>
internal static class MarkupWriter
{
    /// <summary>As an HTML template of paragraphs and lists.</summary>
    public static string Html(IReadOnlyList<Markup> pieces)
    {
        StringBuilder html = new();
        WriteHtml(html, pieces);
        return html.ToString();
    }

    /// <summary>As a plain-text template.</summary>
    public static string Text(IReadOnlyList<Markup> pieces)
    {
        StringBuilder text = new();
        WriteText(text, pieces);
        return text.ToString().Trim('\n');
    }

    /// <summary>Part of a line, as HTML.</summary>
    public static string InlineHtml(IEnumerable<Markup> pieces) => string.Concat(pieces.Select(piece => piece switch
    {
        Markup.Words words => Encode(words.Text),
        Markup.Field field => FieldHtml(MailFieldNames.Of(field.Name), field.Label),
        Markup.Bold bold => $"<strong>{InlineHtml(bold.Inner)}</strong>",
        Markup.Break => "<br>",
        Markup.Choice choice => Around(choice, InlineHtml(choice.WhenFilled), InlineHtml(choice.WhenEmpty)),
        _ => throw new InvalidOperationException($"{piece.GetType().Name} is no part of a line."),
    }));

    /// <summary>Part of a line, as plain text.</summary>
    public static string InlineText(IEnumerable<Markup> pieces) => string.Concat(pieces.Select(piece => piece switch
    {
        Markup.Words words => words.Text,
        Markup.Field field => (field.Label is null ? "" : field.Label + ": ") + $"{{{{{MailFieldNames.Of(field.Name).Key}}}}}",
        Markup.Bold bold => InlineText(bold.Inner),
        Markup.Break => "\n",
        Markup.Choice choice => Around(choice, InlineText(choice.WhenFilled), InlineText(choice.WhenEmpty)),
        _ => throw new InvalidOperationException($"{piece.GetType().Name} is no part of a line."),
    }));

    private static void WriteHtml(StringBuilder html, IReadOnlyList<Markup> pieces, bool isInList = false)
    {
        bool isOpen = false;
        foreach (Markup piece in pieces)
        {
            bool isPoint = IsInList(piece);
            if (isPoint != isOpen && !isInList)
            {
                html.Append(isPoint ? "<ul>\n" : "</ul>\n");
                isOpen = isPoint;
            }

            switch (piece)
            {
                case Markup.Paragraph paragraph:
                    html.Append("<p>").Append(InlineHtml(paragraph.Inner)).Append("</p>\n");
                    break;
                case Markup.Point point:
                    html.Append("<li>").Append(InlineHtml(point.Inner)).Append("</li>\n");
                    break;
                case Markup.Each each:
                    html.Append(Open(each.Name));
                    WriteHtml(html, each.Inner, isInList: isPoint);
                    html.Append(Close(each.Name));
                    break;
                case Markup.Choice choice:
                    Branch(html, choice, branch => WriteHtml(html, branch));
                    break;
            }
        }

        html.Append(isOpen ? "</ul>\n" : "");
    }

    private static void WriteText(StringBuilder text, IReadOnlyList<Markup> pieces)
    {
        for (int index = 0; index < pieces.Count; index++)
        {
            // A list stands right below the line that introduces it.
            bool isTight = index + 1 < pieces.Count && IsInList(pieces[index + 1]);
            switch (pieces[index])
            {
                case Markup.Paragraph paragraph:
                    text.Append(InlineText(paragraph.Inner)).Append(isTight ? "\n" : "\n\n");
                    break;
                case Markup.Point point:
                    text.Append("- ").Append(InlineText(point.Inner)).Append(index + 1 == pieces.Count || isTight ? "\n" : "\n\n");
                    break;
                case Markup.Each each:
                    text.Append(Open(each.Name));
                    WriteText(text, each.Inner);
                    text.Append(Close(each.Name)).Append('\n');
                    break;
                case Markup.Choice choice:
                    Branch(text, choice, branch => WriteText(text, branch));
                    break;
            }
        }
    }

    /// <summary>A point, or points for each of several.</summary>
    private static bool IsInList(Markup piece) =>
        piece is Markup.Point || (piece is Markup.Each { Inner: [_, ..] } each && each.Inner.All(inner => inner is Markup.Point));

    private static void Branch(StringBuilder to, Markup.Choice choice, Action<IReadOnlyList<Markup>> write)
    {
        string key = MailFieldNames.Of(choice.Name).Key;
        foreach ((char mark, IReadOnlyList<Markup> branch) in new[] { ('#', choice.WhenFilled), ('^', choice.WhenEmpty) }.Where(one => one.Item2.Count > 0))
        {
            to.Append("{{").Append(mark).Append(key).Append("}}\n");
            write(branch);
            to.Append(Close(choice.Name));
        }
    }

    private static string Around(Markup.Choice choice, string whenFilled, string whenEmpty)
    {
        string key = MailFieldNames.Of(choice.Name).Key;
        return (whenFilled.Length == 0 ? "" : $"{{{{#{key}}}}}{whenFilled}{{{{/{key}}}}}")
            + (whenEmpty.Length == 0 ? "" : $"{{{{^{key}}}}}{whenEmpty}{{{{/{key}}}}}");
    }

    // Words never stand in an attribute, where quotation marks would matter.
    private static string Encode(string words) =>
        HtmlText.Encode(words).Replace("&quot;", "\"", StringComparison.Ordinal).Replace("&#39;", "'", StringComparison.Ordinal);

    private static string FieldHtml(MailField field, string? label) => field.Kind switch
    {
        MailFieldKind.Link => $"<a href=\"{{{{{field.Key}}}}}\">{Encode(label ?? field.Label)}</a>",
        MailFieldKind.Email => $"<a href=\"mailto:{{{{{field.Key}}}}}\">{{{{{field.Key}}}}}</a>",
        _ => $"{{{{{field.Key}}}}}",
    };

    private static string Open(string name) => $"{{{{#{MailFieldNames.Of(name).Key}}}}}\n";

    private static string Close(string name) => $"{{{{/{MailFieldNames.Of(name).Key}}}}}\n";
}
