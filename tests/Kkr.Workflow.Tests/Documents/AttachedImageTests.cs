using Kkr.Workflow.Documents.Formats.Pdf;
using Kkr.Workflow.Documents.Formats.Pdf.Attached;
using UglyToad.PdfPig;

namespace Kkr.Workflow.Tests.Documents;

/// <summary>Attached images and pages as they are seen: every kind of PNG, cameras held sideways, pages that lie.</summary>
public sealed class AttachedImageTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(4, false)]
    [InlineData(6, false)]
    [InlineData(0, true)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    [InlineData(6, true)]
    public void Png_OfAnyKind_IsShownInItsSize(byte kind, bool isInterlaced)
    {
        Picture picture = PngImage.Read(SampleImages.Png(kind, isInterlaced), new PdfFile());

        Assert.Equal((6, 3), (picture.Width, picture.Height));
        using PdfDocument whole = PdfDocument.Open(WholeMeetingTests.Render([("a.png", "image/png", SampleImages.Png(kind, isInterlaced))]).Content);
        UglyToad.PdfPig.Content.IPdfImage image = Assert.Single(whole.GetPage(whole.NumberOfPages).GetImages());
        Assert.Equal((8, 4), (image.WidthInSamples, image.HeightInSamples));
    }

    [Theory]
    [InlineData(1, 60, 30, 0, 30)]
    [InlineData(3, 60, 30, 60, 0)]
    [InlineData(6, 30, 60, 30, 60)]
    [InlineData(8, 30, 60, 0, 0)]
    public void Photograph_HeldSideways_IsTurnedUpright(int orientation, double width, double height, double x, double y)
    {
        Picture picture = ImagePlace.Of(1, 80, 40, orientation);

        Assert.Equal((width, height), (picture.Width, picture.Height));
        Assert.Equal((x, y), picture.Draws[0].Place.Of(0, 1));
    }

    [Fact]
    public void Jpeg_WithItsOrientation_IsRead()
    {
        Assert.Equal((6, 6), (JpegImage.Read(SampleImages.Jpeg(), new PdfFile()).Width, JpegImage.Read(SampleImages.Jpeg(6), new PdfFile()).Height));
        Assert.Equal((0, 6), JpegImage.Read(SampleImages.Jpeg(), new PdfFile()).Draws[0].Place.Of(0, 1));
        Assert.Equal((6, 6), JpegImage.Read(SampleImages.Jpeg(6), new PdfFile()).Draws[0].Place.Of(0, 1));
    }

    [TheoryWithTools("qpdf")]
    [InlineData(90, true)]
    [InlineData(180, false)]
    [InlineData(270, true)]
    public void AttachedPage_Turned_IsShownAsItIsSeen(int degrees, bool lies)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("kkr-turned-");
        try
        {
            string open = Path.Combine(folder.FullName, "a.pdf");
            string turned = Path.Combine(folder.FullName, "b.pdf");
            File.WriteAllBytes(open, DocumentCases.Render("agenda-virtual-constituent", Kkr.Workflow.Documents.FileFormat.Pdf).Content);
            OfficeFixture.Run("qpdf", $"--rotate={degrees}", open, turned);
            using PdfDocument whole = PdfDocument.Open(WholeMeetingTests.Render([("a.pdf", "application/pdf", File.ReadAllBytes(turned))]).Content);
            UglyToad.PdfPig.Content.Page page = whole.GetPage(whole.NumberOfPages);

            Assert.Equal(lies, page.Width > page.Height);
            Assert.All(page.Letters, letter => Assert.True(letter.Location.X > 0 && letter.Location.X < page.Width && letter.Location.Y > 0 && letter.Location.Y < page.Height));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
