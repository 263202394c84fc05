using System.Text.RegularExpressions;
using Kkr.Workflow.Domain.Archive;

namespace Kkr.Workflow.Functions.Archive;

/// <summary>
/// A copy that an address names: <c>{edition}-punkt-3-2</c> for one item, <c>{edition}-med-bilag</c> for all of it with its attachments. It stands beside its
/// edition, so that the links in it lead where the edition's do.
/// </summary>
/// <param name="Edition">The edition's name without its ending.</param>
/// <param name="Number">The item's number; null for the whole.</param>
internal sealed partial record AskedCopy(string Edition, string? Number)
{
    private const string Attachments = "-med-bilag";

    private static readonly IReadOnlyList<EditionFormat> PdfAlone = [EditionFormat.Pdf];

    /// <summary>What it can be had as.</summary>
    public IReadOnlyList<EditionFormat> Formats => Number is null ? PdfAlone : EditionFormats.All;

    public static AskedCopy? Of(string name)
    {
        string stem = EditionFiles.FormatOf(name) is null ? name : EditionFiles.StemOf(name);
        return stem.EndsWith(Attachments, StringComparison.Ordinal) ? new AskedCopy(stem[..^Attachments.Length], null)
            : Item().Match(stem) is { Success: true } item ? new AskedCopy(item.Groups["edition"].Value, $"{item.Groups["section"].Value}.{item.Groups["serial"].Value}")
            : null;
    }

    /// <summary>The address of an edition's excerpt of an item, or of all of it with its attachments where <paramref name="number"/> is null.</summary>
    /// <param name="page">The edition's web page, or its address.</param>
    /// <param name="number">E.g. <c>3.2</c>.</param>
    /// <param name="format">The format.</param>
    public static string NameOf(string page, string? number, EditionFormat format) =>
        EditionFiles.StemOf(page) + (number is null ? Attachments : $"-punkt-{number.Replace('.', '-')}") + EditionFiles.EndingOf(format);

    [GeneratedRegex("^(?<edition>.+)-punkt-(?<section>[0-9]{1,2})-(?<serial>[0-9]{1,3})$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Item();
}
