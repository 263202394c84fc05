using System.Text.RegularExpressions;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>
/// Mail programs drop style sheets, so every element carries its style. Templates stay plain HTML and get it here,
/// in one place. What a style sheet may add (dark colours) hangs on the classes.
/// </summary>
internal static partial class InlineStyle
{
    /// <summary>
    /// A paragraph of nothing but the mail's link is what the reader is to do, and becomes a button: a cell with a colour of its own, because Outlook on Windows
    /// gives a link neither ground nor padding. It takes the padding from the cell, everybody else from the link, so that the whole button can be pressed.
    /// </summary>
    private const string Button =
        "<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"margin:4px 0 20px 0;border-collapse:separate\">\n<tr>\n"
        + "<td class=\"go\" align=\"center\" bgcolor=\"#0b5a6f\" style=\"border:2px solid #0b5a6f;border-radius:6px;background-color:#0b5a6f;mso-padding-alt:12px 24px\">"
        + "<a class=\"press\" style=\"display:inline-block;padding:12px 24px;font-size:16px;line-height:22px;font-weight:600;color:#ffffff;text-decoration:none\" href=\"{{link}}\">${text}</a>"
        + "</td>\n</tr>\n</table>";

    private static readonly (string Tag, string Styled)[] Styles =
    [
        ("<p>", "<p style=\"margin:0 0 16px 0\">"),
        ("<ul>", "<ul style=\"margin:0 0 16px 0;padding:0 0 0 24px\">"),
        ("<li>", "<li style=\"margin:0 0 6px 0\">"),
        ("<a href", "<a class=\"away\" style=\"color:#0b5a6f;text-decoration:underline;word-break:break-word\" href"),
    ];

    public static string Apply(string html)
    {
        html = LoneLink().Replace(html, Button);
        foreach ((string tag, string styled) in Styles)
        {
            html = html.Replace(tag, styled, StringComparison.Ordinal);
        }

        return html;
    }

    [GeneratedRegex(@"<p><a href=""\{\{link\}\}"">(?<text>[^<]*)</a></p>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LoneLink();
}
