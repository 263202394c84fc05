using System.Security.Cryptography;
using System.Text;

namespace Kkr.Runtime.Engine.Orchestration;

/// <summary>Name-based GUIDs (RFC 9562, version 5).</summary>
internal static class DeterministicGuid
{
    private static readonly byte[] Namespace = new Guid("6f1f9c39-70d5-4d43-8a0b-2f2d8a5f3c11").ToByteArray(bigEndian: true);

    public static Guid Of(string name)
    {
        byte[] text = [.. Namespace, .. Encoding.UTF8.GetBytes(name)];
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
#pragma warning disable CA5350 // Version 5 is defined with SHA-1; nothing secret depends on it.
        SHA1.HashData(text, hash);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
