using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Kkr.Workflow.Documents.Formats;

/// <summary>
/// Plain text as it is written in agendas, turned into the Markdown that means the same: <c>–</c>, <c>•</c> and nested <c>o</c>
/// are bullets; a line that begins with a date or an initial is no list.
/// </summary>
internal static partial class DanishLists
{
    public static string ToMarkdown(string text)
    {
        var markdown = new StringBuilder(text.Length + 32);
        bool inList = false;
        bool afterBlank = true;
        char nextLetter = 'a';
        foreach (string line in text.Split('\n'))
        {
            string written = line;
            if (string.IsNullOrWhiteSpace(line))
            {
                afterBlank = true;
            }
            else if (Bullet().Match(line) is { Success: true } bullet)
            {
                bool nested = bullet.Groups["mark"].Value == "o";
                written = (nested && inList ? "  " : nested ? "" : bullet.Groups["indent"].Value) + "- " + line[bullet.Length..];
                inList = true;
                afterBlank = false;
            }
            else if (Letter().Match(line) is { Success: true } letter)
            {
                char c = letter.Groups["letter"].Value[0];
                bool counts = c == 'a' || c == nextLetter;
                nextLetter = counts ? (char)(c + 1) : nextLetter;
                written = counts ? line : Escape(line);
                inList |= counts;
                afterBlank = false;
            }
            else
            {
                // Text at the margin after an empty line ends a list; anything else may continue an entry.
                inList &= !(afterBlank && !char.IsWhiteSpace(line[0]));
                afterBlank = false;
                written = FalseList().IsMatch(line) ? Escape(line) : ReferenceDefinition().Replace(line, "\\[");
            }

            markdown.Append(written).Append('\n');
        }

        return markdown.ToString();
    }

    private static string Escape(string line)
    {
        int stop = line.IndexOf('.', StringComparison.Ordinal);
        return string.Create(CultureInfo.InvariantCulture, $"{line[..stop]}\\{line[stop..]}");
    }

    [GeneratedRegex(@"^(?<indent>[ \t]*)(?<mark>[-–—•·o])[ \t]+(?=\S)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bullet();

    [GeneratedRegex(@"^[ \t]*(?<letter>[a-z])\.[ \t]+(?=\S)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Letter();

    [GeneratedRegex(
        @"^[ \t]*(\d{1,2}\.[ \t]*(januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)\b|\d{3,}\.[ \t]|[\p{Lu}]\.[ \t]|[ivxIVX]{2,}\.[ \t])",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex FalseList();

    [GeneratedRegex(@"^[ \t]*\[(?=[^\]]*\]:)", RegexOptions.None, 1000)]
    private static partial Regex ReferenceDefinition();
}
