using System.Text;
using Kkr.Workflow.Documents;
using Kkr.Workflow.Documents.Agenda;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Tests.Agenda;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using Page = UglyToad.PdfPig.Content.Page;
using UglyToad.PdfPig.Outline;

namespace Kkr.Workflow.Tests.Documents;

/// <summary>The whole meeting as one PDF: agenda first, then every attachment that it names, whatever state the file is in.</summary>
public sealed class WholeMeetingTests
{
    private static readonly byte[] Minutes = DocumentCases.Render("minutes-approved", FileFormat.Pdf).Content;

    [Fact]
    public void Whole_AttachedPdf_FollowsItsPageAndKeepsItsText()
    {
        using PdfDocument whole = PdfDocument.Open(Whole().Content);
        string[] pages = [.. whole.GetPages().Select(page => page.Text)];
        int cover = Array.FindIndex(pages, page => page.Contains("Bilag 1 til punkt 3.1referat.pdf", StringComparison.Ordinal));
        using PdfDocument alone = PdfDocument.Open(Minutes);

        Assert.True(cover > 0);
        Assert.All(alone.GetPages(), page => Assert.EndsWith(page.Text, pages[cover + page.Number], StringComparison.Ordinal));
        Assert.Contains($"side 1 af {alone.NumberOfPages}", pages[cover + 1], StringComparison.Ordinal);
        Assert.Contains($"Side {cover + 2} af {pages.Length}", pages[cover + 1], StringComparison.Ordinal);
    }

