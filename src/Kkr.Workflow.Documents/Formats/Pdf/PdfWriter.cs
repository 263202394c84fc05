using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Kkr.Workflow.Documents.Formats.Pdf;

/// <summary>Writes what was laid out as a tagged PDF (ISO 32000-1; PDF/UA-1): pages, structure, links, bookmarks, fonts and facts.</summary>
internal sealed class PdfWriter(Page page, Flow flow, PdfFile file, Attachments? attachments)
{
    public byte[] Write()
    {
        int root = file.Reserve();
        int pages = file.Reserve();
        int[] sheets = [.. flow.Pages.Select(_ => file.Reserve())];
        StructureTree structure = new(file);
        FontUse[] fonts = [.. Enum.GetValues<Face>().Select(face => new FontUse(face))];
        int fontList = file.Reserve();
        int shared = file.Put(PageWriter.Resources(fontList));
        Script content = new(16 * 1024);
        for (int i = 0; i < sheets.Length; i++)
        {
            PageWriter sheet = new(file, structure, fonts, flow.Anchors, sheets, i, content.Clear());
            sheet.Draw(flow.Pages[i], Furniture(i));
            sheet.Save(pages, shared, fontList);
        }

        structure.Save();
        IEnumerable<string> written = fonts.Where(font => font.IsUsed).Select(font => string.Create(CultureInfo.InvariantCulture, $"/F{(int)font.Face} {font.Write(file)} 0 R"));
        file.Put(fontList, $"<<{string.Concat(written)}>>");
        file.Put(pages, string.Create(CultureInfo.InvariantCulture, $"<</Type/Pages/Count {sheets.Length}/Kids[{string.Join(' ', sheets.Select(Reference))}]>>"));
        int outlines = new Bookmarks(file, flow.Anchors, sheets).Write(attachments?.ForBookmarks(page.Parts) ?? page.Parts);
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
        const double Head = 44;
        PageMarks sheet = flow.Pages[index];
        double foot = sheet.Height - 36;
        double right = sheet.Width - Sheet.Left;
        string number = string.Create(CultureInfo.InvariantCulture, $"Side {index + 1} af {flow.Pages.Count}");
        List<DrawText> furniture =
        [
            new(page.Sender.Name, Face.Regular, Size, Ink.Quiet, Sheet.Left, foot),
            new(number, Face.Regular, Size, Ink.Quiet, right - Measure.Of(number, Face.Regular, Size), foot),
        ];
        if (index > 0)
        {
            string label = string.Join(" · ", page.Marks.Select(mark => mark.Label));
            double x = right - Measure.Of(label, Face.Bold, Size);
            double room = x - Sheet.Left - 20;
            furniture.Add(new(Fitting(sheet.Head ?? $"{page.Source} · {page.Title} · {page.Facts[0].Value}", Size, room), Face.Regular, Size, Ink.Quiet, Sheet.Left, Head));
            if (label.Length > 0)
            {
                furniture.Add(new(label, Face.Bold, Size, page.Marks.All(mark => mark.Kind == MarkKind.Approved) ? Ink.Quiet : Ink.Warning, x, Head));
            }
        }

        return furniture;
    }

    /// <summary>As much of a text as one line has room for.</summary>
    private static string Fitting(string text, double size, double room)
    {
        if (Measure.Of(text, Face.Regular, size) <= room)
        {
            return text;
        }

        int length = text.Length;
        while (length > 1 && (char.IsHighSurrogate(text[length - 1]) || Measure.Of(text[..length] + "…", Face.Regular, size) > room))
        {
            length--;
        }

        return text[..length].TrimEnd() + "…";
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
        hash.AppendData(Encoding.UTF8.GetBytes(page.FullTitle));
        foreach (DrawText text in flow.Pages.SelectMany(marks => marks.Steps).OfType<DrawText>())
        {
            hash.AppendData(MemoryMarshal.AsBytes(text.Text.AsSpan()));
        }

        foreach (byte[] attached in attachments?.Contents ?? [])
        {
            hash.AppendData(attached);
        }

        return Convert.ToHexString(hash.GetHashAndReset().AsSpan(0, 16));
    }
}
