using Kkr.Workflow.Documents;
using Kkr.Workflow.Domain.Archive;

namespace Kkr.Workflow.Functions.Archive;

/// <summary>The formats of an edition as documents and HTTP know them.</summary>
internal static class EditionFormats
{
    /// <summary>Every format; the first is what a reader gets who asks for none.</summary>
    public static readonly IReadOnlyList<EditionFormat> All = [EditionFormat.Html, EditionFormat.Pdf, EditionFormat.Docx];

    public static FileFormat AsFile(EditionFormat format) => format switch
    {
        EditionFormat.Pdf => FileFormat.Pdf,
        EditionFormat.Docx => FileFormat.Docx,
        _ => FileFormat.Html,
    };

    public static string MediaTypeOf(EditionFormat format) => format switch
    {
        EditionFormat.Pdf => "application/pdf",
        EditionFormat.Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _ => "text/html",
    };

    /// <summary>As people call it.</summary>
    public static string InDanish(EditionFormat format) => format switch
    {
        EditionFormat.Pdf => "PDF",
        EditionFormat.Docx => "Word",
        _ => "webside",
    };

    /// <summary>E.g. <c>182 kB</c> or <c>1,4 MB</c>.</summary>
    public static string Size(long bytes) => bytes < 1024 * 1024
        ? $"{Math.Max(1, (bytes + 1023) / 1024)} kB"
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.0} MB").Replace('.', ',');
}
