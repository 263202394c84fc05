using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;

namespace Kkr.Workflow.Tests.Documents;

/// <summary>A PDF's structure tree, read from above (the tree) and from below (each page's list of owners).</summary>
internal sealed class PdfTree
{
    private readonly PdfDocument document;
    private readonly Dictionary<IndirectReference, int> pages;
    private readonly Dictionary<int, IToken> parents = [];
    private readonly Dictionary<IndirectReference, HashSet<(int Page, int Number)>> content = [];

    public PdfTree(PdfDocument document)
    {
        this.document = document;
        DictionaryToken catalog = document.Structure.Catalog.CatalogDictionary;
        pages = ((ArrayToken)Resolve(((DictionaryToken)Resolve(catalog.Data["Pages"])).Data["Kids"])).Data.Cast<IndirectReferenceToken>()
            .Select((page, index) => (page.Data, index)).ToDictionary(page => page.Data, page => page.index + 1);
        var root = (DictionaryToken)Resolve(catalog.Data["StructTreeRoot"]);
        IReadOnlyList<IToken> numbers = ((ArrayToken)((DictionaryToken)Resolve(root.Data["ParentTree"])).Data["Nums"]).Data;
        for (int i = 0; i + 1 < numbers.Count; i += 2)
        {
            parents[((NumericToken)numbers[i]).Int] = Resolve(numbers[i + 1]);
        }

        Walk(root.Data["K"]);
    }

    /// <summary>Every element's kind, in reading order.</summary>
    public List<string> Kinds { get; } = [];

    public HashSet<IndirectReference> Reached { get; } = [];

    public int Elements => Kinds.Count;

    /// <summary>The elements that the page's numbered pieces belong to.</summary>
    public IReadOnlyList<IndirectReference> OwnersOf(Page page) =>
        [.. ((ArrayToken)parents[((NumericToken)page.Dictionary.Data["StructParents"]).Int]).Data.Cast<IndirectReferenceToken>().Select(owner => owner.Data)];

    /// <summary>The pieces that an element says are its own.</summary>
    public IReadOnlyCollection<(int Page, int Number)> ContentOf(IndirectReference element) => content.GetValueOrDefault(element, []);

    private void Walk(IToken token)
    {
        if (token is not IndirectReferenceToken reference || !Reached.Add(reference.Data))
        {
            Assert.Fail("An element is reached twice, or is none.");
            return;
        }

        var element = (DictionaryToken)Resolve(reference);
        Kinds.Add(((NameToken)element.Data["S"]).Data);
        if (Kinds[^1] == "Figure")
        {
            Assert.NotEmpty(((HexToken)element.Data["Alt"]).Data);
        }

        foreach (IToken kid in ((ArrayToken)element.Data["K"]).Data)
        {
            switch (kid)
            {
                case DictionaryToken piece when piece.Data["Type"] is NameToken { Data: "MCR" }:
                    content.TryAdd(reference.Data, []);
                    content[reference.Data].Add((pages[((IndirectReferenceToken)piece.Data["Pg"]).Data], ((NumericToken)piece.Data["MCID"]).Int));
                    break;
                case DictionaryToken:
                    break;
                default:
                    Walk(kid);
                    break;
            }
        }
    }

    private IToken Resolve(IToken token) => token is IndirectReferenceToken reference ? document.Structure.GetObject(reference.Data)!.Data : token;
}
