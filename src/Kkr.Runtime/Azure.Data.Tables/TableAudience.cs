namespace Azure.Data.Tables;

/// <summary>The cloud whose storage a token is for.</summary>
public readonly struct TableAudience : IEquatable<TableAudience>
{
    private readonly string _value;

    /// <summary>An audience by its address, such as <c>https://storage.azure.com</c>.</summary>
    /// <param name="value">The address.</param>
    public TableAudience(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        _value = value;
    }

    /// <summary>Azure operated by 21Vianet in China.</summary>
    public static TableAudience AzureChina { get; } = new("https://storage.azure.cn");

    /// <summary>Azure for the government of the United States.</summary>
    public static TableAudience AzureGovernment { get; } = new("https://storage.azure.us");

    /// <summary>The public Azure cloud.</summary>
    public static TableAudience AzurePublicCloud { get; } = new("https://storage.azure.com");

    /// <summary>Whether both name the same cloud, without regard to case.</summary>
    /// <param name="left">One audience.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(TableAudience left, TableAudience right) => left.Equals(right);

    /// <summary>Whether they name different clouds.</summary>
    /// <param name="left">One audience.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(TableAudience left, TableAudience right) => !left.Equals(right);

    /// <summary>An audience by its address.</summary>
    /// <param name="value">The address.</param>
    public static implicit operator TableAudience(string value) => new(value);

    /// <inheritdoc />
    public bool Equals(TableAudience other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is TableAudience other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => _value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(_value);

    /// <summary>The address.</summary>
    /// <returns>The address, as given.</returns>
    public override string ToString() => _value;

    internal string DefaultScope => $"{_value.TrimEnd('/')}/.default";
}
