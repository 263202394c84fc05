using System.Text.RegularExpressions;
using Kkr.Workflow.Documents;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using Page = UglyToad.PdfPig.Content.Page;
using UglyToad.PdfPig.Outline;
using UglyToad.PdfPig.Tokens;

namespace Kkr.Workflow.Tests.Documents;

/// <summary>PDF documents for those who hear them: every letter belongs to an element of the tree, and every element is found from the page.</summary>
public sealed partial class PdfTagTests
{
    public static TheoryData<string> Names => DocumentCases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    [InlineData("hard")]
    [InlineData("whole")]
    public void Pdf_Tree_HoldsEverythingThatIsNotFurniture(string name)
    {
        using PdfDocument document = PdfDocument.Open(Of(name));
        PdfTree tree = new(document);

        Assert.NotEmpty(tree.Kinds);
        foreach (Page page in document.GetPages())
        {
            int[] numbers = [.. Pieces(page.GetMarkedContents()).Where(piece => !piece.IsArtifact).Select(piece => piece.MarkedContentIdentifier).Distinct().Order()];
            Assert.Equal(Enumerable.Range(0, numbers.Length), numbers);
            Assert.Equal(numbers.Length, tree.OwnersOf(page).Count);
            Assert.All(tree.OwnersOf(page).Index(), owner => Assert.Contains((page.Number, owner.Index), tree.ContentOf(owner.Item)));
        }

        Assert.Equal(tree.Reached.Count, tree.Elements);
    }

    [Theory]
    [MemberData(nameof(Names))]
    [InlineData("whole")]
    public void Pdf_EveryLetter_IsTaggedOrFurniture(string name)
    {
        using PdfDocument document = PdfDocument.Open(Of(name));

        Assert.All(document.GetPages(), page => Assert.Equal(page.Letters.Count, page.GetMarkedContents().Sum(Letters)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Pdf_Head_SaysLanguageTitleAndThatItIsTagged(string name)
    {
        using PdfDocument document = PdfDocument.Open(Of(name));
        DictionaryToken catalog = document.Structure.Catalog.CatalogDictionary;

        Assert.Equal("da-DK", ((StringToken)catalog.Data["Lang"]).Data);
        Assert.EndsWith(", KKR Kystland, 17. november 2026", document.Information.Title, StringComparison.Ordinal);
        Assert.True(((BooleanToken)((DictionaryToken)catalog.Data["MarkInfo"]).Data["Marked"]).Data);
        Assert.True(((BooleanToken)((DictionaryToken)catalog.Data["ViewerPreferences"]).Data["DisplayDocTitle"]).Data);
        Assert.True(document.TryGetXmpMetadata(out XmpMetadata? facts));
        Assert.Contains("pdfuaid:part>1<", System.Text.Encoding.UTF8.GetString(facts!.GetXmlBytes().ToArray()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("agenda-frozen")]
    [InlineData("minutes-approved")]
    public void Pdf_Bookmarks_AreTheContents(string name)
    {
        using PdfDocument document = PdfDocument.Open(Of(name));
        Assert.True(document.TryGetBookmarks(out Bookmarks? bookmarks));

        string[] contents = [.. DocumentCases.All[name]().Page.Parts.SelectMany(part => part.Content.OfType<Kkr.Workflow.Documents.Part>().Prepend(part)).Select(part => part.Headline)];
        Assert.Equal(contents, bookmarks!.GetNodes().Select(node => node.Title));
        Assert.All(bookmarks.GetNodes().Cast<DocumentBookmarkNode>(), node => Assert.Contains(Plain(node.Title), Plain(document.GetPage(node.PageNumber).Text), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("agenda-frozen")]
    public void Pdf_Links_LeadWhereTheWebPagesLinksLead(string name)
    {
        using PdfDocument document = PdfDocument.Open(Of(name));
        HashSet<string> addresses = [.. document.GetPages().SelectMany(page => page.GetHyperlinks()).Select(link => link.Uri)];

        Assert.Contains("mailto:kkr@kystland.example", addresses);
        Assert.Contains("https://skole.example/plan", addresses);
        Assert.DoesNotContain(addresses, address => address.StartsWith("javascript", StringComparison.OrdinalIgnoreCase));
    }

    [TheoryWithTools("pdffonts")]
    [MemberData(nameof(Names))]
    public void Pdf_Fonts_AreEmbeddedWithTheirLetters(string name)
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, Of(name));
            string[] fonts = [.. OfficeFixture.Run("pdffonts", file).Split('\n').Skip(2).Where(line => line.Length > 0)];

            Assert.NotEmpty(fonts);
            Assert.All(fonts, font => Assert.Matches("SourceSans3.* yes yes yes ", font));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static byte[] Of(string name) => name switch
    {
        "hard" => DocumentCases.Hard.Render(FileFormat.Pdf).Content,
        "whole" => WholeMeetingTests.Whole().Content,
        _ => DocumentCases.Render(name, FileFormat.Pdf).Content,
    };

    private static IEnumerable<MarkedContentElement> Pieces(IEnumerable<MarkedContentElement> pieces) => pieces.Where(piece => piece.IsArtifact || piece.MarkedContentIdentifier >= 0);

    private static int Letters(MarkedContentElement piece) => piece.Letters.Count + piece.Children.Sum(Letters);

    private static string Plain(string text) => Layout().Replace(text, "");

    [GeneratedRegex(@"[\s\u00AD]+", RegexOptions.None, 1000)]
    private static partial Regex Layout();
}
