using System.Globalization;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Kkr.Workflow.Documents.Formats.Docx;

/// <summary>
/// Bookmarks. Word takes letters, digits and underscores, 40 at most. Each part has two: its own, and one of the kind that Word
/// makes and throws away when it updates the contents.
/// </summary>
internal sealed class DocxAnchors
{
    private const int LongestName = 40;

    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> entries = new(StringComparer.Ordinal);
    private int last;

    /// <summary>The bookmark that stands for a page's anchor, the same one every time.</summary>
    public string NameOf(string anchor)
    {
        if (names.TryGetValue(anchor, out string? known))
        {
            return known;
        }

        string plain = string.Concat(anchor.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        string stem = char.IsAsciiLetter(plain[0]) ? plain : "a" + plain;
        string name = stem[..Math.Min(stem.Length, LongestName)];
        for (int i = 2; !taken.Add(name); i++)
        {
            string ending = string.Create(CultureInfo.InvariantCulture, $"_{i}");
            name = stem[..Math.Min(stem.Length, LongestName - ending.Length)] + ending;
        }

        return names[anchor] = name;
    }

    /// <summary>The bookmark that the contents refer to.</summary>
    public string EntryOf(string anchor)
    {
        if (!entries.TryGetValue(anchor, out string? entry))
        {
            entry = string.Create(CultureInfo.InvariantCulture, $"_Toc{100_000_001 + entries.Count}");
            entries[anchor] = entry;
        }

        return entry;
    }

    /// <summary>Puts a bookmark around a heading's words.</summary>
    public void Around(W.Paragraph heading, string name)
    {
        string id = (++last).ToString(CultureInfo.InvariantCulture);
        heading.InsertAfter(new W.BookmarkStart { Id = id, Name = name }, heading.ParagraphProperties);
        heading.AppendChild(new W.BookmarkEnd { Id = id });
    }
}
