using System.Globalization;
using System.Text;
using Kkr.Workflow.Documents.Formats.Pdf.Attached;

namespace Kkr.Workflow.Documents.Formats.Pdf;

/// <summary>One page: its grounds and words as drawing instructions, each word within the element that it belongs to.</summary>
internal sealed class PageWriter(
    PdfFile file,
    StructureTree structure,
    FontUse[] fonts,
    IReadOnlyDictionary<string, Place> anchors,
    int[] sheets,
    int index,
    Script content)
{
    private static readonly byte[][] Colours = [.. Enum.GetValues<Ink>().Select(Colour)];
    private static readonly string[] Names = [.. Enum.GetValues<Tag>().Select(Name)];

    private readonly List<int> owners = [];
    private readonly List<int> annotations = [];
    private readonly List<int> objects = [];
    private StructureTree.Element? open;
    private Ink? ink;
    private (Face Face, double Size)? type;
    private double width = Sheet.Width;
    private double height = Sheet.Height;

    public void Draw(PageMarks marks, IReadOnlyList<DrawText> furniture)
    {
        (width, height) = (marks.Width, marks.Height);
        content.Add("/Artifact BMC\n"u8);
        foreach (Ground ground in marks.Grounds)
        {
            Use(ground.Ink);
            content.Add(ground.X).Add((byte)' ').Add(height - ground.Y - ground.Height).Add((byte)' ').Add(ground.Width).Add((byte)' ').Add(ground.Height).Add(" re f\n"u8);
        }

        content.Add("EMC\n/Artifact<</Type/Pagination>>BDC\n"u8);
        marks.Repeats.ForEach(Words);
        foreach (DrawText text in furniture)
        {
            Words(text);
        }

        content.Add("EMC\n"u8);
        foreach (DrawStep step in marks.Steps)
        {
            Do(step);
        }

        Finish();
    }

    /// <param name="pages">The tree of pages.</param>
    /// <param name="resources">What every page is drawn with.</param>
    /// <param name="fontList">The fonts among them, for a page that needs more.</param>
    public void Save(int pages, int resources, int fontList)
    {
        if (objects.Count > 0)
        {
            string named = string.Concat(objects.Distinct().Select(id => string.Create(CultureInfo.InvariantCulture, $"/X{id} {id} 0 R")));
            resources = file.Put(Resources(fontList, $"/XObject<<{named}>>"));
        }

        int stream = file.PutStream("", content.Written);
        int number = structure.AddPage(owners);
        content.Clear().Add("<</Type/Page/Parent "u8).Refer(pages).Add("/MediaBox[0 0 "u8).Add(width).Add((byte)' ').Add(height)
            .Add("]/Resources "u8).Refer(resources).Add("/Contents "u8).Refer(stream).Add("/StructParents "u8).Add(number).Add("/Tabs/S"u8);
        if (annotations.Count > 0)
        {
            content.Add("/Annots["u8);
            annotations.ForEach(annotation => content.Refer(annotation).Add((byte)' '));
            content.Add((byte)']');
        }

        file.Put(sheets[index], content.Add(">>"u8).Written);
    }

    /// <summary>What a page is drawn with.</summary>
    /// <param name="fontList">The object that names the fonts.</param>
    /// <param name="more">What else there is.</param>
    public static string Resources(int fontList, string more = "") => string.Create(CultureInfo.InvariantCulture, $"<</Font {fontList} 0 R{more}>>");

    private void Do(DrawStep step)
    {
        switch (step)
        {
            case OpenTag tag:
                structure.Open(Names[(int)tag.Tag], tag.Tag == Tag.HeadCell ? "/A<</O/Table/Scope/Column>>" : "");
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
                Words(new DrawText(digits, Face.Regular, number.Size, number.Ink, number.Right - Measure.Of(digits, Face.Regular, number.Size), number.Y));
                break;
        }
    }

    private void Show(DrawPicture step)
    {
        Matrix onPage = Matrix.Scaling(step.Scale, step.Scale).Then(Matrix.Moving(step.X, height - step.Y - (step.Picture.Height * step.Scale)));
        foreach (PictureDraw draw in step.Picture.Draws)
        {
            content.Add(string.Create(CultureInfo.InvariantCulture, $"q {draw.Place.Then(onPage)} cm /X{draw.Id} Do Q\n"));
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
        content.Add((byte)'/').Add(open.Kind).Add("<</MCID "u8).Add(owners.Count).Add(">>BDC\n"u8);
        structure.AddContent(sheets[index], owners.Count);
        owners.Add(open.Id);
    }

    private void Finish()
    {
        if (open is not null)
        {
            content.Add("EMC\n"u8);
            open = null;
        }
    }

    private void Words(DrawText text)
    {
        Use(text.Ink);
        content.Add("BT "u8);
        if (type != (text.Face, text.Size))
        {
            type = (text.Face, text.Size);
            content.Add("/F"u8).Add((int)text.Face).Add((byte)' ').Add(text.Size).Add(" Tf "u8);
        }

        content.Add(text.X).Add((byte)' ').Add(height - text.Y).Add(" Td "u8);
        fonts[(int)text.Face].Encode(text.Text, content);
        content.Add(" Tj ET\n"u8);
    }

    /// <summary>What is said of colour and type holds until something else is said.</summary>
    private void Use(Ink wanted)
    {
        if (ink != wanted)
        {
            ink = wanted;
            content.Add(Colours[(int)wanted]);
        }
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

    private static byte[] Colour(Ink ink)
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
        return Encoding.ASCII.GetBytes($"{Part(rgb >> 16)} {Part(rgb >> 8)} {Part(rgb)} rg\n");

        static string Part(int value) => Math.Round((value & 0xFF) / 255.0, 3).ToString("0.###", CultureInfo.InvariantCulture);
    }
}
