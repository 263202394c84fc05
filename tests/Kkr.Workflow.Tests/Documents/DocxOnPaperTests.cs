using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;
using Kkr.Workflow.Documents;

namespace Kkr.Workflow.Tests.Documents;

/// <summary>Word documents as another program shows them: nothing lost, nothing outside the margins.</summary>
public sealed partial class DocxOnPaperTests(OfficeFixture office) : IClassFixture<OfficeFixture>
{
    public static TheoryData<string> Names => DocumentCases.Names;

    [TheoryWithTools("soffice", "pdftotext")]
    [MemberData(nameof(Names))]
    public void Docx_OnPaper_LosesNoText(string name)
    {
        string paper = Letters(office.BodyText(name));
        using WordprocessingDocument package = WordprocessingDocument.Open(new MemoryStream(DocumentCases.Render(name, FileFormat.Docx).Content), isEditable: false);

        int from = 0;
        foreach (string line in DocumentText.Lines(package))
        {
            int found = paper.IndexOf(Letters(line), from, StringComparison.Ordinal);
            Assert.True(found >= 0, $"»{line}« is not on paper, or not in its place.");
            from = found + Letters(line).Length;
        }
    }

    [TheoryWithTools("soffice", "pdftotext")]
    [InlineData("hard")]
    public void Docx_ThatIsHard_LosesNoLetter(string name)
    {
        // A table's head stands within a row that is cut, so letters are counted instead of followed.
        ILookup<char, char> paper = office.BodyText(name).ToLookup(c => c);

        Assert.All(
            DocumentText.OfDocx(DocumentCases.Hard.Render(FileFormat.Docx).Content).Where(char.IsAsciiLetterOrDigit).ToLookup(c => c),
            letter => Assert.True(paper[letter.Key].Count() >= letter.Count(), $"{letter.Count()} »{letter.Key}« are {paper[letter.Key].Count()} on paper."));
    }

    [TheoryWithTools("soffice", "pdftotext")]
    [MemberData(nameof(Names))]
    [InlineData("hard")]
    public void Docx_OnPaper_StaysWithinTheMargins(string name)
    {
        const double Left = 1247 / 20.0;
        const double Right = (11906 - 1247) / 20.0;
        XElement[] words = [.. XDocument.Parse(office.Places(name)).Descendants().Where(element => element.Name.LocalName == "word")];

        Assert.NotEmpty(words);
        Assert.All(words, word => Assert.InRange(Number(word, "xMin"), Left - 1, Right));
        Assert.All(words, word => Assert.InRange(Number(word, "xMax"), Left, Right + 1));
    }

    private static double Number(XElement word, string attribute) => double.Parse(word.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    /// <summary>Without spaces and hyphens: where lines break is the program's own matter.</summary>
    private static string Letters(string text) => Layout().Replace(text, "");

    [GeneratedRegex(@"[\s\-\u00AD\u2010\f]+", RegexOptions.None, 1000)]
    private static partial Regex Layout();
}
