namespace Kkr.Workflow.Functions.Access.Links;

/// <summary>The keys that links are signed with: the first signs, the others still verify what they signed.</summary>
internal sealed class LinkKeys
{
    /// <summary>The strength of SHA-256 itself; a longer key adds nothing.</summary>
    public const int ShortestKey = 32;

    private const int LongestId = 16;

    private readonly IReadOnlyList<(string Id, byte[] Key)> keys;

    private LinkKeys(IReadOnlyList<(string Id, byte[] Key)> keys) => this.keys = keys;

    public (string Id, byte[] Key) Newest => keys[0];

    /// <summary>Reads <c>id:base64;id:base64;…</c>, newest first. What is wrong is said without the key.</summary>
    /// <param name="text">The setting.</param>
    /// <param name="error">Why it cannot be used, or null.</param>
    public static LinkKeys? Parse(string? text, out string? error)
    {
        List<(string Id, byte[] Key)> found = [];
        foreach (string part in (text ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string id = part.Split(':', 2)[0];
            byte[] key = new byte[part.Length];
            if (id.Length is 0 or > LongestId || !id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') || found.Any(known => known.Id == id))
            {
                error = $"key {found.Count + 1} needs an id of its own of at most {LongestId} letters, digits and hyphens, followed by a colon";
                return null;
            }

            if (!Convert.TryFromBase64String(part[Math.Min(id.Length + 1, part.Length)..], key, out int length) || length < ShortestKey)
            {
                error = $"key '{id}' must be at least {ShortestKey} random bytes as base64";
                return null;
            }

            found.Add((id, key[..length]));
        }

        error = found.Count == 0 ? "it is missing" : null;
        return found.Count == 0 ? null : new LinkKeys(found);
    }

    public byte[]? Find(string id) => keys.FirstOrDefault(key => key.Id == id).Key;
}
