using DocumentFormat.OpenXml.Packaging;
using Kkr.Workflow.Documents;
using Kkr.Workflow.Documents.Formats;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Kkr.Workflow.Tests.Documents;

/// <summary>Item texts, well written and not, in a Word document.</summary>
public sealed class DocxTextTests
{
    [Theory]
    [InlineData("Følgende:\n– a\no b\n– c", "[Normal] Følgende:|[ListBullet#1.0] a|[ListBullet#1.1] b|[ListBullet#1.0] c")]
    [InlineData("1. a\n2. b", "[ListNumber#4.0] a|[ListNumber#4.0] b")]
    [InlineData("1. a\n   a. b\n2. c", "[ListNumber#4.0] a|[ListNumber#5.1] b|[ListNumber#4.0] c")]
    [InlineData("- a\n\n  mere\n- b", "[ListBullet#1.0] a|[ListContinue] mere|[ListBullet#1.0] b")]
    [InlineData("## Økonomi\nTekst", "[Heading2Plain] Økonomi|[Normal] Tekst")]
    [InlineData("| A | B |\n|---|---|\n| a | 2 |", "[TableHead] A|[TableHeadNumber] B|[TableText] a|[TableTextNumber] 2|[TableEnd]")]
    public void Text_WithStructure_HasItsStyles(string text, string lines)
    {
        using WordprocessingDocument package = Open(text);

        Assert.Equal(lines, string.Join('|', Item(package).Select(line => line.Trim())));
        Assert.Equal([], DocxTests.Errors(package));
    }

    [Fact]
    public void NumberedList_AfterAnother_BeginsAtItsOwnNumber()
    {
        using WordprocessingDocument package = Open("1. a\n\nTekst\n\n7. b");
        W.NumberingInstance[] lists = [.. package.MainDocumentPart!.NumberingDefinitionsPart!.Numbering.Elements<W.NumberingInstance>().Skip(3)];

        Assert.Equal([1, 7], lists.Select(list => list.Descendants<W.StartOverrideNumberingValue>().Single().Val!.Value));
    }

    [Theory]
    [InlineData("\u0001\u0008\uFFFF", "")]
    [InlineData("<w:p>]]>&amp;</w:p>", "<w:p>]]>&</w:p>")]
    [InlineData("שלום 👩‍👩‍👧 مرحبا", "שלום 👩‍👩‍👧 مرحبا")]
    public void Text_OfAnyCharacters_IsKeptAsFarAsXmlHasThem(string text, string kept)
    {
        using WordprocessingDocument package = Open("Her: " + text);

        Assert.Equal("[Normal] Her: " + kept, Assert.Single(Item(package)).TrimEnd() + (kept.Length == 0 ? " " : ""));
        Assert.Equal([], DocxTests.Errors(package));
    }

    [Fact]
    public void Text_WithHalfACharacter_ShowsThatOneIsMissing()
    {
        using WordprocessingDocument package = Open("a" + (char)0xD800 + "b");

        Assert.Equal("[Normal] a\uFFFDb", Assert.Single(Item(package)));
    }

    [Fact]
    public void Text_Monstrous_StillMakesAValidDocument()
    {
        string deep = string.Concat(Enumerable.Range(0, 20).Select(level => new string(' ', 2 * level) + "- punkt\n"));
        string wide = "|" + string.Concat(Enumerable.Repeat(" x |", 80)) + "\n|" + string.Concat(Enumerable.Repeat("---|", 80)) + "\n";
        string link = $"https://kl.example/{new string('a', 5000)} og https://kl.example/æøå?q=ø\n\n";
        using WordprocessingDocument package = Open(new string('x', 10_000) + "\n\n" + deep + "\nTekst\n\n" + wide + "\n" + link);

        Assert.Equal([], DocxTests.Errors(package));
        Assert.Empty(package.MainDocumentPart!.Document.Descendants<W.Table>());
        Uri address = Assert.Single(package.MainDocumentPart.HyperlinkRelationships, found => found.Uri.Scheme == "https").Uri;
        Assert.Equal("https://kl.example/%C3%A6%C3%B8%C3%A5?q=%C3%B8", address.AbsoluteUri);
    }

    [Fact]
    public void Document_WithAllThatIsHard_IsValidAndKeepsItsText()
    {
        byte[] content = DocumentCases.Hard.Render(FileFormat.Docx).Content;
        using WordprocessingDocument package = WordprocessingDocument.Open(new MemoryStream(content), isEditable: false);

        Assert.Equal([], DocxTests.Errors(package));
        Assert.Equal(DocumentText.OfHtml(System.Text.Encoding.UTF8.GetString(DocumentCases.Hard.Render(FileFormat.Html).Content)), DocumentText.OfDocx(content));
    }

    [Fact]
    public void Table_WithARowLongerThanAPage_LetsThatRowBeCut()
    {
        using WordprocessingDocument package = Open("| A | B |\n|---|---|\n| a | " + string.Join(' ', Enumerable.Repeat("ord", 3000)) + " |\n| b | c |");

        Assert.Equal([1, 0, 1], package.MainDocumentPart!.Document.Descendants<W.TableRow>().Select(row => row.Descendants<W.CantSplit>().Count()));
    }

    [Fact]
    public void Anchors_ThatWordCannotTellApart_GetBookmarksOfTheirOwn()
    {
        string anchor = new('a', 60);
        using WordprocessingDocument package = Open([new Part(anchor + "1", null, "Et", null, []), new Part(anchor + "2", null, "To", null, []), new Part("4.æ", null, "Tre", null, [])]);

        Assert.Equal(
            [new string('a', 40), new string('a', 38) + "_2", "a4__"],
            package.MainDocumentPart!.Document.Descendants<W.BookmarkStart>().Select(mark => mark.Name!.Value!).Where(mark => mark[0] != '_'));
        Assert.Equal([], DocxTests.Errors(package));
    }

    private static WordprocessingDocument Open(string text) => Open(new ItemText(new ContactData("kkr@raad.example")).Parse(text));

    private static WordprocessingDocument Open(IReadOnlyList<Block> blocks)
    {
        IReadOnlyList<Part> parts = blocks is [Part, ..] ? [.. blocks.Cast<Part>()] : [];
        var page = new Page("Dagsorden", "KKR", "Møde", [new Fact("Dato", "i dag")], new Mark(MarkKind.Draft, "Udkast", []), parts, new Sender("S", "kkr@raad.example"));
        page = parts.Count > 0 ? page : page with { Parts = [new Part("punkt", null, "Punkt", null, blocks)] };
        return WordprocessingDocument.Open(new MemoryStream(new ComposedDocument(page, "d").Render(FileFormat.Docx).Content), isEditable: false);
    }

    /// <summary>What is between the item's heading and the signature.</summary>
    private static string[] Item(WordprocessingDocument package) =>
        [.. DocumentText.Lines(package, withStyles: true).SkipWhile(line => line != "[Heading1] Punkt").Skip(1).SkipLast(1)];
}
