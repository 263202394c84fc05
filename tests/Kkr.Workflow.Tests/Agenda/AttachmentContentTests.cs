using System.Text;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Documents.Import;

namespace Kkr.Workflow.Tests.Agenda;

/// <summary>What may be attached is told by content, never by name.</summary>
public sealed class AttachmentContentTests
{
    public static TheoryData<string, byte[], string> Allowed => new()
    {
        { "notat.pdf", Files.Pdf, "application/pdf" },
        { "pdf-uden-endelse", Files.Pdf, "application/pdf" },
        { "kort.png", Files.Png, "image/png" },
        { "foto.jpg", Files.Jpeg, "image/jpeg" },
        { "notat.docx", Files.Docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
        { "tal.xlsx", Files.Office("spreadsheetml.sheet.main+xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
        { "oplæg.pptx", Files.Office("presentationml.presentation.main+xml"), "application/vnd.openxmlformats-officedocument.presentationml.presentation" },
        { "diagram.docx", Files.Holding("word/embeddings/tal.xlsx", Files.Office("spreadsheetml.sheet.main+xml")), "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
        { "notat.odt", Files.Odt, "application/vnd.oasis.opendocument.text" },
        { "tal.csv", Encoding.UTF8.GetBytes("Kommune;Beløb\nSamsø;12,5\n"), "text/csv; charset=utf-8" },
        { "notat.txt", Encoding.UTF8.GetBytes("\uFEFFÆblegrød på Ærø\r\n"), "text/plain; charset=utf-8" },
    };

    public static TheoryData<string, byte[], string> Refused => new()
    {
        { "tom.pdf", [], "attachment-empty" },
        { "notat.pdf", Encoding.ASCII.GetBytes("%PDF-1.7\nafbrudt"), "attachment-damaged" },
        { "kort.png", Files.Png[..20], "attachment-damaged" },
        { "kort.png", [.. Files.Png, .. Encoding.ASCII.GetBytes("<script>alert(1)</script>")], "attachment-damaged" },
        { "notat.pdf", "MZ\u0090\0"u8.ToArray(), "attachment-executable" },
        { "notat.txt", Encoding.ASCII.GetBytes("#!/bin/sh\nrm -rf /\n"), "attachment-executable" },
        { "side.pdf", Encoding.UTF8.GetBytes("<!doctype html><title>x</title>"), "attachment-markup" },
        { "tegning.png", Encoding.UTF8.GetBytes("\uFEFF  <svg xmlns='http://www.w3.org/2000/svg'/>"), "attachment-markup" },
        { "notat.txt", Encoding.Latin1.GetBytes("Ærø og Samsø"), "attachment-type" },
        { "notat.txt", [(byte)'a', 0, (byte)'b'], "attachment-type" },
        { "gammel.doc", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "attachment-type" },
        { "pakke.docx", Files.Zip([("a.txt", "a")]), "attachment-type" },
        { "notat.docx", Files.Docx(("word/vbaProject.bin", "x")), "attachment-macros" },
        { "notat.docx", Files.Docx(("word/VBAPROJECT.BIN", "x")), "attachment-macros" },
        { "notat.docx", Files.Office("wordprocessingml.document.main+xml\" x=\"vnd.ms-word.document.macroEnabled.main+xml", ("customXml/x", "x"), ("word/activeX/activeX1.xml", "x")), "attachment-macros" },
        { "notat.docm", Files.Zip([("[Content_Types].xml", """<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>""")]), "attachment-macros" },
        { "notat.docx", Files.Docx(("word/_rels/settings.xml.rels", """<Relationships><Relationship Type="http://x/attachedTemplate" Target="https://x.example/a.dotm" TargetMode="External"/></Relationships>""")), "attachment-macros" },
        { "notat.odt", Files.Zip([("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<x/>"), ("Basic/Standard/Module1.xml", "x")]), "attachment-macros" },
        { "notat.docx", Files.Docx(("../../etc/passwd", "x")), "attachment-zip-bomb" },
        { "bombe.docx", Files.Docx(("word/big.xml", new string('0', 40_000_000))), "attachment-zip-bomb" },
        { "notat.docx", Files.Docx()[..60], "attachment-damaged" },
        { "tal.xlsm", Files.Zip([("[Content_Types].xml", """<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>""")]), "attachment-macros" },
        { "tal.xlsx", Files.Office("spreadsheetml.sheet.main+xml", ("xl/macrosheets/sheet1.xml", "x")), "attachment-macros" },
        { "notat.docx", Files.Holding("word/embeddings/tal.xlsm", Files.Office("spreadsheetml.sheet.main+xml", ("xl/vbaProject.bin", "x"))), "attachment-macros" },
        { "notat.docx", Files.Holding("word/embeddings/a.docx", Files.Holding("word/embeddings/b.docm", Files.Docx(("word/vbaProject.bin", "x")))), "attachment-macros" },
        { "notat.docx", Files.Holding("word/embeddings/gammel.bin", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. Encoding.Unicode.GetBytes("xx_VBA_PROJECT")]), "attachment-macros" },
        { "bombe.docx", Files.Holding("word/embeddings/a.zip", Files.Zip([("a", new string('0', 40_000_000))])), "attachment-zip-bomb" },
        { "dukke.docx", Files.Holding("a.zip", Files.Holding("a.zip", Files.Holding("a.zip", Files.Holding("a.zip", Files.Docx())))), "attachment-zip-bomb" },
    };

    [Theory]
    [MemberData(nameof(Allowed))]
    public void Inspect_AFileOfTheList_IsToldByItsContent(string name, byte[] content, string contentType) =>
        Assert.Equal(contentType, AttachmentContent.Inspect(new MemoryStream(content), name).Value.ContentType);

    [Theory]
    [MemberData(nameof(Refused))]
    public void Inspect_AnythingElse_IsRefusedWithFieldRuleAndValue(string name, byte[] content, string code)
    {
        Refusal refusal = AttachmentContent.Inspect(new MemoryStream(content), name).Refusal!;

        Assert.Equal((code, "content", name), (refusal.Code, refusal.Field, refusal.Value));
        Assert.NotEmpty(refusal.Rule!);
    }

    [Fact]
    public void Inspect_TextLongerThanItsBuffer_KeepsLettersWholeAcrossIt()
    {
        byte[] text = Encoding.UTF8.GetBytes("x" + string.Concat(Enumerable.Repeat("æøå€😀", 30_000)));

        Assert.Equal(AttachmentKind.Text, AttachmentContent.Inspect(new MemoryStream(text), "a.txt").Value);
        Assert.Equal("attachment-type", AttachmentContent.Inspect(new MemoryStream(text[..^1]), "a.txt").Refusal!.Code);
    }

    [Theory]
    [InlineData("Notat.PDF", "Notat.PDF")]
    [InlineData("plan:  <udkast>?.pdf", "plan- -udkast--.pdf")]
    [InlineData("skjult.exe", "skjult.exe.pdf")]
    [InlineData(".pdf", "pdf.pdf")]
    [InlineData("A\u030Arsplan .pdf", "Årsplan.pdf")]
    [InlineData("fdp\u202Eexe.pdf", "fdpexe.pdf")]
    public void FileName_IsMadeSafe_AndEndsAsItsContent(string sent, string kept) =>
        Assert.Equal(kept, ItemRules.FileName(sent, AttachmentKind.Pdf).Value);
}
