using System.Globalization;

namespace Kkr.Runtime.Tables;

/// <summary>OData filter texts: values by their type, as "Querying tables and entities" in Azure's REST documentation has them.</summary>
internal static class FilterText
{
    public static string Create(FormattableString filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        object[] values = new object[filter.ArgumentCount];
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = Literal(filter.GetArgument(index));
        }

        return string.Format(CultureInfo.InvariantCulture, filter.Format, values);
    }

    public static string Literal(object? value) => value switch
    {
        null => "null",
        string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        char letter => letter is '\'' ? "''''" : $"'{letter}'",
        bool flag => flag ? "true" : "false",
        sbyte or byte or short or ushort or int => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        uint or long or ulong => $"{((IFormattable)value).ToString(null, CultureInfo.InvariantCulture)}L",
        float or double or decimal => Number(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        Guid id => $"guid'{id:D}'",
        DateTimeOffset instant => Instant(instant.UtcDateTime),
        DateTime instant => Instant(instant.Kind == DateTimeKind.Unspecified ? EdmValue.RequireUtc(instant) : instant.ToUniversalTime()),
        byte[] bytes => $"X'{Convert.ToHexString(bytes)}'",
        BinaryData data => $"X'{Convert.ToHexString(data.ToMemory().Span)}'",
        Enum name => $"'{name}'",
        _ => throw new ArgumentException($"A value of type {value.GetType()} cannot be part of a filter.", nameof(value)),
    };

    private static string Instant(DateTime utc) => $"datetime'{utc.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture)}'";

    /// <summary>With a decimal point, so that the service does not take it for an integer.</summary>
    private static string Number(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return double.IsInteger(value) && !text.Contains('E', StringComparison.Ordinal) ? $"{text}.0" : text;
    }
}
