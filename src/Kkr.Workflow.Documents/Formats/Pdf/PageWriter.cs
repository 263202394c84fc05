using System.Globalization;
using System.Text;
using Kkr.Workflow.Documents.Formats.Pdf.Attached;

namespace Kkr.Workflow.Documents.Formats.Pdf;

/// <summary>One page: its grounds and words as drawing instructions, each word within the element that it belongs to.</summary>
internal sealed class PageWriter(
    PdfFile file,
    StructureTree structure,
    IReadOnlyDictionary<Face, FontUse> fonts,
    IReadOnlyDictionary<string, Place> anchors,
    int[] sheets,
    int index,
    Measure measure,
    StringBuilder content)
{
    private static readonly string[] Colours = [.. Enum.GetValues<Ink>().Select(Colour)];

    private readonly List<int> owners = [];
    private readonly List<int> annotations = [];
    private readonly List<int> objects = [];
    private StructureTree.Element? open;
    private double width = Sheet.Width;
    private double height = Sheet.Height;

    public void Draw(PageMarks marks, IReadOnlyList<DrawText> furniture)
    {
        (width, height) = (marks.Width, marks.Height);
        content.Append("/Artifact BMC\n");
        foreach (Ground ground in marks.Grounds)
        {
            content.Append(
                CultureInfo.InvariantCulture,
                $"{Colours[(int)ground.Ink]} rg {ground.X:0.##} {height - ground.Y - ground.Height:0.##} {ground.Width:0.##} {ground.Height:0.##} re f\n");
        }

        content.Append("EMC\n/Artifact<</Type/Pagination>>BDC\n");
        foreach (DrawText text in marks.Repeats.Concat(furniture))
        {
            Words(text);
        }

        content.Append("EMC\n");
        foreach (DrawStep step in marks.Steps)
        {
            Do(step);
        }

        Finish();
    }

    /// <param name="pages">The tree of pages.</param>
    /// <param name="resources">What every page is drawn with.</param>
    /// <param name="fontList">The fonts among them, for a page that needs more.</param>
    public void Save(int pages, int resources, string fontList)
    {
        if (objects.Count > 0)
        {
            string named = string.Concat(objects.Distinct().Select(id => string.Create(CultureInfo.InvariantCulture, $"/X{id} {id} 0 R")));
            resources = file.Put($"<<{fontList}/XObject<<{named}>>>>");
        }

        int stream = file.PutStream("", content);
        int number = structure.AddPage(owners);
        string links = annotations.Count == 0
            ? ""
            : $"/Annots[{string.Join(' ', annotations.Select(id => string.Create(CultureInfo.InvariantCulture, $"{id} 0 R")))}]";
        file.Put(
            sheets[index],
            $"<</Type/Page/Parent {pages} 0 R/MediaBox[0 0 {PdfSyntax.Number(width)} {PdfSyntax.Number(height)}]/Resources {resources} 0 R/Contents {stream} 0 R"
            + string.Create(CultureInfo.InvariantCulture, $"/StructParents {number}/Tabs/S{links}>>"));
    }

    private void Do(DrawStep step)
    {
        switch (step)
        {
            case OpenTag tag:
                structure.Open(Name(tag.Tag), tag.Tag == Tag.HeadCell ? "/A<</O/Table/Scope/Column>>" : "");
                break;
            case OpenFigure figure:
                structure.Open(
                    "Figure",
                    $"/Alt{PdfSyntax.Text(figure.Alternative)}/A<</O/Layout/Placement/Block/BBox[{PdfSyntax.Number(figure.X)} {PdfSyntax.Number(height - figure.Y - figure.Height)} "
                    + $"{PdfSyntax.Number(figure.X + figure.Width)} {PdfSyntax.Number(height - figure.Y)}]>>");
                break;
            case DrawPicture picture:
                Belong();
                Show(picture);
                break;
            case OpenLink link:
                Link(link);
                break;
            case CloseTag:
                Finish();
                structure.Close();
                break;
            case DrawText text:
                Belong();
                Words(text);
                break;
            case DrawPageNumber number when anchors.TryGetValue(number.Anchor, out Place? place):
                string digits = " " + place.Page.ToString(CultureInfo.InvariantCulture);
                Belong();
                Words(new DrawText(digits, Face.Regular, number.Size, number.Ink, number.Right - measure.Of(digits, Face.Regular, number.Size), number.Y));
                break;
        }
    }

    private void Show(DrawPicture step)
    {
        Matrix onPage = Matrix.Scaling(step.Scale, step.Scale).Then(Matrix.Moving(step.X, height - step.Y - (step.Picture.Height * step.Scale)));
        foreach (PictureDraw draw in step.Picture.Draws)
        {
            content.Append(CultureInfo.InvariantCulture, $"q {draw.Place.Then(onPage)} cm /X{draw.Id} Do Q\n");
            objects.Add(draw.Id);
        }
    }

    private void Link(OpenLink link)
    {
        string? target = link.Address.StartsWith('#')
            ? anchors.TryGetValue(link.Address[1..], out Place? place) ? "/Dest" + Bookmarks.Destination(place, sheets) : null
            : $"/A<</S/URI/URI{PdfSyntax.Address(link.Address)}>>";
        if (target is null)
        {
            structure.Open("Span");
            return;
        }

        structure.Open("Link");
        int annotation = file.Reserve();
        int number = structure.AddAnnotation(sheets[index], annotation);
        double bottom = height - link.Y - link.Height;
        file.Put(
            annotation,
            $"<</Type/Annot/Subtype/Link/Rect[{PdfSyntax.Number(link.X)} {PdfSyntax.Number(bottom)} {PdfSyntax.Number(link.X + link.Width)} {PdfSyntax.Number(bottom + link.Height)}]"
            + string.Create(CultureInfo.InvariantCulture, $"/Border[0 0 0]/F 4/StructParent {number}/Contents{PdfSyntax.Text(link.Text)}{target}>>"));
        annotations.Add(annotation);
    }

    /// <summary>What is drawn next belongs to the innermost element.</summary>
    private void Belong()
    {
        if (ReferenceEquals(open, structure.Current))
        {
            return;
        }

        Finish();
        open = structure.Current;
        content.Append(CultureInfo.InvariantCulture, $"/{open.Kind}<</MCID {owners.Count}>>BDC\n");
        structure.AddContent(sheets[index], owners.Count);
        owners.Add(open.Id);
    }

    private void Finish()
    {
        if (open is not null)
        {
            content.Append("EMC\n");
            open = null;
        }
    }

    private void Words(DrawText text)
    {
        content.Append(CultureInfo.InvariantCulture, $"BT /F{(int)text.Face} {text.Size:0.##} Tf {Colours[(int)text.Ink]} rg {text.X:0.##} {height - text.Y:0.##} Td ");
        fonts[text.Face].Encode(text.Text, content);
        content.Append(" Tj ET\n");
    }

    private static string Name(Tag tag) => tag switch
    {
        Tag.Contents => "TOC",
        Tag.ContentsEntry => "TOCI",
        Tag.List => "L",
        Tag.ListItem => "LI",
        Tag.Label => "Lbl",
        Tag.ListBody => "LBody",
        Tag.TableCaption => "Caption",
        Tag.Head => "THead",
        Tag.Rows => "TBody",
        Tag.Row => "TR",
        Tag.HeadCell => "TH",
        Tag.Cell => "TD",
        _ => tag.ToString(),
    };

    private static string Colour(Ink ink)
    {
        int rgb = ink switch
        {
            Ink.Quiet => 0x51646a,
            Ink.Accent => 0x0b5a6f,
            Ink.Warning => 0x8c2f2f,
            Ink.Line => 0xcfdadd,
            Ink.Pale => 0xeff5f6,
            Ink.DraftGround => 0xfdf3dd,
            Ink.DraftEdge => 0xb26a00,
            Ink.ApprovedGround => 0xe8f4ec,
            Ink.ApprovedEdge => 0x1f7a3f,
            Ink.ClosedGround => 0xfbeeee,
            Ink.ClosedEdge => 0x8c2f2f,
            _ => 0x1b2a2e,
        };
        return $"{Part(rgb >> 16)} {Part(rgb >> 8)} {Part(rgb)}";

        static string Part(int value) => Math.Round((value & 0xFF) / 255.0, 3).ToString("0.###", CultureInfo.InvariantCulture);
    }
}
