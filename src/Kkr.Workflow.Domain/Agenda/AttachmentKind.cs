namespace Kkr.Workflow.Domain.Agenda;

/// <summary>A kind of file that may be attached.</summary>
/// <param name="Name">As users know it.</param>
/// <param name="ContentType">Media type.</param>
/// <param name="Endings">The endings that its names may have, the usual one first.</param>
public sealed record AttachmentKind(string Name, string ContentType, IReadOnlyList<string> Endings)
{
    public static readonly AttachmentKind Pdf = new("PDF", "application/pdf", ["pdf"]);
    public static readonly AttachmentKind Word = new("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ["docx"]);
    public static readonly AttachmentKind Excel = new("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ["xlsx"]);
    public static readonly AttachmentKind PowerPoint = new("PowerPoint", "application/vnd.openxmlformats-officedocument.presentationml.presentation", ["pptx"]);
    public static readonly AttachmentKind OdfText = new("ODF-tekst", "application/vnd.oasis.opendocument.text", ["odt"]);
    public static readonly AttachmentKind OdfSheet = new("ODF-regneark", "application/vnd.oasis.opendocument.spreadsheet", ["ods"]);
    public static readonly AttachmentKind OdfSlides = new("ODF-præsentation", "application/vnd.oasis.opendocument.presentation", ["odp"]);
    public static readonly AttachmentKind Png = new("PNG", "image/png", ["png"]);
    public static readonly AttachmentKind Jpeg = new("JPEG", "image/jpeg", ["jpg", "jpeg"]);
    public static readonly AttachmentKind Text = new("tekst", "text/plain; charset=utf-8", ["txt"]);
    public static readonly AttachmentKind Csv = new("CSV", "text/csv; charset=utf-8", ["csv"]);

    /// <summary>The list as a sentence has it.</summary>
    public const string Allowed = "PDF, Word, Excel, PowerPoint, ODF, PNG, JPEG, tekst eller CSV (UTF-8)";
}
