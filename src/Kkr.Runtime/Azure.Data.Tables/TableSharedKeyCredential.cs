using System.Security.Cryptography;
using System.Text;

namespace Azure.Data.Tables;

/// <summary>A storage account's name and one of its two keys.</summary>
public class TableSharedKeyCredential
{
    private byte[] _key;

    /// <summary>A credential from an account's name and key.</summary>
    /// <param name="accountName">The account's name.</param>
    /// <param name="accountKey">The key, in base64 as the portal shows it.</param>
    /// <exception cref="FormatException">The key is not base64.</exception>
    public TableSharedKeyCredential(string accountName, string accountKey)
    {
        ArgumentException.ThrowIfNullOrEmpty(accountName);
        ArgumentException.ThrowIfNullOrEmpty(accountKey);
        AccountName = accountName;
        _key = Convert.FromBase64String(accountKey);
    }

    /// <summary>The account's name.</summary>
    public string AccountName { get; }

    /// <summary>Replaces the key, for instance after a rotation. Clients that use this credential sign with the new key from then on.</summary>
    /// <param name="accountKey">The new key, in base64.</param>
    public void SetAccountKey(string accountKey)
    {
        ArgumentException.ThrowIfNullOrEmpty(accountKey);
        Volatile.Write(ref _key, Convert.FromBase64String(accountKey));
    }

    /// <summary>HMAC-SHA256 of the text in UTF-8, in base64.</summary>
    internal string Sign(string text)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        int length = Encoding.UTF8.GetByteCount(text);
        Span<byte> bytes = length <= 1024 ? stackalloc byte[1024] : new byte[length];
        length = Encoding.UTF8.GetBytes(text, bytes);
        HMACSHA256.HashData(Volatile.Read(ref _key), bytes[..length], hash);
        return Convert.ToBase64String(hash);
    }
}
