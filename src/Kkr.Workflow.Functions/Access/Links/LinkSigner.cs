using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Kkr.Workflow.Domain;
using Microsoft.Extensions.Options;

namespace Kkr.Workflow.Functions.Access.Links;

/// <summary>Writes links as tokens and reads them back: the fields, and HMAC-SHA256 over all of them and the key's id.</summary>
public sealed class LinkSigner(IOptions<AccessOptions> options)
{
    private const byte Format = 1;
    private const int MacLength = HMACSHA256.HashSizeInBytes;
    private const int LongestToken = 2048;

    /// <summary>What is signed with the same keys for something else begins otherwise.</summary>
    private static readonly byte[] LinkLabel = "kkr-link-1\0"u8.ToArray();
    private static readonly byte[] FormLabel = "kkr-form-1\0"u8.ToArray();

    private readonly Lazy<LinkKeys> keys = new(() => LinkKeys.Parse(options.Value.LinkKeys, out string? error)
        ?? throw new InvalidOperationException($"{AccessOptions.Section}:{nameof(AccessOptions.LinkKeys)}: {error}."));

    internal string Write(SignedLink link)
    {
        (string id, byte[] key) = keys.Value.Newest;
        using MemoryStream body = new();
        body.WriteByte(Format);
        WriteText(body, id);
        body.WriteByte((byte)link.Purpose);
        WriteTime(body, link.Issued);
        WriteTime(body, link.Expires);
        foreach (string text in (string[])[link.Meeting.Council, link.Meeting.Meeting, link.Post, link.Person, link.Subject])
        {
            WriteText(body, text);
        }

        body.Write(Mac(key, LinkLabel, body.ToArray()));
        return Base64Url.EncodeToString(body.ToArray());
    }

    /// <summary>The link, or null when one of our keys did not sign exactly this token.</summary>
    internal SignedLink? Read(string token)
    {
        if (token.Length is 0 or > LongestToken || !Base64Url.IsValid(token))
        {
            return null;
        }

        byte[] bytes = Base64Url.DecodeFromChars(token);

        // The last character has bits that carry nothing; only one of its spellings is ours.
        if (bytes.Length <= MacLength || Base64Url.EncodeToString(bytes) != token)
        {
            return null;
        }

        try
        {
            ReadOnlySpan<byte> body = bytes.AsSpan(..^MacLength);
            ReadOnlySpan<byte> rest = body[1..];
            return body[0] == Format
                && keys.Value.Find(ReadText(ref rest)) is { } key
                && CryptographicOperations.FixedTimeEquals(Mac(key, LinkLabel, body), bytes.AsSpan(^MacLength..))
                ? ReadFields(rest)
                : null;
        }
        catch (Exception fault) when (fault is ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>What a form carries so that only a page we made for this link can send it.</summary>
    internal string FormToken(string token, string form)
    {
        byte[] key = keys.Value.Newest.Key;
        return FormTokenBy(key, token, form);
    }

    internal bool IsFormToken(string token, string form, string given)
    {
        // The key may have been changed while somebody was writing.
        byte[] bytes = Base64Url.IsValid(token) ? Base64Url.DecodeFromChars(token) : [];
        byte[][] possible = [keys.Value.Newest.Key, .. bytes.Length > MacLength && KeyOf(bytes) is { } own ? [own] : Array.Empty<byte[]>()];
        return possible.Any(key => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(FormTokenBy(key, token, form)), Encoding.UTF8.GetBytes(given)));
    }

    private byte[]? KeyOf(byte[] bytes)
    {
        ReadOnlySpan<byte> rest = bytes.AsSpan(1);
        return rest[0] < rest.Length ? keys.Value.Find(ReadText(ref rest)) : null;
    }

    private static string FormTokenBy(byte[] key, string token, string form) =>
        Base64Url.EncodeToString(Mac(key, FormLabel, Encoding.UTF8.GetBytes($"{form}\n{token}")));

    private static SignedLink ReadFields(ReadOnlySpan<byte> rest)
    {
        LinkPurpose purpose = (LinkPurpose)rest[0];
        rest = rest[1..];
        DateTimeOffset issued = ReadTime(ref rest);
        DateTimeOffset expires = ReadTime(ref rest);
        MeetingKey meeting = new(ReadText(ref rest), ReadText(ref rest));
        return new SignedLink(purpose, meeting, ReadText(ref rest), ReadText(ref rest), ReadText(ref rest), issued, expires);
    }

    private static byte[] Mac(byte[] key, ReadOnlySpan<byte> label, ReadOnlySpan<byte> body)
    {
        using IncrementalHash hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(label);
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }

    private static void WriteText(MemoryStream body, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(length, checked((ushort)bytes.Length));
        body.Write(length);
        body.Write(bytes);
    }

    private static string ReadText(ref ReadOnlySpan<byte> rest)
    {
        int length = BinaryPrimitives.ReadUInt16BigEndian(rest);
        string text = Encoding.UTF8.GetString(rest.Slice(sizeof(ushort), length));
        rest = rest[(sizeof(ushort) + length)..];
        return text;
    }

    private static void WriteTime(MemoryStream body, DateTimeOffset time)
    {
        Span<byte> seconds = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(seconds, time.ToUnixTimeSeconds());
        body.Write(seconds[3..]);
    }

    private static DateTimeOffset ReadTime(ref ReadOnlySpan<byte> rest)
    {
        Span<byte> seconds = stackalloc byte[sizeof(long)];
        rest[..5].CopyTo(seconds[3..]);
        rest = rest[5..];
        return DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(seconds));
    }
}
