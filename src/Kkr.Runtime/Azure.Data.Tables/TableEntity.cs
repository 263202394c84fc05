namespace Azure.Data.Tables;

/// <summary>
/// A row whose properties are looked up by name. Values are string, bool, int, long, double, DateTime, DateTimeOffset, Guid, byte[] and
/// BinaryData; read back, dates are DateTimeOffset and binary values are byte[].
/// </summary>
public sealed partial class TableEntity : ITableEntity
{
    internal const string ETagKey = "odata.etag";

    private readonly Dictionary<string, object?> _properties;

    /// <summary>A row without keys.</summary>
    public TableEntity()
    {
        _properties = new Dictionary<string, object?>(StringComparer.Ordinal);
    }

    /// <summary>A row with keys.</summary>
    /// <param name="partitionKey">The partition key.</param>
    /// <param name="rowKey">The row key.</param>
    public TableEntity(string? partitionKey, string? rowKey)
        : this()
    {
        _properties[nameof(PartitionKey)] = partitionKey;
        _properties[nameof(RowKey)] = rowKey;
    }

    /// <summary>A row with a copy of the given properties, keys among them.</summary>
    /// <param name="values">The properties.</param>
    public TableEntity(IDictionary<string, object> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        _properties = new Dictionary<string, object?>(values!, StringComparer.Ordinal);
    }

    /// <inheritdoc />
    public string PartitionKey
    {
        get => GetString(nameof(PartitionKey))!;
        set => _properties[nameof(PartitionKey)] = value;
    }

    /// <inheritdoc />
    public string RowKey
    {
        get => GetString(nameof(RowKey))!;
        set => _properties[nameof(RowKey)] = value;
    }

    /// <inheritdoc />
    public DateTimeOffset? Timestamp
    {
        get => GetDateTimeOffset(nameof(Timestamp));
        set => _properties[nameof(Timestamp)] = value;
    }

    /// <inheritdoc />
    public ETag ETag
    {
        get => GetString(ETagKey) is { } etag ? new ETag(etag) : default;
        set => _properties[ETagKey] = value.ToString();
    }

    /// <summary>The text of a property; null when it is missing.</summary>
    /// <param name="key">The property's name.</param>
    /// <returns>The value, or null.</returns>
    /// <exception cref="InvalidOperationException">The property has another type.</exception>
    public string? GetString(string key) => Get(key, typeof(string)) as string;

    /// <summary>The binary value of a property; null when it is missing.</summary>
    /// <param name="key">The property's name.</param>
    /// <returns>The value, or null.</returns>
    /// <exception cref="InvalidOperationException">The property has another type.</exception>
    public BinaryData? GetBinaryData(string key) => Get(key, typeof(BinaryData)) as BinaryData;

    /// <summary>The binary value of a property; null when it is missing.</summary>
    /// <param name="key">The property's name.</param>
    /// <returns>The value, or null.</returns>
    /// <exception cref="InvalidOperationException">The property has another type.</exception>
    public byte[]? GetBinary(string key) => Get(key, typeof(byte[])) as byte[];

    /// <summary>The boolean value of a property; null when it is missing.</summary>
    /// <param name="key">The property's name.</param>
    /// <returns>The value, or null.</returns>
    /// <exception cref="InvalidOperationException">The property has another type.</exception>
    public bool? GetBoolean(string key) => (bool?)Get(key, typeof(bool));

    /// <summary>The instant, in UTC, of a property; null when it is missing.</summary>
    /// <param name="key">The property's name.</param>
    /// <returns>The value, or null.</returns>
    /// <exception cref="InvalidOperationException">The property has another type.</exception>
    public DateTime? GetDateTime(string key) => (DateTime?)Get(key, typeof(DateTime));

    /// <summary>The instant of a property; null when it is missing.</summary>
    /// <param name="key">The property's name.</param>
    /// <returns>The value, or null.</returns>
    /// <exception cref="InvalidOperationException">The property has another type.</exception>
    public DateTimeOffset? GetDateTimeOffset(string key) => (DateTimeOffset?)Get(key, typeof(DateTimeOffset));

    /// <summary>The double of a property; null when it is missing.</summary>
    /// <param name="key">The property's name.</param>
    /// <returns>The value, or null.</returns>
    /// <exception cref="InvalidOperationException">The property has another type.</exception>
    public double? GetDouble(string key) => (double?)Get(key, typeof(double));

    /// <summary>The GUID of a property; null when it is missing.</summary>
    /// <param name="key">The property's name.</param>
    /// <returns>The value, or null.</returns>
    /// <exception cref="InvalidOperationException">The property has another type.</exception>
    public Guid? GetGuid(string key) => (Guid?)Get(key, typeof(Guid));

    /// <summary>The 32-bit integer of a property; null when it is missing.</summary>
    /// <param name="key">The property's name.</param>
    /// <returns>The value, or null.</returns>
    /// <exception cref="InvalidOperationException">The property has another type.</exception>
    public int? GetInt32(string key) => (int?)Get(key, typeof(int));

    /// <summary>The 64-bit integer of a property; null when it is missing.</summary>
    /// <param name="key">The property's name.</param>
    /// <returns>The value, or null.</returns>
    /// <exception cref="InvalidOperationException">The property has another type.</exception>
    public long? GetInt64(string key) => (long?)Get(key, typeof(long));

    /// <summary>The properties as they are, for the wire.</summary>
    internal Dictionary<string, object?> Properties => _properties;

    private object? Get(string key, Type wanted)
    {
        if (!_properties.TryGetValue(key, out object? value) || value is null || value.GetType() == wanted)
        {
            return value;
        }

        return value switch
        {
            DateTimeOffset instant when wanted == typeof(DateTime) => instant.UtcDateTime,
            DateTime instant when wanted == typeof(DateTimeOffset) => new DateTimeOffset(instant),
            byte[] bytes when wanted == typeof(BinaryData) => BinaryData.FromBytes(bytes),
            BinaryData data when wanted == typeof(byte[]) => data.ToArray(),
            _ => throw new InvalidOperationException($"The property '{key}' is a {value.GetType()}, not a {wanted}."),
        };
    }
}
