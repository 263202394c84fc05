using System.Text;
using DocumentFormat.OpenXml.Packaging;
using Kkr.Workflow.Documents;
using Kkr.Workflow.Documents.Agenda;
using Kkr.Workflow.Documents.Formats.Pdf;
using Kkr.Workflow.Domain.Agenda;
using UglyToad.PdfPig;

namespace Kkr.Workflow.Tests.Documents;

/// <summary>Text that nobody should send and somebody will: shown safely in every format, and never lost in silence.</summary>
public sealed class BadTextTests
{
    [Theory]
    [InlineData("שלום עולם")]
    [InlineData("مرحبا بالعالم")]
    [InlineData("漢字")]
    [InlineData("Godt 👍 👩‍👩‍👧")]
    public void Pdf_ScriptsThatTheTypefaceLacks_AreSeenAsBoxesAndCopiedAsWritten(string text)
    {
        TrueTypeFont font = Typeface.Of(Face.Regular);
        int box = font.GlyphOf(new Rune('□'));

        Assert.True(box > 0);
        Assert.All(text.EnumerateRunes().Where(rune => Rune.IsLetter(rune) || rune.Value > 0x1F000), rune => Assert.NotEqual(0, FontUse.GlyphFor(font, rune)));
        Assert.Contains(text.EnumerateRunes(), rune => FontUse.GlyphFor(font, rune) == box);
        Assert.Contains(text.Replace(" ", "", StringComparison.Ordinal), TextOf(text).Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Pdf_LettersWithTheirAccentsApart_AreOneLetter() =>
        Assert.Contains("Århus på øen", TextOf("A\u030Arhus pa\u030A øen"), StringComparison.Ordinal);

    [Fact]
    public void Documents_HalfACharacter_IsShownAsUnreadable() =>
        Assert.All(Enum.GetValues<FileFormat>(), format => Assert.NotEmpty(Of("Før \uD83D efter, og \uDC4D a\u030A").Render(format).Content));

    [Fact]
    public void Documents_ControlCharacters_AreLeftOut()
    {
        ComposedDocument document = Of("Før\u0000\u0007\u001B[31m efter\u202E vendt");
        using WordprocessingDocument word = WordprocessingDocument.Open(new MemoryStream(document.Render(FileFormat.Docx).Content), isEditable: false);

        Assert.Empty(DocxTests.Errors(word));
        Assert.DoesNotContain('\u0007', Encoding.UTF8.GetString(document.Render(FileFormat.Html).Content));
        Assert.NotEmpty(document.Render(FileFormat.Pdf).Content);
    }

    [Theory]
    [InlineData("| A | B |\n|---|\n| sidst |")]
    [InlineData("| A |\n|---|\n| en | to | tre | sidst |")]
    [InlineData("| A | B | C |\n|---|---|---|\n| sidst |")]
    [InlineData("|---|---|\n| sidst")]
    [InlineData("| A | B |\n|:--|--:|\n| | |\n|sidst")]
    [InlineData("| | |\n|---|---|\n| | sidst |")]
    [InlineData("Tekst\n| A | B |\n|---|---|\n| 1 | `a|b` **fed | sidst** |")]
    public void Documents_BrokenTable_LosesNoWordInAnyFormat(string text)
    {
        ComposedDocument document = Of(text);
        byte[] docx = document.Render(FileFormat.Docx).Content;
        using WordprocessingDocument word = WordprocessingDocument.Open(new MemoryStream(docx), isEditable: false);
        using PdfDocument pdf = PdfDocument.Open(document.Render(FileFormat.Pdf).Content);

        Assert.Empty(DocxTests.Errors(word));
        Assert.Contains("sidst", DocumentText.OfHtml(Encoding.UTF8.GetString(document.Render(FileFormat.Html).Content)), StringComparison.Ordinal);
        Assert.Contains("sidst", DocumentText.OfDocx(docx), StringComparison.Ordinal);
        Assert.Contains("sidst", string.Concat(pdf.GetPages().Select(page => page.Text)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Mødet er den 1. december 2026 i Fjordby", "1.", "december")]
    [InlineData("Beløbet er 12 mio. kr. i alt om året", "12", "mio.")]
    [InlineData("Der er frokost kl. 12.30 for alle", "kl.", "12.30")]
    public void Line_DaysAndAmounts_StayTogether(string text, string first, string second)
    {
        Lines lines = new();
        for (double width = 60; width < 260; width += 5)
        {
            string[] laid = [.. lines.Of([new Run(text)], 11, width).Select(line => string.Concat(line.Pieces.Select(piece => piece.Text)))];

            Assert.DoesNotContain(laid, line => line.EndsWith(' ' + first, StringComparison.Ordinal) && line.Length > first.Length);
            Assert.Contains($"{first} {second}", string.Join(' ', laid), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("uddannelsesområdet", "uddannelses\u00AD")]
    [InlineData("sundhedsvæsenet,", "sundheds\u00AD")]
    [InlineData("kommunaldirektøren", "kommunal\u00AD")]
    [InlineData("kommunernes", null)]
    [InlineData("SAG-2026-00100", null)]
    [InlineData("KOMMUNALBESTYRELSEN", null)]
    public void LineEnd_Compound_IsDividedAtItsJoint(string word, string? head) =>
        Assert.Equal(head?.TrimEnd('\u00AD').Length ?? 0, LongWord.AtLineEnd(word, 0.15, _ => true));

    private static ComposedDocument Of(string text) => AgendaDocument.Compose(
        Sample.Council,
        Sample.Meeting,
        new NumberedAgenda([new AgendaSection(3, "Sager", [Sample.Item("3.1", "Punkt") with { Background = text }])]),
        AgendaEditionKind.Frozen,
        1);

    private static string TextOf(string text)
    {
        using PdfDocument pdf = PdfDocument.Open(Of(text).Render(FileFormat.Pdf).Content);
        return string.Concat(pdf.GetPages().Select(page => page.Text));
    }
}
