using System.Buffers;

namespace Kkr.Workflow.Documents.Formats.Pdf;

/// <summary>
/// Divides a word that is wider than its line, by the rule of Danish spelling (Retskrivningsordbogen § 15): of the consonants
/// between two vowels, the last goes with the second, and those that may begin a word stay together.
/// </summary>
internal static class LongWord
{
    /// <summary>Read as a hyphen at the end of a line, and left out when the text is copied.</summary>
    public const string Hyphen = "\u00AD";

    private const int Shortest = 3;

    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouyæøåéAEIOUYÆØÅÉ");

    private static readonly string[] Together =
        ["bl", "br", "dr", "fl", "fr", "gl", "gr", "kl", "kr", "pl", "pr", "sk", "sl", "sp", "st", "tr", "skr", "spr", "str"];

    // Where the first part of a compound commonly ends. The rule divides compounds there before it counts consonants.
    private static readonly string[] Joints =
        ["heds", "ings", "elses", "ions", "skabs", "tets", "doms", "ments", "arbejds", "erhvervs", "dags", "livs", "kommunal", "kommune", "social", "klima", "ældre", "vækst"];

    /// <summary>
    /// A division that lets a line end well: at a compound's joint where something is gained by it, within a part only where the line would end far too early.
    /// </summary>
    /// <param name="word">The word that does not fit, with its punctuation.</param>
    /// <param name="gap">How much of the line is empty without it, as a share.</param>
    /// <param name="fits">Whether so many letters with a hyphen fit.</param>
    /// <returns>How many letters stay on the line, before a hyphen; 0 for none.</returns>
    public static int AtLineEnd(ReadOnlySpan<char> word, double gap, Func<int, bool> fits)
    {
        const double WorthAJoint = 0.1;
        const double WorthASyllable = 0.2;
        const int ShortestWord = 9;
        const int ShortestPart = 4;
        int letters = word.Length;
        while (letters > 0 && !char.IsLetter(word[letters - 1]))
        {
            letters--;
        }

        if (gap < WorthAJoint || letters < ShortestWord || !IsOrdinary(word[..letters]))
        {
            return 0;
        }

        int longest = Math.Min(LongestThatFits(word.Length, fits), letters - ShortestPart);
        for (int at = longest; at >= ShortestPart; at--)
        {
            if (IsJoint(word, at) && MayBegin(word, at))
            {
                return at;
            }
        }

        for (int at = longest; gap >= WorthASyllable && at >= ShortestPart; at--)
        {
            if (MayEndAt(word, at))
            {
                return at;
            }
        }

        return 0;
    }

    /// <summary>As much of a word as fits where it has a line to itself.</summary>
    /// <returns>How many letters, perhaps none, and whether a hyphen follows.</returns>
    public static (int Letters, bool HasHyphen) Divide(ReadOnlySpan<char> word, Func<int, bool> fits)
    {
        int longest = LongestThatFits(word.Length, fits);
        for (int at = Math.Min(longest, word.Length - Shortest); at >= Shortest; at--)
        {
            if (MayEndAt(word, at))
            {
                return (at, true);
            }
        }

        // No syllable fits: numbers, addresses and what is not a word are cut where the line ends.
        return (longest > 0 && char.IsHighSurrogate(word[longest - 1]) ? longest - 1 : longest, false);
    }

    private static int LongestThatFits(int length, Func<int, bool> fits)
    {
        int low = 0;
        int high = length - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = fits(middle) ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    /// <summary>Letters only, and not all of them capitals.</summary>
    private static bool IsOrdinary(ReadOnlySpan<char> word)
    {
        bool hasSmall = false;
        foreach (char letter in word)
        {
            if (!char.IsLetter(letter))
            {
                return false;
            }

            hasSmall |= char.IsLower(letter);
        }

        return hasSmall;
    }

    private static bool MayEndAt(ReadOnlySpan<char> word, int at)
    {
        if (!char.IsLetter(word[at - 1]) || ConsonantsFrom(word, at) is not { } count || !word[..at].ContainsAny(Vowels))
        {
            return false;
        }

        // »s« and »k« before »r« go along: a longer group that holds together is not cut in two.
        return (count == 1 || HoldsTogether(word.Slice(at, count))) && !HoldsTogether(word.Slice(at - 1, count + 1));
    }

    private static bool IsJoint(ReadOnlySpan<char> word, int at)
    {
        ReadOnlySpan<char> first = word[..at];
        foreach (string joint in Joints)
        {
            if (first.EndsWith(joint, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A part begins with a vowel, with one consonant or with some that may begin a word.</summary>
    private static bool MayBegin(ReadOnlySpan<char> word, int at) => ConsonantsFrom(word, at) is { } count && (count <= 1 || HoldsTogether(word.Slice(at, count)));

    /// <summary>How many consonants come before the next vowel, if there is one.</summary>
    private static int? ConsonantsFrom(ReadOnlySpan<char> word, int at)
    {
        int vowel = at;
        while (vowel < word.Length && char.IsLetter(word[vowel]) && !Vowels.Contains(word[vowel]))
        {
            vowel++;
        }

        return vowel < word.Length && char.IsLetter(word[vowel]) ? vowel - at : null;
    }

    private static bool HoldsTogether(ReadOnlySpan<char> consonants)
    {
        foreach (string group in Together)
        {
            if (consonants.Equals(group, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
