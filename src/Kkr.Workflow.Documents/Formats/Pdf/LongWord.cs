namespace Kkr.Workflow.Documents.Formats.Pdf;

/// <summary>
/// Divides a word that is wider than its line, by the rule of Danish spelling (Retskrivningsordbogen § 15): of the consonants
/// between two vowels, the last goes with the second, and those that may begin a word stay together.
/// </summary>
internal static class LongWord
{
    // Read as a hyphen at the end of a line, and left out when the text is copied.
    private const char SoftHyphen = '­';
    private const int Shortest = 3;

    private static readonly HashSet<string> Together =
        ["bl", "br", "dr", "fl", "fr", "gl", "gr", "kl", "kr", "pl", "pr", "sk", "sl", "sp", "st", "tr", "skr", "spr", "str"];

    // Where the first part of a compound commonly ends. The rule divides compounds there before it counts consonants.
    private static readonly string[] Joints =
        ["heds", "ings", "elses", "ions", "skabs", "tets", "doms", "ments", "arbejds", "erhvervs", "dags", "livs", "kommunal", "kommune", "social", "klima", "ældre", "vækst"];

    /// <summary>
    /// A division that lets a line end well: at a compound's joint where something is gained by it, within a part only where the line would end far too early.
    /// </summary>
    /// <param name="word">The word that does not fit, with its punctuation.</param>
    /// <param name="gap">How much of the line is empty without it, as a share.</param>
    /// <param name="fits">Whether a part with its hyphen fits.</param>
    public static (string Head, string Tail)? AtLineEnd(string word, double gap, Func<string, bool> fits)
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

        if (gap < WorthAJoint || letters < ShortestWord || !word.AsSpan(0, letters).ToString().All(char.IsLetter) || !word.Take(letters).Any(char.IsLower))
        {
            return null;
        }

        int longest = LongestThatFits(word, fits);
        for (int at = Math.Min(longest, letters - ShortestPart); at >= ShortestPart; at--)
        {
            if (IsJoint(word, at) && MayBegin(word, at))
            {
                return (word[..at] + SoftHyphen, word[at..]);
            }
        }

        for (int at = Math.Min(longest, letters - ShortestPart); gap >= WorthASyllable && at >= ShortestPart; at--)
        {
            if (MayEndAt(word, at))
            {
                return (word[..at] + SoftHyphen, word[at..]);
            }
        }

        return null;
    }

    /// <summary>As much of the word as fits, with its hyphen, and the rest; nothing and the word when not even a letter fits.</summary>
    public static (string Head, string Tail) Divide(string word, Func<string, bool> fits)
    {
        int longest = LongestThatFits(word, fits);
        for (int at = Math.Min(longest, word.Length - Shortest); at >= Shortest; at--)
        {
            if (MayEndAt(word, at))
            {
                return (word[..at] + SoftHyphen, word[at..]);
            }
        }

        // No syllable fits: numbers, addresses and what is not a word are cut where the line ends.
        if (longest > 0 && char.IsHighSurrogate(word[longest - 1]))
        {
            longest--;
        }

        return (word[..longest], word[longest..]);
    }

    private static int LongestThatFits(string word, Func<string, bool> fits)
    {
        int low = 0;
        int high = word.Length - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = fits(word[..middle] + SoftHyphen) ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    private static bool MayEndAt(string word, int at)
    {
        int vowel = at;
        while (vowel < word.Length && char.IsLetter(word[vowel]) && !IsVowel(word[vowel]))
        {
            vowel++;
        }

        if (vowel >= word.Length || !char.IsLetter(word[vowel]) || !char.IsLetter(word[at - 1]))
        {
            return false;
        }

        string carried = word[at..vowel].ToLowerInvariant();
        bool hasVowelBefore = word[..at].Any(IsVowel);
        bool isWhole = carried.Length == 1 || Together.Contains(carried);

        // »s« and »k« before »r« go along: a longer group that holds together is not cut in two.
        bool cutsGroup = Together.Contains(char.ToLowerInvariant(word[at - 1]) + carried);
        return hasVowelBefore && isWhole && !cutsGroup;
    }

    private static bool IsJoint(string word, int at) => Array.Exists(Joints, joint => word.AsSpan(0, at).EndsWith(joint, StringComparison.OrdinalIgnoreCase));

    /// <summary>A part begins with a vowel, with one consonant or with some that may begin a word.</summary>
    private static bool MayBegin(string word, int at)
    {
        int vowel = at;
        while (vowel < word.Length && char.IsLetter(word[vowel]) && !IsVowel(word[vowel]))
        {
            vowel++;
        }

        return vowel < word.Length && char.IsLetter(word[vowel]) && (vowel - at <= 1 || Together.Contains(word[at..vowel].ToLowerInvariant()));
    }

    private static bool IsVowel(char letter) => "aeiouyæøåéAEIOUYÆØÅÉ".Contains(letter, StringComparison.Ordinal);
}
