using System.Text;

namespace Kkr.Workflow.Documents.Formats;

/// <summary>Text into HTML, by the few characters that mean something there; Danish letters stay readable in the source.</summary>
internal static class HtmlText
{
    /// <summary>Encodes for element content and for double-quoted attributes.</summary>
    public static string Encode(string text)
    {
        var html = new StringBuilder(text.Length + 16);
        foreach (char c in text)
        {
            switch (c)
            {
                case '&': html.Append("&amp;"); break;
                case '<': html.Append("&lt;"); break;
                case '>': html.Append("&gt;"); break;
                case '"': html.Append("&quot;"); break;
                case '\'': html.Append("&#39;"); break;
                case '\n' or '\t': html.Append(c); break;
                default:
                    // Control characters are illegal in HTML and come only from pasted junk.
                    if (!char.IsControl(c))
                    {
                        html.Append(c);
                    }

                    break;
            }
        }

        return html.ToString();
    }

    /// <summary>Whether an address may become a link: only the web and mail, never a script.</summary>
    public static bool IsSafeAddress(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out Uri? uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeMailto);
}
