using System.Text;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;

namespace Kkr.Runtime.Tables;

/// <summary>Rows to JSON and back, without a document in between.</summary>
internal static class EntityJson
{
    private static readonly PropertyName PartitionKey = new(nameof(ITableEntity.PartitionKey));
    private static readonly PropertyName RowKey = new(nameof(ITableEntity.RowKey));

    public static void Write(Utf8JsonWriter writer, ITableEntity entity)
    {
        writer.WriteStartObject();
        if (entity is TableEntity row)
        {
            WriteProperties(writer, row.Properties);
        }
        else if (entity is IDictionary<string, object?> dictionary)
        {
            WriteProperties(writer, dictionary);
        }
        else
        {
            writer.WriteString(PartitionKey.Value, entity.PartitionKey);
            writer.WriteString(RowKey.Value, entity.RowKey);
            foreach (EntityProperty property in EntityShape.Of(entity.GetType()).Properties)
            {
                property.Write(writer, entity);
            }
        }

        writer.WriteEndObject();
    }

    /// <summary>The one row of an answer.</summary>
    public static T ReadEntity<T>(ReadOnlySpan<byte> json)
        where T : class, ITableEntity
    {
        Utf8JsonReader reader = new(json);
        reader.Read();
        return ReadEntity<T>(ref reader);
    }

    /// <summary>The rows of a page: <c>{"odata.metadata":…,"value":[{…},…]}</c>.</summary>
    public static List<T> ReadPage<T>(ReadOnlySpan<byte> json)
        where T : class, ITableEntity
    {
        List<T> rows = [];
        Utf8JsonReader reader = new(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isValue = reader.ValueTextEquals("value"u8);
            reader.Read();
            if (!isValue)
            {
                reader.Skip();
                continue;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                rows.Add(ReadEntity<T>(ref reader));
            }
        }

        return rows;
    }

    /// <summary>The table names of a page.</summary>
    public static List<string> ReadTableNames(ReadOnlySpan<byte> json)
    {
        List<string> names = [];
        Utf8JsonReader reader = new(json);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("TableName"u8))
            {
                reader.Read();
                names.Add(reader.GetString()!);
            }
        }

        return names;
    }

    private static void WriteProperties(Utf8JsonWriter writer, IDictionary<string, object?> properties)
    {
        foreach ((string name, object? value) in properties)
        {
            if (name is TableEntity.ETagKey or nameof(ITableEntity.Timestamp))
            {
                continue;
            }

            if (value is Enum)
            {
                throw new NotSupportedException($"The property '{name}' is an enum, which only a class of one's own can hold; store its name or number.");
            }

            EdmValue.Write(writer, PropertyName.Of(name), value);
        }
    }

    private static T ReadEntity<T>(ref Utf8JsonReader reader)
        where T : class, ITableEntity
    {
        T entity = Activator.CreateInstance<T>();
        if (entity is IDictionary<string, object?> dictionary)
        {
            ReadProperties(ref reader, dictionary);
        }
        else
        {
            ReadProperties(ref reader, entity);
        }

        return entity;
    }

    private static void ReadProperties(ref Utf8JsonReader reader, ITableEntity entity)
    {
        EntityShape shape = EntityShape.Of(entity.GetType());
        int guess = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (IsAnnotation(reader.ValueSpan))
            {
                bool isETag = reader.ValueTextEquals("odata.etag"u8);
                reader.Read();
                if (isETag && reader.GetString() is { } etag)
                {
                    entity.ETag = new ETag(etag);
                }
            }
            else if (shape.Find(ref reader, guess) is { } property)
            {
                guess = Array.IndexOf(shape.Properties, property, 0) + 1;
                reader.Read();
                property.Read(ref reader, entity);
            }
            else
            {
                ReadKey(ref reader, entity);
            }
        }
    }

    private static void ReadKey(ref Utf8JsonReader reader, ITableEntity entity)
    {
        if (reader.ValueTextEquals("PartitionKey"u8))
        {
            reader.Read();
            entity.PartitionKey = reader.GetString()!;
        }
        else if (reader.ValueTextEquals("RowKey"u8))
        {
            reader.Read();
            entity.RowKey = reader.GetString()!;
        }
        else if (reader.ValueTextEquals("Timestamp"u8))
        {
            reader.Read();
            entity.Timestamp = reader.TokenType == JsonTokenType.Null ? null : EdmValue.ParseInstant(ref reader);
        }
        else
        {
            reader.Skip();
        }
    }

    private static void ReadProperties(ref Utf8JsonReader reader, IDictionary<string, object?> row)
    {
        string? typedName = null;
        string? type = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            if (name.EndsWith("@odata.type", StringComparison.Ordinal))
            {
                (typedName, type) = (name[..^"@odata.type".Length], reader.GetString());
                if (row.TryGetValue(typedName, out object? early))
                {
                    row[typedName] = EdmValue.Retype(early, type!);
                }
            }
            else if (name is "odata.etag")
            {
                row[name] = reader.GetString();
            }
            else if (name is nameof(ITableEntity.Timestamp))
            {
                row[name] = EdmValue.ParseInstant(ref reader);
            }
            else if (!name.StartsWith("odata.", StringComparison.Ordinal) && EdmValue.Read(ref reader, name == typedName ? type : null) is { } value)
            {
                row[name] = value;
            }
        }
    }

    /// <summary><c>odata.…</c> or <c>…@odata.type</c>; escaped names are ordinary ones.</summary>
    private static bool IsAnnotation(ReadOnlySpan<byte> name)
        => name.StartsWith("odata."u8) || name.EndsWith("@odata.type"u8);
}
