using System.Globalization;
using DocumentFormat.OpenXml.Packaging;

namespace Kkr.Workflow.Documents.Formats.Docx;

/// <summary>The addresses that a document leads to, each registered once and under a number instead of a random id.</summary>
internal sealed class DocxLinks(MainDocumentPart document)
{
    // Word calls a document with a longer address damaged.
    private const int LongestAddress = 2000;

    private readonly Dictionary<string, string> ids = new(StringComparer.Ordinal);

    /// <summary>The relationship's id, or null for an address that Word would not take.</summary>
    public string? IdOf(string address)
    {
        if (ids.TryGetValue(address, out string? known))
        {
            return known;
        }

        if (address.Length > LongestAddress || !Uri.TryCreate(address, UriKind.RelativeOrAbsolute, out Uri? uri))
        {
            return null;
        }

        string id = string.Create(CultureInfo.InvariantCulture, $"link{ids.Count + 1}");
        document.AddHyperlinkRelationship(uri.IsAbsoluteUri ? new Uri(uri.AbsoluteUri) : uri, isExternal: true, id);
        return ids[address] = id;
    }
}
