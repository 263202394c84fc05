namespace Kkr.Workflow.Documents.Formats.Pdf;

/// <summary>Spaces at which no line ends: between a day and its month, after »kl.«, and between a number and what it counts.</summary>
internal static class KeptTogether
{
    private static readonly string[] Months =
        ["januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"];

    private static readonly string[] Units = ["kr.", "mio.", "mia.", "pct.", "%"];

    public static bool At(string text, int space)
    {
        if (space == 0 || space + 1 >= text.Length)
        {
            return false;
        }

        ReadOnlySpan<char> before = text.AsSpan(0, space);
        ReadOnlySpan<char> after = text.AsSpan(space + 1);
        if (before[^1] == '.')
        {
            return (before.Length > 1 && char.IsAsciiDigit(before[^2]) && StartsWith(after, Months)) || (before.EndsWith("kl.", StringComparison.Ordinal) && char.IsAsciiDigit(after[0]));
        }

        return char.IsAsciiDigit(before[^1]) && StartsWith(after, Units);
    }

    private static bool StartsWith(ReadOnlySpan<char> text, string[] words)
    {
        foreach (string word in words)
        {
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
