using System.Buffers;
using System.Text;

namespace Kkr.Workflow.Documents.Formats;

/// <summary>Text into HTML, by the few characters that mean something there; Danish letters stay readable in the source.</summary>
internal static class HtmlText
{
    // What means something in HTML, and control characters: illegal there, they come only from pasted junk.
    private static readonly SearchValues<char> Special =
        SearchValues.Create([.. Enumerable.Range(0, 0xA0).Select(c => (char)c).Where(c => c is '&' or '<' or '>' or '"' or '\'' || (char.IsControl(c) && c is not ('\n' or '\t')))]);

    /// <summary>Encodes for element content and for double-quoted attributes.</summary>
    public static string Encode(string text) => text.AsSpan().ContainsAny(Special) ? Append(new StringBuilder(text.Length + 16), text).ToString() : text;

    /// <summary>Writes a text as <see cref="Encode"/> does.</summary>
    public static StringBuilder Append(StringBuilder html, ReadOnlySpan<char> text)
    {
        for (int special = text.IndexOfAny(Special); special >= 0; special = text.IndexOfAny(Special))
        {
            html.Append(text[..special]).Append(text[special] switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                _ => "",
            });
            text = text[(special + 1)..];
        }

        return html.Append(text);
    }

    /// <summary>Whether an address may become a link: only the web and mail, never a script.</summary>
    public static bool IsSafeAddress(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out Uri? uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeMailto);
}
