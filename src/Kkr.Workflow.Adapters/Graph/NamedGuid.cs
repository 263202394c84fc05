using System.Security.Cryptography;
using System.Text;

namespace Kkr.Workflow.Adapters.Graph;

/// <summary>A GUID made from a name (RFC 9562, version 5): the same name gives the same GUID on every machine.</summary>
internal static class NamedGuid
{
    public static Guid Create(Guid space, string name)
    {
        byte[] text = Encoding.UTF8.GetBytes(name);
        byte[] input = new byte[16 + text.Length];
        space.TryWriteBytes(input, bigEndian: true, out _);
        text.CopyTo(input, 16);
#pragma warning disable CA5350 // Version 5 is SHA-1 by definition; nothing is protected by it.
        Span<byte> digest = SHA1.HashData(input).AsSpan(0, 16);
#pragma warning restore CA5350
        digest[6] = (byte)((digest[6] & 0x0F) | 0x50);
        digest[8] = (byte)((digest[8] & 0x3F) | 0x80);
        return new Guid(digest, bigEndian: true);
    }
}