    [Fact]
    public void Whole_Bookmarks_NameEachAttachmentUnderItsItem()
    {
        using PdfDocument whole = PdfDocument.Open(Whole().Content);
        Assert.True(whole.TryGetBookmarks(out Bookmarks? bookmarks));

        BookmarkNode item = bookmarks!.GetNodes().Single(node => node.Title.StartsWith("3.1.", StringComparison.Ordinal));
        Assert.Equal(Given.Select(file => file.Name), item.Children.Select(child => child.Title));
        Assert.All(item.Children.Cast<DocumentBookmarkNode>(), child => Assert.Contains(child.Title, whole.GetPage(child.PageNumber).Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("brudt.pdf", "beskadiget")]
    [InlineData("tom.pdf", "beskadiget")]
    [InlineData("tal.xlsx", "denne type")]
    [InlineData("stor.pdf", "for stor")]
    [InlineData("halv.png", "Billedet er beskadiget")]
    [InlineData("halv.jpg", "Billedet er beskadiget")]
    public void Whole_FileThatCannotBeShown_HasAPageThatSaysSo(string name, string why)
    {
        using PdfDocument whole = PdfDocument.Open(Whole().Content);
        Page page = whole.GetPages().Single(page => page.Text.Contains(name, StringComparison.Ordinal) && page.Text.Contains("til punkt 3.1", StringComparison.Ordinal) && page.Text.Contains("Fil: ", StringComparison.Ordinal));

        Assert.Contains("leveres ved siden af dette dokument", page.Text, StringComparison.Ordinal);
        Assert.Contains(why, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Whole_Images_AreEachOnAPage()
    {
        using PdfDocument whole = PdfDocument.Open(Whole().Content);

        Assert.Equal(2, whole.GetPages().Count(page => page.GetImages().Any()));
    }

    [Fact]
    public void Whole_AnyFile_NeverThrows()
    {
        foreach (int length in Enumerable.Range(0, 60).Select(i => i * Minutes.Length / 60))
        {
            byte[] cut = Minutes[..length];
            byte[] turned = [.. Minutes];
            for (int i = 0; i < 40; i++)
            {
                turned[(length + (i * 977)) % turned.Length] ^= 0x55;
            }

            Assert.NotEmpty(Render([("a.pdf", "application/pdf", cut), ("b.pdf", "application/pdf", turned)]).Content);
        }
    }

    [Fact]
    public void Whole_ClosedItemsFiles_StayOut()
    {
        NumberedAgenda agenda = new([new AgendaSection(3, "Sager", [Sample.Confidential with { Number = "3.1" }])]);
        ComposedDocument open = AgendaDocument.Compose(Sample.Council, Sample.Meeting, agenda, AgendaEditionKind.Frozen, 1);
        ComposedDocument closed = AgendaDocument.ComposeForMembers(Sample.Council, Sample.Meeting, agenda, AgendaEditionKind.Frozen, 1);

        Assert.Empty(WholeMeeting.Files(open, Sample.Meeting, agenda));
        Assert.Equal("salgsaftale.pdf", Assert.Single(WholeMeeting.Files(closed, Sample.Meeting, agenda)).Attachment.Name);
    }

    [Fact]
    public void Fetched_FilesTogetherTooLarge_LeavesOutTheLast()
    {
        AttachedFile[] files = [.. Enumerable.Range(1, 6).Select(i => new AttachedFile(Sample.Item("3.1", "x"), new Attachment($"{i}.pdf", "application/pdf", 20 * 1024 * 1024, "", "")))];

        Assert.Equal(files[..5], WholeMeeting.Fetched(files));
        Assert.Empty(WholeMeeting.Fetched([files[0] with { Attachment = files[0].Attachment with { Length = WholeMeeting.LargestFile + 1 } }]));
        Assert.Empty(WholeMeeting.Fetched([files[0] with { Attachment = files[0].Attachment with { ContentType = AttachmentKind.Excel.ContentType } }]));
    }

    [Fact]
    public void Whole_WrittenTwice_HasTheSameBytes() => Assert.Equal(Whole().Content, Whole().Content);

    [TheoryWithTools("qpdf")]
    [InlineData("whole")]
    public void Whole_CheckedByAnotherProgram_IsWellFormed(string name)
    {
        string file = Path.Combine(Path.GetTempPath(), $"kkr-{name}-{Environment.ProcessId}.pdf");
        try
        {
            File.WriteAllBytes(file, Whole().Content);
            Assert.Contains("No syntax or stream encoding errors found", OfficeFixture.Run("qpdf", "--check", file), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TheoryWithTools("qpdf")]
    [InlineData("")]
    [InlineData("hemmelig")]
    public void Whole_LockedPdf_IsDeliveredBeside(string password)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("kkr-locked-");
        try
        {
            string open = Path.Combine(folder.FullName, "a.pdf");
            string locked = Path.Combine(folder.FullName, "b.pdf");
            File.WriteAllBytes(open, Minutes);
            OfficeFixture.Run("qpdf", "--encrypt", password, "ejer", "256", "--", open, locked);
            using PdfDocument whole = PdfDocument.Open(Render([("laast.pdf", "application/pdf", File.ReadAllBytes(locked))]).Content);

            Assert.Contains("adgangskode", whole.GetPage(whole.NumberOfPages).Text, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>An agenda with files of every kind and state.</summary>
    internal static RenderedDocument Whole() => Render(Given);

    private static (string Name, string Kind, byte[]? Content)[] Given { get; } =
    [
        ("referat.pdf", "application/pdf", Minutes),
        ("brudt.pdf", "application/pdf", [.. Minutes[..3000], .. "\n%%EOF\n"u8]),
        ("tom.pdf", "application/pdf", Files.Pdf),
        ("tal.xlsx", AttachmentKind.Excel.ContentType, null),
        ("stor.pdf", "application/pdf", null),
        ("kort.png", "image/png", SampleImages.Png()),
        ("foto.jpg", "image/jpeg", SampleImages.Jpeg()),
        ("halv.png", "image/png", SampleImages.Png()[..60]),
        ("halv.jpg", "image/jpeg", Files.Jpeg),
    ];

    internal static RenderedDocument Render((string Name, string Kind, byte[]? Content)[] given)
    {
        Item item = SampleItems.All[2] with
        {
            Decision = null,
            Attachments = [.. given.Select(file => new Attachment(file.Name, file.Kind, file.Content?.Length ?? 40_000_000, "00", $"kystland/2026-5/{file.Name}"))],
        };
        NumberedAgenda agenda = new([.. Sample.Agenda.Sections.Select(section => section with { Items = [.. section.Items.Select(one => one.Id == item.Id ? item : one)] })]);
        ComposedDocument document = AgendaDocument.Compose(Sample.Council, Sample.Meeting, agenda, AgendaEditionKind.Frozen, 3);
        return WholeMeeting.Render(
            document, Sample.Meeting,
            [.. WholeMeeting.Files(document, Sample.Meeting, agenda).Select(file => file with { Content = given.Single(one => one.Name == file.Attachment.Name).Content })]);
    }
}
