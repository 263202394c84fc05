using System.Text;
using System.Text.RegularExpressions;
using Kkr.Workflow.Documents;
using Kkr.Workflow.Documents.Formats.Pdf;

namespace Kkr.Workflow.Tests.Documents;

/// <summary>
/// Every page of every document as a picture, in all three formats: nothing outside the margins, no words printed over each other (a cut or squeezed table),
/// every word that can be read also seen, and the same words in all three.
/// </summary>
public sealed partial class OnPaperTests(OfficeFixture office) : IClassFixture<OfficeFixture>
{
    // A box's coloured edge and a rule's thickness may pass the text's margin by this much.
    private const double Tolerance = 3;

    public static TheoryData<string> Names => DocumentCases.Names;

    [TheoryWithTools("pdftoppm", "pdftotext")]
    [MemberData(nameof(Names))]
    [InlineData("hard")]
    public void Pdf_AsAPicture_IsWholeAndWithinItsMargins(string name) => OnDisk(Of(name, FileFormat.Pdf), file =>
    {
        AssertFine(file, Sheet.Left, Sheet.Right);
        AssertSays(file, name);
    });

    [TheoryWithTools("soffice", "pdftoppm", "pdftotext")]
    [MemberData(nameof(Names))]
    [InlineData("hard")]
    public void Docx_AsAPicture_IsWholeAndWithinItsMargins(string name)
    {
        AssertFine(office.FileOf(name), 1247 / 20.0, (11906 - 1247) / 20.0);
        AssertSays(office.FileOf(name), name);
    }

    [TheoryWithTools("chromium", "pdftoppm", "pdftotext")]
    [MemberData(nameof(Names))]
    public void Html_AsAPicture_IsWholeAndWithinItsMargins(string name)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("kkr-print-");
        try
        {
            string page = Path.Combine(folder.FullName, "a.html");
            string paper = Path.Combine(folder.FullName, "a.pdf");
            File.WriteAllBytes(page, Of(name, FileFormat.Html).Content);
            OfficeFixture.Run(
                "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", $"--user-data-dir={folder.FullName}/profile",
                $"--print-to-pdf={paper}", new Uri(page).AbsoluteUri);

            const double Margin = 18 * 72 / 25.4;
            AssertFine(paper, Margin, Sheet.Width - Margin);
            AssertSays(paper, name);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static RenderedDocument Of(string name, FileFormat format) => name == "hard" ? DocumentCases.Hard.Render(format) : DocumentCases.Render(name, format);

    private static void AssertFine(string pdf, double left, double right)
    {
        IReadOnlyList<PaperImage> pages = PaperImage.Of(pdf);
        IReadOnlyList<IReadOnlyList<PaperImage.Word>> words = PaperImage.Words(pdf);

        Assert.NotEmpty(pages);
        Assert.Equal(pages.Count, words.Count);
        for (int i = 0; i < pages.Count; i++)
        {
            (double inkLeft, double inkTop, double inkRight, double inkBottom) = pages[i].Printed();
            Assert.InRange(inkLeft, left - Tolerance, right);
            Assert.InRange(inkRight, left, right + Tolerance);
            Assert.InRange(inkTop, 20, Sheet.Height);
            Assert.InRange(inkBottom, 0, Sheet.Height - 20);
            Assert.All(words[i].Where(word => Letter().IsMatch(word.Text)), word => Assert.True(pages[i].Shows(word), $"»{word.Text}« on page {i + 1} is not seen."));
            Assert.All(words[i].Index(), one => Assert.All(
                words[i].Skip(one.Index + 1),
                other => Assert.False(one.Item.Covers(other), $"»{one.Item.Text}« and »{other.Text}« are printed over each other on page {i + 1}.")));
        }
    }

    /// <summary>What the web page says stands on the paper too, letter for letter: as many of each, for lines, columns and heads come in another order.</summary>
    private static void AssertSays(string pdf, string name)
    {
        Dictionary<char, int> paper = Count(OfficeFixture.Run("pdftotext", "-raw", pdf, "-"));
        Dictionary<char, int> page = Count(DocumentText.OfHtml(Encoding.UTF8.GetString(Of(name, FileFormat.Html).Content)));

        Assert.All(page, letter => Assert.True(paper.GetValueOrDefault(letter.Key) >= letter.Value, $"{letter.Value} »{letter.Key}« are {paper.GetValueOrDefault(letter.Key)} on paper."));
    }

    private static Dictionary<char, int> Count(string text) =>
        text.Normalize().Where(c => char.IsAsciiLetterOrDigit(c) || "æøåÆØÅéüö".Contains(c, StringComparison.Ordinal)).CountBy(c => c).ToDictionary();

    private static void OnDisk(RenderedDocument document, Action<string> look)
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, document.Content);
            look(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [GeneratedRegex("[A-Za-zÆØÅæøå0-9]", RegexOptions.None, 1000)]
    private static partial Regex Letter();
}
