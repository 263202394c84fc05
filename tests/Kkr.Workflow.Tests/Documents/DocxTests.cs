using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Kkr.Workflow.Documents;
using Kkr.Workflow.Tests.Golden;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Kkr.Workflow.Tests.Documents;

public sealed class DocxTests
{
    public static TheoryData<string> Names => DocumentCases.Names;

    public static TheoryData<string> WithContents => DocumentCases.WithContents;

    [Theory]
    [MemberData(nameof(Names))]
    public void Docx_Rendered_MatchesGolden(string name)
    {
        using WordprocessingDocument package = Open(name);

        GoldenFile.Verify($"Documents/{name}.docx.txt", string.Concat(DocumentText.Lines(package, withStyles: true).Select(line => line.TrimEnd() + "\n")));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Docx_Validated_HasNoErrors(string name)
    {
        using WordprocessingDocument package = Open(name);

        Assert.Equal([], Errors(package));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Docx_Read_SaysWhatTheHtmlSays(string name) =>
        Assert.Equal(
            DocumentText.OfHtml(Encoding.UTF8.GetString(DocumentCases.Render(name, FileFormat.Html).Content)),
            DocumentText.OfDocx(Content(name)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Docx_RenderedTwice_HasTheSameBytes(string name) => Assert.Equal(Content(name), Content(name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Docx_Unpacked_CarriesNoTimeAndNoRandomName(string name)
    {
        using var archive = new ZipArchive(new MemoryStream(Content(name)));

        Assert.Equal("[Content_Types].xml", archive.Entries[0].FullName);
        Assert.All(archive.Entries, entry => Assert.Equal(new DateTime(1980, 1, 1), entry.LastWriteTime.DateTime));
        Assert.DoesNotContain(archive.Entries, entry => entry.FullName.EndsWith(".psmdcp", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Docx_Headings_NeverSkipALevel(string name)
    {
        using WordprocessingDocument package = Open(name);
        int last = 0;

        foreach (W.Paragraph heading in Paragraphs(package).Where(paragraph => OutlineLevel(package, Style(paragraph)) is not null))
        {
            int level = OutlineLevel(package, Style(heading))!.Value + 1;
            Assert.True(level <= last + 1, $"»{heading.InnerText}« is on level {level} after {last}.");
            last = level;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Docx_Styles_AreAllDefined(string name)
    {
        using WordprocessingDocument package = Open(name);
        W.Styles styles = package.MainDocumentPart!.StyleDefinitionsPart!.Styles!;
        string[] known = [.. styles.Elements<W.Style>().Select(style => style.StyleId!.Value!)];

        Assert.Equal(known.Distinct(StringComparer.Ordinal), known);
        string[] names = [.. styles.Elements<W.Style>().Select(style => style.StyleName!.Val!.Value!)];
        Assert.Equal(names.Distinct(StringComparer.OrdinalIgnoreCase), names);
        Assert.All(Paragraphs(package), paragraph => Assert.Contains(Style(paragraph), known));
        Assert.All(package.MainDocumentPart.Document.Descendants<W.RunStyle>(), style => Assert.Contains(style.Val!.Value!, known));
        Assert.All(styles.Descendants<W.BasedOn>(), based => Assert.Contains(based.Val!.Value!, known));
        Assert.Equal("da-DK", styles.DocDefaults!.Descendants<W.Languages>().Single().Val!.Value);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Docx_Links_LeadToBookmarksAndSafeAddresses(string name)
    {
        using WordprocessingDocument package = Open(name);
        W.Document document = package.MainDocumentPart!.Document;
        string[] bookmarks = [.. document.Descendants<W.BookmarkStart>().Select(bookmark => bookmark.Name!.Value!)];

        Assert.Equal(bookmarks.Distinct(StringComparer.OrdinalIgnoreCase), bookmarks);
        Assert.All(bookmarks, bookmark => Assert.Matches("^[A-Za-z_][A-Za-z0-9_]{0,39}$", bookmark));
        Assert.All(document.Descendants<W.Hyperlink>().Where(link => link.Anchor is not null), link => Assert.Contains(link.Anchor!.Value!, bookmarks));
        Assert.All(
            package.MainDocumentPart.HyperlinkRelationships.Where(link => link.Uri.IsAbsoluteUri),
            link => Assert.Contains(link.Uri.Scheme, (string[])["https", "http", "mailto"]));
    }

    [Theory]
    [MemberData(nameof(WithContents))]
    public void Docx_Contents_NameEveryPartAndUpdateInWord(string name)
    {
        using WordprocessingDocument package = Open(name);
        W.SdtBlock contents = package.MainDocumentPart!.Document.Descendants<W.SdtBlock>().Single();
        string[] headings = [.. Paragraphs(package).Where(p => Style(p) is "Heading1" or "Heading2").Select(p => p.InnerText)];

        Assert.Equal("Table of Contents", contents.Descendants<W.DocPartGallery>().Single().Val!.Value);
        Assert.Contains(contents.Descendants<W.FieldCode>(), code => code.Text.StartsWith(" TOC ", StringComparison.Ordinal));
        Assert.Equal(headings.Length, contents.Descendants<W.FieldCode>().Count(code => code.Text.StartsWith(" PAGEREF ", StringComparison.Ordinal)));
        Assert.Equal(headings, contents.Descendants<W.Hyperlink>().Select(link => string.Concat(link.Descendants<W.Text>().Select(text => text.Text))));
        W.FieldCharValues[] marks = [.. contents.Descendants<W.FieldChar>().Select(mark => mark.FieldCharType!.Value)];
        Assert.Equal(marks.Count(mark => mark == W.FieldCharValues.Begin), marks.Count(mark => mark == W.FieldCharValues.End));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Docx_Tables_RepeatTheirHeadAndKeepTheirRows(string name)
    {
        using WordprocessingDocument package = Open(name);

        Assert.All(package.MainDocumentPart!.Document.Descendants<W.Table>(), table =>
        {
            W.TableRow[] rows = [.. table.Elements<W.TableRow>()];
            Assert.Equal([true, .. rows.Skip(1).Select(_ => false)], rows.Select(row => row.Descendants<W.TableHeader>().Any()));
            Assert.All(rows, row => Assert.Single(row.Descendants<W.CantSplit>()));
            int width = table.Descendants<W.GridColumn>().Sum(column => int.Parse(column.Width!.Value!, System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal(9412, width);
            Assert.NotEmpty(table.Descendants<W.TableCaption>().Single().Val!.Value!);
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Docx_Pages_AreNumberedAndNamed(string name)
    {
        using WordprocessingDocument package = Open(name);
        MainDocumentPart document = package.MainDocumentPart!;

        Assert.Equal("Sekretariatet, KKR KystlandSide 1 af 1", document.FooterParts.Single().Footer.InnerText);
        Assert.Equal([" PAGE ", " NUMPAGES "], document.FooterParts.Single().Footer.Descendants<W.SimpleField>().Select(field => field.Instruction!.Value));
        Assert.StartsWith("KKR Kystland · ", document.HeaderParts.Single().Header.InnerText, StringComparison.Ordinal);
        Assert.Equal("da-DK", package.PackageProperties.Language);
        Assert.Equal("Sekretariatet, KKR Kystland", package.PackageProperties.Creator);
        Assert.EndsWith(", KKR Kystland, 17. november 2026", package.PackageProperties.Title, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("agenda-frozen", null)]
    [InlineData("agenda-network-draft", "Udkast")]
    [InlineData("minutes-published", "Endnu ikke godkendt")]
    [InlineData("minutes-amended", "Godkendt med ændring")]
    public void Docx_Marked_SaysSoOnEveryPage(string name, string? label)
    {
        using WordprocessingDocument package = Open(name);

        Assert.Equal(label, Paragraphs(package).SingleOrDefault(p => Style(p).EndsWith("Label", StringComparison.Ordinal))?.InnerText);
        Assert.Equal(label ?? "", package.MainDocumentPart!.HeaderParts.Single().Header.Descendants<W.Run>().Last().InnerText);
        Assert.Equal(label, package.PackageProperties.ContentStatus);
    }

    [Theory]
    [InlineData("agenda-frozen", "dagsorden-2026-11-17-v3.docx")]
    [InlineData("minutes-draft", "referat-2026-11-17-udkast-v1.docx")]
    public void Docx_Named_SaysWhatItIs(string name, string file)
    {
        RenderedDocument document = DocumentCases.Render(name, FileFormat.Docx);

        Assert.Equal(file, document.Name);
        Assert.Equal("application/vnd.openxmlformats-officedocument.wordprocessingml.document", document.ContentType);
    }

    internal static IEnumerable<string> Errors(WordprocessingDocument package) =>
        new[] { FileFormatVersions.Office2010, FileFormatVersions.Office2019, FileFormatVersions.Microsoft365 }
            .SelectMany(version => new OpenXmlValidator(version).Validate(package))
            .Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}");

    private static byte[] Content(string name) => DocumentCases.Render(name, FileFormat.Docx).Content;

    private static WordprocessingDocument Open(string name) => WordprocessingDocument.Open(new MemoryStream(Content(name)), isEditable: false);

    private static IEnumerable<W.Paragraph> Paragraphs(WordprocessingDocument package) => package.MainDocumentPart!.Document.Descendants<W.Paragraph>();

    private static string Style(W.Paragraph paragraph) => paragraph.ParagraphProperties!.ParagraphStyleId!.Val!.Value!;

    private static int? OutlineLevel(WordprocessingDocument package, string? styleId)
    {
        W.Style? style = package.MainDocumentPart!.StyleDefinitionsPart!.Styles!.Elements<W.Style>().SingleOrDefault(s => s.StyleId!.Value == styleId);
        return style is null ? null : style.StyleParagraphProperties?.OutlineLevel?.Val?.Value ?? OutlineLevel(package, style.BasedOn?.Val?.Value);
    }
}
