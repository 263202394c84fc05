using System.Text.RegularExpressions;

namespace Kkr.Workflow.Adapters.Graph;

/// <summary>
/// The text of an online meeting's event: ours first, then the joining details that Exchange puts below it. Taking those details away would
/// end the Teams meeting (Graph's documentation of »Update event«), so a new text is put in front of the details that are there.
/// </summary>
internal static partial class TeamsBody
{
    /// <summary>The new content, or null when the joining details are somewhere in the text but where they begin cannot be told.</summary>
    public static string? Replace(string existing, string html, string? joinUrl)
    {
        if (Rule().Match(existing) is { Success: true } rule)
        {
            string details = existing[StartOfBlock(existing, rule.Index)..];
            return html + details;
        }

        bool holdsLink = existing.Contains("teams.microsoft.com", StringComparison.OrdinalIgnoreCase)
            || (joinUrl is { Length: > 0 } && existing.Contains(joinUrl, StringComparison.OrdinalIgnoreCase));
        return holdsLink ? null : html;
    }

    /// <summary>The details begin with a line of underscores within a div (and usually a span) of its own.</summary>
    private static int StartOfBlock(string existing, int rule)
    {
        int div = existing.LastIndexOf("<div", rule, StringComparison.OrdinalIgnoreCase);
        return div >= 0 && !existing.AsSpan(div, rule - div).Contains("</div", StringComparison.OrdinalIgnoreCase) && OnlyTags().IsMatch(existing[div..rule])
            ? div
            : rule;
    }

    [GeneratedRegex("_{30,}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Rule();

    [GeneratedRegex(@"^(\s|<[^>]*>)*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OnlyTags();
}
