using System.Globalization;
using System.Net;
using System.Security.Cryptography;

namespace Kkr.Workflow.Documents.Formats.Pdf;

/// <summary>Writes what was laid out as a tagged PDF (ISO 32000-1; PDF/UA-1): pages, structure, links, bookmarks, fonts and facts.</summary>
internal sealed class PdfWriter(Page page, Flow flow, Measure measure)
{
    private readonly PdfFile file = new();

    public byte[] Write()
    {
        int root = file.Reserve();
        int pages = file.Reserve();
        int[] sheets = [.. flow.Pages.Select(_ => file.Reserve())];
        StructureTree structure = new(file);
        Dictionary<Face, FontUse> fonts = Enum.GetValues<Face>().ToDictionary(face => face, face => new FontUse(face, file.Reserve()));
        string resources = "<</Font<<" + string.Concat(fonts.Select(font => string.Create(CultureInfo.InvariantCulture, $"/F{(int)font.Key} {font.Value.Id} 0 R"))) + ">>>>";
        int shared = file.Put(resources);
        for (int i = 0; i < sheets.Length; i++)
        {
            PageWriter sheet = new(file, structure, fonts, flow.Anchors, sheets, i, measure);
            sheet.Draw(flow.Pages[i], Furniture(i));
            sheet.Save(pages, shared);
        }

        structure.Save();
        foreach (FontUse font in fonts.Values)
        {
            font.Write(file);
        }

        file.Put(pages, string.Create(CultureInfo.InvariantCulture, $"<</Type/Pages/Count {sheets.Length}/Kids[{string.Join(' ', sheets.Select(Reference))}]>>"));
        int outlines = new Bookmarks(file, flow.Anchors, sheets).Write(page.Parts);
        int metadata = file.PutMetadata(Metadata());
        file.Put(
            root,
            $"<</Type/Catalog/Pages {pages} 0 R/Lang(da-DK)/MarkInfo<</Marked true>>/StructTreeRoot {structure.Root} 0 R/ViewerPreferences<</DisplayDocTitle true>>"
            + $"/Outlines {outlines} 0 R/PageMode/UseOutlines/Metadata {metadata} 0 R>>");
        int info = file.Put(
            $"<</Title{PdfSyntax.Text(page.FullTitle)}/Author{PdfSyntax.Text(page.Sender.Name)}/Subject{PdfSyntax.Text(page.Subtitle)}/Creator(Kkr.Workflow)>>");
        return file.Save(root, info, Id());
    }

    private static string Reference(int id) => string.Create(CultureInfo.InvariantCulture, $"{id} 0 R");

    /// <summary>What every page repeats: the document's name above (the first page says it itself), sender and »Side 1 af 9« below.</summary>
    private List<DrawText> Furniture(int index)
    {
        const double Size = 8.5;
        const double Foot = Sheet.Height - 36;
        const double Head = 44;
        string number = string.Create(CultureInfo.InvariantCulture, $"Side {index + 1} af {flow.Pages.Count}");
        List<DrawText> furniture =
        [
            new(page.Sender.Name, Face.Regular, Size, Ink.Quiet, Sheet.Left, Foot),
            new(number, Face.Regular, Size, Ink.Quiet, Sheet.Right - measure.Of(number, Face.Regular, Size), Foot),
        ];
        if (index > 0)
        {
            furniture.Add(new($"{page.Source} · {page.Title} · {page.Facts[0].Value}", Face.Regular, Size, Ink.Quiet, Sheet.Left, Head));
            if (page.Mark is { } mark)
            {
                double x = Sheet.Right - measure.Of(mark.Label, Face.Bold, Size);
                furniture.Add(new(mark.Label, Face.Bold, Size, mark.Kind == MarkKind.Approved ? Ink.Quiet : Ink.Warning, x, Head));
            }
        }

        return furniture;
    }

    private string Metadata() => $"""
        <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/">
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
        <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{WebUtility.HtmlEncode(page.FullTitle)}</rdf:li></rdf:Alt></dc:title>
        <dc:creator><rdf:Seq><rdf:li>{WebUtility.HtmlEncode(page.Sender.Name)}</rdf:li></rdf:Seq></dc:creator>
        <dc:language><rdf:Bag><rdf:li>da-DK</rdf:li></rdf:Bag></dc:language>
        <pdfuaid:part>1</pdfuaid:part>
        </rdf:Description>
        </rdf:RDF>
        </x:xmpmeta>
        <?xpacket end="r"?>
        """.ReplaceLineEndings("\n");

    /// <summary>The same text gives the same id: a document says nothing about when it was written out.</summary>
    private string Id()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(page.FullTitle));
        foreach (DrawText text in flow.Pages.SelectMany(marks => marks.Steps).OfType<DrawText>())
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(text.Text));
        }

        return Convert.ToHexString(hash.GetHashAndReset().AsSpan(0, 16));
    }
}
