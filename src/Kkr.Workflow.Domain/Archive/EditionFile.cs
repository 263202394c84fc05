namespace Kkr.Workflow.Domain.Archive;

/// <summary>A format that an edition is kept in.</summary>
public enum EditionFormat
{
    /// <summary>One web page.</summary>
    Html,

    /// <summary>For reading, printing and keeping.</summary>
    Pdf,

    /// <summary>A Word document.</summary>
    Docx,
}

/// <summary>An edition in one format. It is kept beside the web page, under the same name with an ending of its own (<see cref="EditionFiles.PathOf"/>).</summary>
/// <param name="Format">The format.</param>
/// <param name="Sha256">Lower-case hex digest of the bytes.</param>
/// <param name="Length">Bytes.</param>
public sealed record EditionFile(EditionFormat Format, string Sha256, long Length);

/// <summary>Where the formats of an edition are.</summary>
public static class EditionFiles
{
    /// <summary>The last part of a path, by which an edition is asked for within its meeting.</summary>
    public static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>Where a format is kept, by where the web page is.</summary>
    /// <param name="page">The web page's path, or its name.</param>
    /// <param name="format">The format.</param>
    public static string PathOf(string page, EditionFormat format) => StemOf(page) + EndingOf(format);

    /// <summary>A name without its ending: what the formats of an edition share.</summary>
    public static string StemOf(string page) => page.LastIndexOf('.') is var dot && dot > page.LastIndexOf('/') ? page[..dot] : page;

    /// <summary>E.g. <c>.pdf</c>.</summary>
    public static string EndingOf(EditionFormat format) => format switch
    {
        EditionFormat.Pdf => ".pdf",
        EditionFormat.Docx => ".docx",
        _ => ".html",
    };

    /// <summary>The format that a name ends with, or null.</summary>
    public static EditionFormat? FormatOf(string name)
    {
        foreach (EditionFormat format in Enum.GetValues<EditionFormat>())
        {
            if (name.EndsWith(EndingOf(format), StringComparison.Ordinal))
            {
                return format;
            }
        }

        return null;
    }

    /// <summary>The formats of a print; the web page alone where the edition says no more.</summary>
    /// <param name="edition">The edition.</param>
    /// <param name="forMembers">True for the members' print; it has none where the edition has no such print.</param>
    public static IReadOnlyList<EditionFormat> FormatsOf(this IEdition edition, bool forMembers = false) =>
        forMembers && edition.MembersPath is null ? []
        : (forMembers ? edition.MembersFiles : edition.Files) is { Count: > 0 } files ? [.. files.Select(file => file.Format)]
        : [EditionFormat.Html];

    /// <summary>Where every format of a print is kept.</summary>
    public static IReadOnlyList<string> PathsOf(this IEdition edition, bool forMembers = false) =>
        (forMembers ? edition.MembersPath : edition.Path) is { } page ? [.. edition.FormatsOf(forMembers).Select(format => PathOf(page, format))] : [];

    /// <summary>True when a format of the print is kept there.</summary>
    public static bool IsAt(this IEdition edition, string path, bool forMembers = false) => edition.PathsOf(forMembers).Contains(path, StringComparer.Ordinal);
}
