using System.Text.RegularExpressions;

namespace Kkr.Workflow.Documents.Formats;

/// <summary>
/// Keeps people's addresses and telephone numbers out of published documents (design 6). Somebody may have written them into an
/// item's text, so the text itself is looked through; only the secretariat's own mailbox may stand.
/// </summary>
internal sealed partial class ContactData(string secretariatEmail)
{
    public string Withhold(string text) =>
        WithoutPhones(
            // Without the sign, the search would go through every long word from each of its letters.
            text.Contains('@', StringComparison.Ordinal) ? Email().Replace(text, found => Own(found.Value) ? found.Value : "(e-mailadresse udeladt)") : text);

    public bool MayLinkTo(string address) =>
        HtmlText.IsSafeAddress(address)
        && (!address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) || Own(address["mailto:".Length..]));

    private static string WithoutPhones(string text) => HasDigit(text) ? Phone().Replace(text, "(telefonnummer udeladt)") : text;

    private static bool HasDigit(string text)
    {
        foreach (char letter in text)
        {
            if (char.IsDigit(letter))
            {
                return true;
            }
        }

        return false;
    }

    private bool Own(string email) => email.Equals(secretariatEmail, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"[\p{L}\p{N}._%+\-]+@[\p{L}\p{N}\-]+(\.[\p{L}\p{N}\-]+)+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Email();

    // Eight digits alone may be money or a case id; a number is one when something says so.
    [GeneratedRegex(@"(\+45|\b(tlf|telefon|mobil|direkte)\b[.:]*)[ \u00A0]*(\+45[ \u00A0]*)?(\d[ \u00A0]?){7}\d\b", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Phone();
}
