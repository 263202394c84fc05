using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.Domain.Archive;

/// <summary>The first line of an export.</summary>
/// <param name="Format">Always <see cref="AuditExport.Format"/>.</param>
/// <param name="Council">Council id.</param>
/// <param name="ExportedAt">UTC.</param>
/// <param name="Checkpoint">Where the log begins, <c>number:hash</c>; number 0 when it is whole.</param>
/// <param name="Head">The log's end when the export was made, <c>number:hash</c>.</param>
/// <param name="Entries">How many lines follow.</param>
public sealed record AuditManifest(string Format, string Council, DateTimeOffset ExportedAt, string Checkpoint, string Head, long Entries);

/// <summary>An audit log as JSON Lines: a manifest, then a line for each entry with the very text that was hashed (docs/audit.md).</summary>
public static class AuditExport
{
    public const string Format = "kkr-audit/1";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        RespectRequiredConstructorParameters = true,
    };

    public static AuditManifest Manifest(string council, DateTimeOffset now, AuditPoint? checkpoint, AuditPoint head)
    {
        AuditPoint from = checkpoint ?? AuditChain.Beginning;
        return new AuditManifest(Format, council, now.ToUniversalTime(), from.ToString(), head.ToString(), head.Number - from.Number);
    }

    public static string Line(AuditManifest manifest) => JsonSerializer.Serialize(manifest, Options);

    public static string Line(AuditRow row) => JsonSerializer.Serialize(new ExportedRow(row.Number, row.Previous, row.Hash, row.Json), Options);

    /// <summary>Checks an export without any storage. A text that is no export is refused; a line that cannot be read counts as a changed entry.</summary>
    /// <param name="export">The export.</param>
    /// <param name="anchor">A point that was noted earlier, or null.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<Result<AuditVerification>> VerifyAsync(TextReader export, AuditPoint? anchor, CancellationToken cancellation)
    {
        AuditManifest? manifest = TryRead<AuditManifest>(await export.ReadLineAsync(cancellation));
        if (manifest?.Format != Format || AuditPoint.Parse(manifest.Checkpoint) is not { } checkpoint || AuditPoint.Parse(manifest.Head) is not { } head)
        {
            return Refusal.OfField(
                "audit-export-malformed", "export", $"the first line is a manifest of format {Format}", null,
                "Filen er ikke en eksport af en revisionslog: Den første linje er ikke en indholdserklæring, der kan læses.",
                "This is no export of an audit log: its first line is not a manifest that can be read.");
        }

        AuditCheck check = new(checkpoint, anchor);
        string? atHead = head.Number == checkpoint.Number ? checkpoint.Hash : null;
        while (await export.ReadLineAsync(cancellation) is { } line)
        {
            if (line.Length == 0)
            {
                continue;
            }

            ExportedRow? row = TryRead<ExportedRow>(line);
            AuditEntry? entry = TryRead<AuditEntry>(row?.Entry);
            long number = row?.Number ?? check.Last.Number + 1;
            AuditRow read = new(number, row?.Previous ?? "", row?.Hash ?? "", row?.Entry ?? "", entry ?? new AuditEntry("", default, "", "", ""));
            if (!check.Take(read) || entry is null)
            {
                break;
            }

            atHead = number == head.Number ? read.Hash : atHead;
        }

        AuditVerification found = check.Close(head, atHead);
        return found.IsIntact && found.Last.Number > head.Number
            ? new AuditVerification(head.Number - checkpoint.Number, head.Number + 1, AuditFault.Uncounted) { Last = head }
            : found;
    }

    private static T? TryRead<T>(string? json)
        where T : class
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize<T>(json, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record ExportedRow(long Number, string Previous, string Hash, string Entry);
}
