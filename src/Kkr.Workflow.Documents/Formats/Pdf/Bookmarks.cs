using System.Globalization;

namespace Kkr.Workflow.Documents.Formats.Pdf;

/// <summary>Sections and items beside the page, to jump to.</summary>
internal sealed class Bookmarks(PdfFile file, IReadOnlyDictionary<string, Place> anchors, int[] sheets)
{
    public int Write(IReadOnlyList<Part> parts)
    {
        int root = file.Reserve();
        (string ends, int count) = Under(root, parts);
        file.Put(root, string.Create(CultureInfo.InvariantCulture, $"<</Type/Outlines{ends}/Count {count}>>"));
        return root;
    }

    /// <summary>Where a link to an anchor leads: a little above it, so that it is seen whole.</summary>
    public static string Destination(Place place, int[] sheets) =>
        string.Create(CultureInfo.InvariantCulture, $"[{sheets[place.Page - 1]} 0 R/XYZ 0 {PdfSyntax.Number(Sheet.Height - place.Y + 12)} null]");

    private (string Ends, int Count) Under(int parent, IReadOnlyList<Part> parts)
    {
        if (parts.Count == 0)
        {
            return ("", 0);
        }

        int[] ids = [.. parts.Select(_ => file.Reserve())];
        int all = ids.Length;
        for (int i = 0; i < ids.Length; i++)
        {
            (string ends, int count) = Under(ids[i], [.. parts[i].Content.OfType<Part>()]);
            all += count;
            string beside = (i > 0 ? Entry("Prev", ids[i - 1]) : "") + (i < ids.Length - 1 ? Entry("Next", ids[i + 1]) : "");
            string inside = count > 0 ? string.Create(CultureInfo.InvariantCulture, $"{ends}/Count {count}") : "";
            file.Put(ids[i], $"<</Title{PdfSyntax.Text(parts[i].Headline)}{Entry("Parent", parent)}{beside}{inside}/Dest{Destination(anchors[parts[i].Anchor], sheets)}>>");
        }

        return (Entry("First", ids[0]) + Entry("Last", ids[^1]), all);
    }

    private static string Entry(string name, int id) => string.Create(CultureInfo.InvariantCulture, $"/{name} {id} 0 R");
}
