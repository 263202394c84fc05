using System.Security.Cryptography;
using System.Text;

namespace Kkr.Workflow.Functions.Mailing;

/// <summary>Tells addresses apart without keeping them.</summary>
internal static class AddressDigest
{
    private const int Kept = 16;

    public static string Of(string address) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.Trim().ToUpperInvariant())))[..Kept];
}
