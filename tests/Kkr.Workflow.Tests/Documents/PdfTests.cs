using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Kkr.Workflow.Documents;
using Kkr.Workflow.Documents.Formats.Pdf;

namespace Kkr.Workflow.Tests.Documents;

/// <summary>PDF documents as other programs read them: whole, tagged, nothing lost and nothing outside the margins.</summary>
public sealed partial class PdfTests
{
    public static TheoryData<string> Names => DocumentCases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Pdf_WrittenTwice_HasTheSameBytes(string name) =>
        Assert.Equal(DocumentCases.Render(name, FileFormat.Pdf).Content, DocumentCases.Render(name, FileFormat.Pdf).Content);

    [TheoryWithTools("qpdf")]
    [MemberData(nameof(Names))]
    [InlineData("hard")]
    public void Pdf_CheckedByAnotherProgram_IsWellFormed(string name) =>
        Assert.Contains("No syntax or stream encoding errors found", OnDisk(name, file => OfficeFixture.Run("qpdf", "--check", file)), StringComparison.Ordinal);

    [TheoryWithTools("pdfinfo")]
    [MemberData(nameof(Names))]
    [InlineData("hard")]
    public void Pdf_ReadByItsTags_SaysWhatTheWebPageSays(string name)
    {
        string html = Encoding.UTF8.GetString(Of(name, FileFormat.Html).Content);
        List<string> elements = Elements(name);

        Assert.Equal(Letters(DocumentText.OfHtml(html)), Letters(string.Concat(TextOf(elements))));
    }

    [TheoryWithTools("pdfinfo")]
    [MemberData(nameof(Names))]
    public void Pdf_ReadByItsTags_HasTheHeadingsListsAndTablesOfTheWebPage(string name)
    {
        IDocument html = new HtmlParser().ParseDocument(Encoding.UTF8.GetString(Of(name, FileFormat.Html).Content));
        List<string> elements = Elements(name);

        foreach ((string tag, string element) in new[] { ("h1", "H1"), ("h2", "H2"), ("h3", "H3"), ("h4", "H4"), ("table", "Table"), ("th", "TH"), ("td", "TD") })
        {
            Assert.Equal((element, html.QuerySelectorAll(tag).Length), (element, elements.Count(line => Kind(line) == element)));
        }

        Assert.Equal(html.QuerySelectorAll("main ul, main ol").Length, elements.Count(line => Kind(line) == "L"));
    }

    [TheoryWithTools("pdfinfo")]
    [InlineData("minutes-approved")]
    public void Pdf_Facts_NameTitleLanguageAndTags(string name)
    {
        string facts = OnDisk(name, file => OfficeFixture.Run("pdfinfo", file));

        Assert.Matches("Title: +Referat, KKR Kystland, 17. november 2026", facts);
        Assert.Matches("Tagged: +yes", facts);
    }

    [TheoryWithTools("pdftotext")]
    [MemberData(nameof(Names))]
    [InlineData("hard")]
    public void Pdf_OnPaper_StaysWithinTheMargins(string name)
    {
        XElement[] words =
        [
            .. XDocument.Parse(OnDisk(name, file => OfficeFixture.Run("pdftotext", "-bbox", file, "-"))).Descendants().Where(element => element.Name.LocalName == "word"),
        ];

        Assert.NotEmpty(words);
        Assert.All(words, word => Assert.InRange(Number(word, "xMin"), Sheet.Left - 1, Sheet.Right));
        Assert.All(words, word => Assert.InRange(Number(word, "xMax"), Sheet.Left, Sheet.Right + 1));
        Assert.All(words, word => Assert.InRange(Number(word, "yMax"), 0, Sheet.Height - 20));
    }

    [TheoryWithTools("pdftotext")]
    [InlineData("minutes-approved")]
    public void Pdf_EveryPage_SaysWhichItIsOfHowMany(string name)
    {
        string[] pages = OnDisk(name, file => OfficeFixture.Run("pdftotext", file, "-")).Split('\f', StringSplitOptions.RemoveEmptyEntries);

        Assert.All(pages.Index(), page => Assert.Contains($"Side {page.Index + 1} af {pages.Length}", page.Item, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("velfærdsteknologi", 12, "velfærdstek\u00AD", "nologi")]
    [InlineData("kommunaldirektør", 9, "kommunal\u00AD", "direktør")]
    [InlineData("industri", 5, "indu\u00AD", "stri")]
    [InlineData("SAG20250303200001", 6, "SAG202", "50303200001")]
    public void LongWord_WiderThanItsLine_IsDividedByDanishSpelling(string word, int room, string head, string tail)
    {
        (int letters, bool hasHyphen) = LongWord.Divide(word, some => some <= room);

        Assert.Equal((head, tail), (word[..letters] + (hasHyphen ? LongWord.Hyphen : ""), word[letters..]));
    }

    private static RenderedDocument Of(string name, FileFormat format) =>
        name == "hard" ? DocumentCases.Hard.Render(format) : DocumentCases.Render(name, format);

    private static string OnDisk(string name, Func<string, string> ask)
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, Of(name, FileFormat.Pdf).Content);
            return ask(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>The structure tree, an element or a piece of text a line, without what only the eye sees.</summary>
    private static List<string> Elements(string name) =>
        [.. OnDisk(name, file => OfficeFixture.Run("pdfinfo", "-struct-text", file)).Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];

    private static IEnumerable<string> TextOf(List<string> elements)
    {
        bool isLabel = false;
        bool isContents = false;
        foreach (string line in elements)
        {
            if (!line.StartsWith('"'))
            {
                isLabel = line.StartsWith("Lbl", StringComparison.Ordinal);
                isContents = line.StartsWith("TOC", StringComparison.Ordinal) || (isContents && !line.StartsWith("Sect", StringComparison.Ordinal));
                continue;
            }

            string text = line[1..^1];
            if (!isLabel)
            {
                yield return isContents ? PageNumber().Replace(text, "") : text;
            }
        }
    }

    private static string Kind(string line) => line.Split(' ', ':')[0];

    private static double Number(XElement word, string attribute) => double.Parse(word.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    /// <summary>Without what the formats do each in their own way: spaces, divided words, the colon after a fact's name, a state's brackets.</summary>
    private static string Letters(string text) => Layout().Replace(text.Normalize(), "");

    [GeneratedRegex(@"[\s\u00AD\u200B():\\""]+", RegexOptions.None, 1000)]
    private static partial Regex Layout();

    [GeneratedRegex(@" \d+$", RegexOptions.None, 1000)]
    private static partial Regex PageNumber();
}
