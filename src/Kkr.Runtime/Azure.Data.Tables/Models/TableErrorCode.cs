namespace Azure.Data.Tables.Models;

/// <summary>The table service's error codes, to compare <see cref="RequestFailedException.ErrorCode"/> with.</summary>
public readonly partial struct TableErrorCode : IEquatable<TableErrorCode>
{
    private readonly string _value;

    /// <summary>A code by its name.</summary>
    /// <param name="value">The name, as the service writes it.</param>
    public TableErrorCode(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _value = value;
    }

    /// <summary>A code by its name.</summary>
    /// <param name="value">The name, as the service writes it.</param>
    public static implicit operator TableErrorCode(string value) => new(value);

    /// <summary>Whether both are the same code, without regard to case.</summary>
    /// <param name="left">One code.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(TableErrorCode left, TableErrorCode right) => left.Equals(right);

    /// <summary>Whether they are different codes.</summary>
    /// <param name="left">One code.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(TableErrorCode left, TableErrorCode right) => !left.Equals(right);

    /// <summary>Whether a text is this code. Null is no code.</summary>
    /// <param name="code">The code.</param>
    /// <param name="value">The text.</param>
    public static bool operator ==(TableErrorCode code, string? value) => value is not null && code.Equals(value);

    /// <summary>Whether a text is not this code.</summary>
    /// <param name="code">The code.</param>
    /// <param name="value">The text.</param>
    public static bool operator !=(TableErrorCode code, string? value) => !(code == value);

    /// <summary>Whether a text is this code. Null is no code.</summary>
    /// <param name="value">The text.</param>
    /// <param name="code">The code.</param>
    public static bool operator ==(string? value, TableErrorCode code) => code == value;

    /// <summary>Whether a text is not this code.</summary>
    /// <param name="value">The text.</param>
    /// <param name="code">The code.</param>
    public static bool operator !=(string? value, TableErrorCode code) => !(code == value);

    /// <inheritdoc />
    public bool Equals(TableErrorCode other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is TableErrorCode other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => _value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(_value);

    /// <summary>The code's name.</summary>
    /// <returns>The name, as given.</returns>
    public override string ToString() => _value;
}
