namespace Kkr.Workflow.Documents.Mail;

/// <summary>
/// Mail programs drop style sheets, so every element carries its style. Templates stay plain HTML and get it here,
/// in one place. What a style sheet may add (dark colours) hangs on the classes.
/// </summary>
internal static class InlineStyle
{
    private static readonly (string Tag, string Styled)[] Styles =
    [
        ("<p>", "<p style=\"margin:0 0 16px 0\">"),
        ("<ul>", "<ul style=\"margin:0 0 16px 0;padding:0 0 0 24px\">"),
        ("<li>", "<li style=\"margin:0 0 6px 0\">"),
        ("{{link}}</a>", "{{linkShown}}</a>"),
        ("{{teamsLink}}</a>", "{{teamsLinkShown}}</a>"),
        ("<a ", "<a class=\"away\" style=\"color:#0b5a6f;text-decoration:underline;word-break:break-word\" "),
    ];

    public static string Apply(string html)
    {
        foreach ((string tag, string styled) in Styles)
        {
            html = html.Replace(tag, styled, StringComparison.Ordinal);
        }

        return html;
    }
}
