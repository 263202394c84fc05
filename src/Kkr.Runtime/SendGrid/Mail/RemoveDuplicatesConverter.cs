#nullable disable // As in the published package.

using Newtonsoft.Json;

namespace SendGrid.Helpers.Mail;

/// <summary>Writes every element of a list once: SendGrid refuses an envelope that names an address twice.</summary>
/// <typeparam name="T">The elements, compared by their own equality.</typeparam>
public class RemoveDuplicatesConverter<T> : JsonConverter
{
    /// <summary>False: lists are read in the ordinary way.</summary>
    public override bool CanRead => false;

    /// <inheritdoc />
    public override bool CanConvert(Type objectType) => typeof(IEnumerable<T>).IsAssignableFrom(objectType);

    /// <summary>Not used, since <see cref="CanRead"/> is false.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="objectType">What to read.</param>
    /// <param name="existingValue">What is there.</param>
    /// <param name="serializer">The serializer.</param>
    /// <returns>Nothing.</returns>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override object ReadJson(JsonReader reader, Type objectType, object existingValue, JsonSerializer serializer)
        => throw new NotSupportedException("Lists are read in the ordinary way.");

    /// <inheritdoc />
    public override void WriteJson(JsonWriter writer, object value, JsonSerializer serializer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(serializer);
        writer.WriteStartArray();
        foreach (T element in ((IEnumerable<T>)value).Distinct())
        {
            serializer.Serialize(writer, element);
        }

        writer.WriteEndArray();
    }
}
