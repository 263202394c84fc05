using System.Net;
using System.Text.RegularExpressions;

namespace Kkr.Workflow.Documents.Mail.Texts;

/// <summary>Writes a standard template as somebody would have to write it who changes it.</summary>
internal static partial class StandardText
{
    /// <summary>A block of an HTML template.</summary>
    public static string OfHtml(string html)
    {
        string text = MailLink().Replace(html, "${field}");
        text = Link().Replace(text, link => $"{{{MailFieldNames.OfKey(link.Groups["key"].Value).Name}: {link.Groups["label"].Value}}}");
        text = Strong().Replace(text, "**");
        text = Paragraph().Replace(text, "${inner}\n");
        text = Point().Replace(text, "- ${inner}");
        text = ListEdge().Replace(text, "");
        return EmptyLines().Replace(Tags(Spaced(text)), "\n\n").Trim('\n');
    }

    /// <summary>A line of a text template.</summary>
    public static string OfLine(string line) => Tags(line);

    private static string Tags(string template)
    {
        string merged = Otherwise().Replace(template, "{ellers}${break}");
        return Tag().Replace(WebUtility.HtmlDecode(merged), tag => (tag.Groups["mark"].Value, tag.Groups["name"].Value) switch
        {
            ("/", _) => "{slut}",
            ("#", var key) => MailFieldNames.OfKey(key) is { Kind: MailFieldKind.List } list ? $"{{for hver {list.Name}}}" : $"{{hvis {MailFieldNames.OfKey(key).Name}}}",
            ("^", var key) => $"{{hvis ikke {MailFieldNames.OfKey(key).Name}}}",
            (_, var key) => $"{{{MailFieldNames.OfKey(key).Name}}}",
        });
    }

    // A paragraph right before a list or the end of a branch has no empty line after it.
    private static string Spaced(string text) => Loose().Replace(text, "\n");

    /// <summary>A mail address is a field of its own here, and becomes a link again where it stands.</summary>
    [GeneratedRegex(@"<a href=""mailto:[^""]*"">(?<field>[^<]*)</a>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MailLink();

    [GeneratedRegex(@"<a href=""\{\{(?<key>[A-Za-z]+)\}\}"">(?<label>[^<]*)</a>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("</?strong>", RegexOptions.None, 1000)]
    private static partial Regex Strong();

    [GeneratedRegex("<p>(?<inner>.*)</p>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Paragraph();

    [GeneratedRegex("<li>(?<inner>.*)</li>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Point();

    [GeneratedRegex(@"^</?ul>\n?", RegexOptions.Multiline, 1000)]
    private static partial Regex ListEdge();

    [GeneratedRegex(@"\{\{/(?<name>[A-Za-z]+)\}\}(?<break>\n*)\{\{[#^]\k<name>\}\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Otherwise();

    [GeneratedRegex(@"\{\{(?<mark>[#^/]?)(?<name>[A-Za-z]+)\}\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\n\n(?=\{\{[/]|- |\{\{#[A-Za-z]+List\}\}\n- )", RegexOptions.None, 1000)]
    private static partial Regex Loose();

    [GeneratedRegex(@"\n{3,}", RegexOptions.None, 1000)]
    private static partial Regex EmptyLines();
}
