using System.Globalization;
using System.Runtime.InteropServices;

namespace Kkr.Workflow.Documents.Formats.Pdf;

/// <summary>
/// What the document consists of, for those who listen to it (ISO 32000-1, 14.7): headings, paragraphs, lists and tables in reading
/// order, each pointing to the text on the pages that it is made of.
/// </summary>
internal sealed class StructureTree
{
    private readonly Script written = new();
    private readonly Script parents = new();
    private readonly Stack<List<Kid>> spare = [];
    private readonly PdfFile file;
    private readonly Element document;
    private int numbers;

    public StructureTree(PdfFile file)
    {
        this.file = file;
        Root = file.Reserve();
        document = new Element(file.Reserve(), "Document", "", null, []);
        Current = document;
    }

    public int Root { get; }

    public Element Current { get; private set; }

    /// <summary>An element within another (no page), a piece of a page, or an annotation (no piece).</summary>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Kid(int Page, int Piece, int Object);

    /// <summary>An element of the tree, and in reading order what belongs to it.</summary>
    public sealed record Element(int Id, string Kind, string Attributes, Element? Parent, List<Kid> Kids);

    public void Open(string kind, string attributes = "")
    {
        Element element = new(file.Reserve(), kind, attributes, Current, spare.TryPop(out List<Kid>? kids) ? kids : []);
        Current.Kids.Add(new Kid(0, 0, element.Id));
        Current = element;
    }

    public void Close()
    {
        Write(Current);
        Current.Kids.Clear();
        spare.Push(Current.Kids);
        Current = Current.Parent!;
    }

    /// <summary>Says that a numbered piece of a page's content belongs to the innermost element.</summary>
    public void AddContent(int page, int number) => Current.Kids.Add(new Kid(page, number, 0));

    /// <summary>Says that an annotation belongs to the innermost element, and gives the number under which it is found.</summary>
    public int AddAnnotation(int page, int annotation)
    {
        Current.Kids.Add(new Kid(page, -1, annotation));
        parents.Add(numbers).Add((byte)' ').Refer(Current.Id).Add((byte)'\n');
        return numbers++;
    }

    /// <summary>The elements that a page's pieces belong to, by number; gives the number under which the page is found.</summary>
    public int AddPage(IReadOnlyList<int> elements)
    {
        parents.Add(numbers).Add(" ["u8);
        foreach (int element in elements)
        {
            parents.Refer(element).Add((byte)' ');
        }

        parents.Add("]\n"u8);
        return numbers++;
    }

    public void Save()
    {
        Write(document);
        int tree = file.Reserve();
        file.Put(tree, written.Clear().Add("<</Nums["u8).Add(parents.Written).Add("]>>"u8).Written);
        file.Put(Root, string.Create(CultureInfo.InvariantCulture, $"<</Type/StructTreeRoot/K {document.Id} 0 R/ParentTree {tree} 0 R/ParentTreeNextKey {numbers}>>"));
    }

    private void Write(Element element)
    {
        written.Clear().Add("<</Type/StructElem/S/"u8).Add(element.Kind).Add("/P "u8).Refer(element.Parent?.Id ?? Root).Add(element.Attributes).Add("/K["u8);
        foreach ((int page, int piece, int kid) in element.Kids)
        {
            _ = (page, piece) switch
            {
                (0, _) => written.Refer(kid).Add((byte)' '),
                (_, < 0) => written.Add("<</Type/OBJR/Pg "u8).Refer(page).Add("/Obj "u8).Refer(kid).Add(">>"u8),
                _ => written.Add("<</Type/MCR/Pg "u8).Refer(page).Add("/MCID "u8).Add(piece).Add(">>"u8),
            };
        }

        file.Put(element.Id, written.Add("]>>"u8).Written);
    }
}
