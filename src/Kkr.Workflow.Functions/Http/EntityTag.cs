using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Kkr.Workflow.Functions.Http;

/// <summary>
/// Strong entity tags (RFC 9110, 8.8.3), quotes included. A tag has one or two parts: the version of the record that changes are checked against, and for
/// what is read also a digest of the answer itself: <c>"version.content"</c>. The second part lets a view be unchanged or not as a whole; the first
/// keeps a change of one thing from being refused because another thing in the same view has changed.
/// </summary>
internal static class EntityTag
{
    private const int Length = 22;

    /// <summary>The tag of stored records, from the tags that storage gave them; storage's own may be weak, and some are no entity tags at all.</summary>
    public static string OfVersion(params ReadOnlySpan<string> stored) => OfBytes(Encoding.UTF8.GetBytes(string.Join('\n', stored)));

    /// <summary>The tag of a part of a record, which keeps it when the record's other parts change.</summary>
    public static string OfContent<T>(T value) => OfBytes(JsonSerializer.SerializeToUtf8Bytes(value, Wire.Options));

    public static string OfBytes(ReadOnlySpan<byte> content) => $"\"{TokenOf(content)}\"";

    /// <summary>The tag of an answer to a GET.</summary>
    /// <param name="version">The tag of what changes are checked against; null for a view that nothing is changed through.</param>
    /// <param name="content">The answer's bytes.</param>
    public static string OfAnswer(string? version, ReadOnlySpan<byte> content) =>
        version is null ? OfBytes(content) : $"\"{version.Trim('"').Split('.')[0]}.{TokenOf(content)}\"";

    /// <summary>True when a tag that a caller sent names this version, with or without the digest of the answer it came with.</summary>
    public static bool IsOfVersion(string sent, string version) => sent == version || sent.Split('.')[0] + "\"" == version;

    private static string TokenOf(ReadOnlySpan<byte> content) =>
        Convert.ToBase64String(SHA256.HashData(content))[..Length].Replace('+', '-').Replace('/', '_');
}
