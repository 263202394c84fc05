using System.Globalization;
using System.Text;

namespace Kkr.Workflow.Documents.Formats.Pdf;

/// <summary>
/// What the document consists of, for those who listen to it (ISO 32000-1, 14.7): headings, paragraphs, lists and tables in reading
/// order, each pointing to the text on the pages that it is made of.
/// </summary>
internal sealed class StructureTree
{
    private readonly StringBuilder written = new();
    private readonly List<string> parents = [];
    private readonly PdfFile file;
    private readonly Element document;

    public StructureTree(PdfFile file)
    {
        this.file = file;
        Root = file.Reserve();
        document = new Element(file.Reserve(), "Document", null);
        Current = document;
    }

    public int Root { get; }

    public Element Current { get; private set; }

    /// <summary>An element of the tree, and the pieces of pages that belong to it.</summary>
    public sealed record Element(int Id, string Kind, Element? Parent)
    {
        /// <summary>Elements within it (no page), pieces of pages, and annotations (no piece), in reading order.</summary>
        public List<(int Page, int Piece, int Object)> Kids { get; } = [];

        public string Attributes { get; init; } = "";
    }

    public void Open(string kind, string attributes = "")
    {
        Element element = new(file.Reserve(), kind, Current) { Attributes = attributes };
        Current.Kids.Add((0, 0, element.Id));
        Current = element;
    }

    public void Close()
    {
        Write(Current);
        Current = Current.Parent!;
    }

    /// <summary>Says that a numbered piece of a page's content belongs to the innermost element.</summary>
    public void AddContent(int page, int number) => Current.Kids.Add((page, number, 0));

    /// <summary>Says that an annotation belongs to the innermost element, and gives the number under which it is found.</summary>
    public int AddAnnotation(int page, int annotation)
    {
        Current.Kids.Add((page, -1, annotation));
        parents.Add(Reference(Current.Id));
        return parents.Count - 1;
    }

    /// <summary>The elements that a page's pieces belong to, by number; gives the number under which the page is found.</summary>
    public int AddPage(IEnumerable<int> elements)
    {
        parents.Add("[" + string.Join(' ', elements.Select(Reference)) + "]");
        return parents.Count - 1;
    }

    public void Save()
    {
        Write(document);
        StringBuilder numbers = new();
        foreach ((int index, string parent) in parents.Index())
        {
            numbers.Append(CultureInfo.InvariantCulture, $"{index} {parent}\n");
        }

        int tree = file.Put($"<</Nums[{numbers}]>>");
        file.Put(Root, string.Create(CultureInfo.InvariantCulture, $"<</Type/StructTreeRoot/K {document.Id} 0 R/ParentTree {tree} 0 R/ParentTreeNextKey {parents.Count}>>"));
    }

    private static string Reference(int id) => string.Create(CultureInfo.InvariantCulture, $"{id} 0 R");

    private void Write(Element element)
    {
        written.Clear().Append(CultureInfo.InvariantCulture, $"<</Type/StructElem/S/{element.Kind}/P {element.Parent?.Id ?? Root} 0 R{element.Attributes}/K[");
        foreach ((int page, int piece, int kid) in element.Kids)
        {
            _ = (page, piece) switch
            {
                (0, _) => written.Append(CultureInfo.InvariantCulture, $"{kid} 0 R "),
                (_, < 0) => written.Append(CultureInfo.InvariantCulture, $"<</Type/OBJR/Pg {page} 0 R/Obj {kid} 0 R>>"),
                _ => written.Append(CultureInfo.InvariantCulture, $"<</Type/MCR/Pg {page} 0 R/MCID {piece}>>"),
            };
        }

        file.Put(element.Id, written.Append("]>>").ToString());
    }
}
