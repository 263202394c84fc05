using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Serialization;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;

namespace Kkr.Runtime.Tables;

/// <summary>The stored properties of a class that implements <see cref="ITableEntity"/>, found once per class.</summary>
internal sealed class EntityShape
{
    private static readonly ConcurrentDictionary<Type, EntityShape> Cache = new();

    private EntityShape(Type type)
    {
        Properties = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0
                && property.GetCustomAttribute<IgnoreDataMemberAttribute>() is null
                && !IsSystem(property.Name))
            .Select(property => new EntityProperty(property))];
    }

    /// <summary>All but the keys, the timestamp and the version, which go through the interface.</summary>
    public EntityProperty[] Properties { get; }

    public static EntityShape Of(Type type) => Cache.GetOrAdd(type, static t => new EntityShape(t));

    /// <summary>The name that a member has in the table.</summary>
    public static string StoredName(MemberInfo member) => member.GetCustomAttribute<DataMemberAttribute>()?.Name is { Length: > 0 } name ? name : member.Name;

    /// <summary>The property whose name the reader stands on; <paramref name="guess"/> is where it was in the row before.</summary>
    public EntityProperty? Find(ref Utf8JsonReader reader, int guess)
    {
        EntityProperty[] properties = Properties;
        if (guess < properties.Length && reader.ValueTextEquals(properties[guess].Utf8Name))
        {
            return properties[guess];
        }

        foreach (EntityProperty property in properties)
        {
            if (reader.ValueTextEquals(property.Utf8Name))
            {
                return property;
            }
        }

        return null;
    }

    private static bool IsSystem(string name)
        => name is nameof(ITableEntity.PartitionKey) or nameof(ITableEntity.RowKey) or nameof(ITableEntity.Timestamp) or nameof(ITableEntity.ETag);
}

/// <summary>One stored property of a class.</summary>
internal sealed class EntityProperty
{
    private readonly MethodInvoker? _get;
    private readonly MethodInvoker? _set;
    private readonly Type _type;

    public EntityProperty(PropertyInfo property)
    {
        Name = new PropertyName(EntityShape.StoredName(property));
        Utf8Name = Encoding.UTF8.GetBytes(Name.Text);
        _type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        _get = property.GetMethod is { IsPublic: true } get ? MethodInvoker.Create(get) : null;
        _set = property.SetMethod is { } set ? MethodInvoker.Create(set) : null;
    }

    public PropertyName Name { get; }

    public byte[] Utf8Name { get; }

    public void Write(Utf8JsonWriter writer, object entity)
    {
        if (_get is not null)
        {
            object? value = _get.Invoke(entity);
            EdmValue.Write(writer, Name, value is Enum ? value.ToString() : value);
        }
    }

    /// <summary>Sets the property from the value that the reader stands on, as the property's own type.</summary>
    public void Read(ref Utf8JsonReader reader, object entity)
    {
        if (_set is null || reader.TokenType == JsonTokenType.Null)
        {
            return;
        }

        try
        {
            if (Value(ref reader) is { } value)
            {
                _set.Invoke(entity, value);
            }
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException or OverflowException or ArgumentException)
        {
            throw new InvalidOperationException($"The property '{Name.Text}' of a row cannot be read as {_type}.", exception);
        }
    }

    private object? Value(ref Utf8JsonReader reader)
    {
        if (_type == typeof(string))
        {
            return reader.GetString();
        }

        if (_type.IsEnum)
        {
            return Enum.Parse(_type, reader.GetString()!);
        }

        if (_type == typeof(int))
        {
            return reader.GetInt32();
        }

        if (_type == typeof(long))
        {
            return EdmValue.ParseInt64(ref reader);
        }

        if (_type == typeof(DateTimeOffset))
        {
            return EdmValue.ParseInstant(ref reader);
        }

        return OtherValue(ref reader);
    }

    private object? OtherValue(ref Utf8JsonReader reader) => Type.GetTypeCode(_type) switch
    {
        TypeCode.Boolean => reader.GetBoolean(),
        TypeCode.Double => reader.TokenType == JsonTokenType.Number ? reader.GetDouble() : EdmValue.ParseDouble(reader.GetString()!),
        TypeCode.DateTime => EdmValue.ParseInstant(ref reader).UtcDateTime,
        TypeCode.UInt64 => (ulong)EdmValue.ParseInt64(ref reader),
        _ when _type == typeof(Guid) => Guid.Parse(reader.GetString()!),
        _ when _type == typeof(byte[]) => reader.GetBytesFromBase64(),
        _ when _type == typeof(BinaryData) => BinaryData.FromBytes(reader.GetBytesFromBase64()),
        _ when _type == typeof(ETag) => new ETag(reader.GetString()!),
        _ => null,
    };
}
