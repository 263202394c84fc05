using System.Text.RegularExpressions;

namespace Kkr.Workflow.Domain.Agenda;

/// <summary>
/// HTML in a text that is to be Markdown. Nobody writes it on purpose: it comes along from a web page, or from somebody who wishes to change what others
/// read. Documents would print it as the characters that it is, so the writer is told while it can still be put right.
/// </summary>
public static partial class RawHtml
{
    private const int LongestQuote = 60;

    /// <summary>The first piece of HTML, shortened to be quoted, or null where there is none. Addresses in angle brackets and »2 &lt; 3« are not HTML.</summary>
    public static string? In(string? text)
    {
        if (text is null || !text.Contains('<', StringComparison.Ordinal))
        {
            return null;
        }

        string? found = Markup().Match(text) is { Success: true } match ? match.Value : null;
        return found?.Length > LongestQuote ? found[..LongestQuote] + "…" : found;
    }

    // What CommonMark reads as HTML (section 6.6): tags, comments, declarations and instructions; also tags that never end, which a browser would finish.
    [GeneratedRegex(@"<(!--|!\[CDATA\[|![A-Za-z]|\?|/?[A-Za-z][A-Za-z0-9\-]*(\s[^<>]*|/)?>|/?(script|style|iframe|object|embed|svg|img|link|meta|base|form|input)\b)[^<>]{0,40}", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Markup();
}
