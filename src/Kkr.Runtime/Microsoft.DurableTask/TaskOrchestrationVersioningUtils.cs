namespace Microsoft.DurableTask.Abstractions;

/// <summary>Compares the versions of orchestrations.</summary>
public static class TaskOrchestrationVersioningUtils
{
    /// <summary>Compares two versions: none is lowest, <c>a.b.c</c> numerically where both read so, else as text without regard to case.</summary>
    /// <param name="sourceVersion">One version; may be empty.</param>
    /// <param name="otherVersion">The other; may be empty.</param>
    /// <returns>Below zero, zero or above zero, as the first is lower than, equal to or higher than the second.</returns>
    public static int CompareVersions(string sourceVersion, string otherVersion)
    {
        bool noSource = string.IsNullOrWhiteSpace(sourceVersion);
        bool noOther = string.IsNullOrWhiteSpace(otherVersion);
        if (noSource || noOther)
        {
            return noOther.CompareTo(noSource);
        }

        return System.Version.TryParse(sourceVersion, out Version? source) && System.Version.TryParse(otherVersion, out Version? other)
            ? source.CompareTo(other)
            : string.Compare(sourceVersion, otherVersion, StringComparison.OrdinalIgnoreCase);
    }
}
