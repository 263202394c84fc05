using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Kkr.Workflow.Adapters.Tables;

/// <summary>How each audit row hashes the one before.</summary>
internal static class AuditChain
{
    /// <summary>What the first row hashes.</summary>
    public static readonly string Start = new('0', 64);

    /// <summary>The hash of a row: of the hash before it, its number and its content. The first two have a fixed form, so nothing can be shifted between the three.</summary>
    public static string Link(string previous, long number, string json) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{previous}\n{number.ToString("D12", CultureInfo.InvariantCulture)}\n{json}")));
}

/// <summary>What a check of a council's audit log found.</summary>
/// <param name="Entries">How many entries were found to be in order, from the oldest on.</param>
/// <param name="FirstBroken">The number of the first entry that is not in order, from 1; null when all are.</param>
/// <param name="Reason">What is wrong with it; null when nothing is.</param>
public sealed record AuditVerification(long Entries, long? FirstBroken, string? Reason)
{
    /// <summary>True when every entry is there, in order and as it was written.</summary>
    public bool IsIntact => FirstBroken is null;
}
