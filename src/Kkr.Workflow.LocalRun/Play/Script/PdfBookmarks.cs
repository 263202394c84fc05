using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Kkr.Workflow.LocalRun.Play.Result;

namespace Kkr.Workflow.LocalRun.Play.Script;

/// <summary>The agenda that was opened with its attachments leads to each of these by a bookmark.</summary>
public sealed partial record PdfBookmarks : MeetingExpectation
{
    public required IReadOnlyList<string> Has { get; init; }

    public override IEnumerable<Failure> Check(PlayedYear year)
    {
        string[] all = year.Stage.Opened.TryGetValue(Meeting, out OpenedFile? opened) ? [.. TitlesIn(opened.Content)] : [];
        if (Has.Except(all, StringComparer.Ordinal).Any())
        {
            yield return new Failure($"{Meeting}: bogmærker", string.Join(" · ", Has), all.Length == 0 ? "ingen" : string.Join(" · ", all));
        }
    }

    /// <summary>The titles as our own files have them: UTF-16 in hexadecimal, each with the bookmark above it.</summary>
    private static IEnumerable<string> TitlesIn(byte[] pdf) => ObjectsIn(pdf).SelectMany(objects => Title().Matches(objects))
        .Select(title => Encoding.BigEndianUnicode.GetString(Convert.FromHexString(title.Groups["hex"].Value)));

    /// <summary>Everything but pictures and pages is packed into streams of objects.</summary>
    private static IEnumerable<string> ObjectsIn(byte[] pdf)
    {
        const string Packed = "/Type/ObjStm";
        string raw = Encoding.Latin1.GetString(pdf);
        for (int at = raw.IndexOf(Packed, StringComparison.Ordinal); at >= 0; at = raw.IndexOf(Packed, at + 1, StringComparison.Ordinal))
        {
            int start = raw.IndexOf('\n', raw.IndexOf("stream", at + Packed.Length, StringComparison.Ordinal)) + 1;
            using ZLibStream packed = new(new MemoryStream(pdf, start, pdf.Length - start), CompressionMode.Decompress);
            using StreamReader reader = new(packed, Encoding.Latin1);
            yield return reader.ReadToEnd();
        }
    }

    [GeneratedRegex("<</Title<FEFF(?<hex>[0-9A-F]+)>/Parent", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Title();
}
