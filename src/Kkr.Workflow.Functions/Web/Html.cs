using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Kkr.Workflow.Functions.Web;

/// <summary>Small pieces of HTML.</summary>
internal static class Html
{
    // Danish letters stay as they are; the page says that it is UTF-8.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Text(string? value) => Encoder.Encode(value ?? "");

    public static string Link(string address, string name) => $"<a href=\"{Text(address)}\">{Text(name)}</a>";

    public static string Term(string term, string description) => $"<dt>{Text(term)}</dt><dd>{Text(description)}</dd>";

    public static string MailTo(string email, string? subject = null)
    {
        string address = Uri.EscapeDataString(email).Replace("%40", "@", StringComparison.Ordinal);
        string query = subject is null ? "" : $"?subject={Uri.EscapeDataString(subject)}";
        return Link($"mailto:{address}{query}", email);
    }

    /// <summary>Appends text as it is; interpolated text is invariant already, for every number in it has been written by us.</summary>
    public static StringBuilder Add(this StringBuilder html, string text) => html.Append(text);

    /// <summary>How the secretariat is reached, as a section at the foot of a page.</summary>
    public static string Contact(Domain.Planning.Secretariat secretariat) =>
        Contact($"{Text(secretariat.Name)}: {MailTo(secretariat.Email)}, tlf. {Text(secretariat.Phone)}");

    /// <param name="html">How, in words.</param>
    public static string Contact(string html) => $"<div class=\"contact\"><h2>Kontakt</h2><p>{html}</p></div>";

    /// <summary>A link to what the page is for, as easy to find as a form's button.</summary>
    public static string Way(string address, string name) => $"<p><a class=\"button\" href=\"{Text(address)}\">{Text(name)}</a></p>";
}
