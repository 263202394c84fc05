using System.Globalization;
using System.Text;

namespace Kkr.Workflow.Documents.Formats.Pdf;

/// <summary>
/// What the document consists of, for those who listen to it (ISO 32000-1, 14.7): headings, paragraphs, lists and tables in reading
/// order, each pointing to the text on the pages that it is made of.
/// </summary>
internal sealed class StructureTree
{
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
        public List<string> Kids { get; } = [];

        public string Attributes { get; init; } = "";
    }

    public void Open(string kind, string attributes = "")
    {
        Element element = new(file.Reserve(), kind, Current) { Attributes = attributes };
        Current.Kids.Add(Reference(element.Id));
        Current = element;
    }

    public void Close()
    {
        Write(Current);
        Current = Current.Parent!;
    }

    /// <summary>Says that a numbered piece of a page's content belongs to the innermost element.</summary>
    public void AddContent(int page, int number) =>
        Current.Kids.Add(string.Create(CultureInfo.InvariantCulture, $"<</Type/MCR/Pg {page} 0 R/MCID {number}>>"));

    /// <summary>Says that an annotation belongs to the innermost element, and gives the number under which it is found.</summary>
    public int AddAnnotation(int page, int annotation)
    {
        Current.Kids.Add(string.Create(CultureInfo.InvariantCulture, $"<</Type/OBJR/Pg {page} 0 R/Obj {annotation} 0 R>>"));
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

    private void Write(Element element) => file.Put(
        element.Id,
        $"<</Type/StructElem/S/{element.Kind}/P {Reference(element.Parent?.Id ?? Root)}{element.Attributes}/K[{string.Join(' ', element.Kids)}]>>");
}
