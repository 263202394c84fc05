namespace Kkr.Workflow.Adapters.Blobs;

/// <summary>Names that every blob service and every link to it understands in the same way.</summary>
internal static class BlobPath
{
    private const int LongestName = 1024;

    /// <exception cref="ArgumentException">The path is empty, too long, or has a part that some client would read as something else.</exception>
    public static void Check(string path)
    {
        if (path.Length is 0 or > LongestName)
        {
            throw new ArgumentException($"A document's path has 1 to {LongestName} characters, not {path.Length}.", nameof(path));
        }

        foreach (string part in path.Split('/'))
        {
            if (part.Length == 0 || part[^1] == '.' || part.Any(c => char.IsControl(c) || c == '\\'))
            {
                throw new ArgumentException(
                    $"'{path}' is no document path: its parts may not be empty, end in a full stop, or hold a backslash or control character.", nameof(path));
            }
        }
    }
}
