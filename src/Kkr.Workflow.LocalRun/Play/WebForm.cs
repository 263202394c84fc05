using System.Net;
using System.Text.RegularExpressions;

namespace Kkr.Workflow.LocalRun.Play;

/// <summary>A form on one of the app's pages, found by what its button says.</summary>
/// <param name="Action">Where it is sent.</param>
/// <param name="Fields">What the page has filled in by itself, and what the button says of itself.</param>
internal sealed partial record WebForm(string Action, IReadOnlyDictionary<string, string> Fields)
{
    /// <returns>The form, or null when the page has no such button.</returns>
    public static WebForm? Find(string page, string button)
    {
        foreach (Match form in Forms().Matches(page))
        {
            string body = form.Groups["body"].Value;
            if (Buttons().Matches(body).FirstOrDefault(found => WebUtility.HtmlDecode(found.Groups["text"].Value).Trim() == button) is { } pressed)
            {
                return new WebForm(
                    WebUtility.HtmlDecode(form.Groups["action"].Value),
                    HiddenFields().Matches(body).Concat(NamedButton().Matches(pressed.Value)).ToDictionary(
                        field => WebUtility.HtmlDecode(field.Groups["name"].Value), field => WebUtility.HtmlDecode(field.Groups["value"].Value)));
            }
        }

        return null;
    }

    [GeneratedRegex("<form[^>]*\\baction=\"(?<action>[^\"]*)\"[^>]*>(?<body>.*?)</form>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Forms();

    [GeneratedRegex("<button[^>]*>(?<text>[^<]*)</button>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Buttons();

    [GeneratedRegex("^<button[^>]* name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamedButton();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HiddenFields();
}
