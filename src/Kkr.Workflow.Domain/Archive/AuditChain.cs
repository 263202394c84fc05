using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.Domain.Archive;

/// <summary>A place in the chain: an entry's number and hash. Noted elsewhere it is an anchor, and at the beginning of what is left a checkpoint.</summary>
/// <param name="Number">The entry's number, from 1; 0 is the place before the first.</param>
/// <param name="Hash">64 lower-case hex digits.</param>
public sealed record AuditPoint(long Number, string Hash)
{
    /// <summary>As it is printed: <c>17:3f…</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}:{Hash}");

    /// <summary>Reads what <see cref="ToString"/> wrote; null when it is something else.</summary>
    public static AuditPoint? Parse(string text)
    {
        string[] parts = text.Trim().Split(':');
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            && parts[1].Length == 64 && parts[1].All(char.IsAsciiHexDigitLower)
            ? new AuditPoint(number, parts[1])
            : null;
    }
}

/// <summary>An entry as it is kept.</summary>
/// <param name="Number">Its place in the council's log, from 1.</param>
/// <param name="Previous">The hash of the entry before.</param>
/// <param name="Hash">The entry's own hash.</param>
/// <param name="Json">The entry's JSON exactly as it was hashed.</param>
/// <param name="Entry">The same, read.</param>
public sealed record AuditRow(long Number, string Previous, string Hash, string Json, AuditEntry Entry);

/// <summary>How each audit row hashes the one before.</summary>
public static class AuditChain
{
    /// <summary>The action of the entry that vouches for a checkpoint: its <see cref="AuditEntry.After"/> is the checkpoint's point.</summary>
    public const string Pruned = "audit-pruned";

    /// <summary>What the first row hashes.</summary>
    public static string Start { get; } = new('0', 64);

    /// <summary>The place before the first entry.</summary>
    public static AuditPoint Beginning { get; } = new(0, Start);

    /// <summary>The hash of a row: of the hash before it, its number and its content. The first two have a fixed form, so nothing can be shifted between the three.</summary>
    public static string Link(string previous, long number, string json) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{previous}\n{number.ToString("D12", CultureInfo.InvariantCulture)}\n{json}")));
}
