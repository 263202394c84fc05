using System.Net;

namespace Azure.Data.Tables.Sas;

/// <summary>The addresses that a signature may be used from.</summary>
public readonly struct TableSasIPRange : IEquatable<TableSasIPRange>
{
    /// <summary>One address, or all from one to another.</summary>
    /// <param name="start">The first.</param>
    /// <param name="end">The last; the first alone when null.</param>
    public TableSasIPRange(IPAddress? start, IPAddress? end = null)
    {
        Start = start ?? IPAddress.None;
        End = end ?? IPAddress.None;
    }

    /// <summary>The first address; <see cref="IPAddress.None"/> or null for any.</summary>
    public IPAddress Start { get; }

    /// <summary>The last address; <see cref="IPAddress.None"/> or null where there is one only.</summary>
    public IPAddress End { get; }

    /// <summary>Whether both cover the same addresses.</summary>
    /// <param name="left">One range.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(TableSasIPRange left, TableSasIPRange right) => left.Equals(right);

    /// <summary>Whether they cover different addresses.</summary>
    /// <param name="left">One range.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(TableSasIPRange left, TableSasIPRange right) => !left.Equals(right);

    /// <summary>Reads <c>start</c> or <c>start-end</c>.</summary>
    /// <param name="s">The text.</param>
    /// <returns>The range.</returns>
    /// <exception cref="FormatException">An address is not one.</exception>
    public static TableSasIPRange Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        int dash = s.IndexOf('-', StringComparison.Ordinal);
        return dash < 0 ? new TableSasIPRange(IPAddress.Parse(s)) : new TableSasIPRange(IPAddress.Parse(s[..dash]), IPAddress.Parse(s[(dash + 1)..]));
    }

    /// <inheritdoc />
    public bool Equals(TableSasIPRange other) => ToString() == other.ToString();

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is TableSasIPRange other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary><c>start</c>, <c>start-end</c>, or empty for any address.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => IsAny(Start) ? "" : IsAny(End) ? Start.ToString() : $"{Start}-{End}";

    private static bool IsAny(IPAddress? address) => address is null || address.Equals(IPAddress.None);
}
