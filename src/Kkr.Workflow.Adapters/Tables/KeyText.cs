using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Kkr.Workflow.Adapters.Tables;

/// <summary>
/// Text as part of a table key. Letters of any language stay as they are; what Table Storage or a client on the way refuses or rewrites is
/// written <c>~</c> and four hex digits, and so is the separator <c>|</c>.
/// </summary>
internal static class KeyText
{
    private const int LongestKey = 512;

    public static string Join(params ReadOnlySpan<string> parts)
    {
        StringBuilder key = new();
        foreach (string part in parts)
        {
            if (key.Length > 0)
            {
                key.Append('|');
            }

            Append(key, part);
        }

        return key.Length is > 0 and <= LongestKey
            ? key.ToString()
            : throw new ArgumentException($"A table key has 1 to {LongestKey} characters; '{string.Join('|', parts)}' gives {key.Length}.", nameof(parts));
    }

    /// <summary>A key for text of any length and content, e.g. a caller's idempotency key.</summary>
    public static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>A filter for the rows of a partition whose key begins with <paramref name="prefix"/>; neither needs quoting after <see cref="Join"/>.</summary>
    public static string Filter(string partition, string prefix) =>
        $"PartitionKey eq '{partition}' and RowKey ge '{prefix}' and RowKey lt '{prefix[..^1]}{(char)(prefix[^1] + 1)}'";

    public static string Filter(string partition) => $"PartitionKey eq '{partition}'";

    private static void Append(StringBuilder key, string part)
    {
        foreach (char c in part)
        {
            if (c is '/' or '\\' or '#' or '?' or '%' or '|' or '~' or '\'' or '+' || char.IsControl(c))
            {
                key.Append('~').Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
            }
            else
            {
                key.Append(c);
            }
        }
    }
}
