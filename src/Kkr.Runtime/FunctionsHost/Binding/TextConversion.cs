using System.Globalization;
using System.Text.Json;

namespace Kkr.Runtime.FunctionsHost.Binding;

/// <summary>Turns route and query values into parameter types, without regard to culture.</summary>
internal static class TextConversion
{
    public static bool IsKnown(Type type)
    {
        Type target = Nullable.GetUnderlyingType(type) ?? type;
        return target == typeof(string) || target == typeof(object) || target.IsEnum || target == typeof(Guid) || target == typeof(Uri)
            || target == typeof(DateTime) || target == typeof(DateTimeOffset) || target == typeof(DateOnly) || target == typeof(TimeOnly)
            || target == typeof(TimeSpan) || target == typeof(decimal) || target == typeof(bool) || target == typeof(char) || IsNumber(target);
    }

    /// <summary>Converts, or throws FormatException with a sentence that does not repeat the value.</summary>
    public static object? Convert(object? value, Type type)
    {
        Type target = Nullable.GetUnderlyingType(type) ?? type;
        if (value is null || target.IsInstanceOfType(value))
        {
            return value;
        }

        string text = System.Convert.ToString(value, CultureInfo.InvariantCulture)!;
        if (text.Length == 0 && target != type)
        {
            return null;
        }

        return Parse(text, target) ?? throw new FormatException($"The text is not a {target.Name}.");
    }

    private static object? Parse(string text, Type target)
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        return target switch
        {
            _ when target == typeof(string) => text,
            _ when target == typeof(bool) => bool.TryParse(text, out bool flag) ? flag : null,
            _ when target == typeof(char) => text.Length == 1 ? text[0] : null,
            _ when target == typeof(Guid) => Guid.TryParse(text, out Guid guid) ? guid : null,
            _ when target == typeof(Uri) => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out Uri? uri) ? uri : null,
            _ when target == typeof(DateTime) =>
                DateTime.TryParse(text, invariant, DateTimeStyles.RoundtripKind, out DateTime instant) ? instant : null,
            _ when target == typeof(DateTimeOffset) =>
                DateTimeOffset.TryParse(text, invariant, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant) ? instant : null,
            _ when target == typeof(DateOnly) => DateOnly.TryParse(text, invariant, DateTimeStyles.None, out DateOnly date) ? date : null,
            _ when target == typeof(TimeOnly) => TimeOnly.TryParse(text, invariant, DateTimeStyles.None, out TimeOnly time) ? time : null,
            _ when target == typeof(TimeSpan) => TimeSpan.TryParse(text, invariant, out TimeSpan span) ? span : null,
            { IsEnum: true } => Enum.TryParse(target, text, ignoreCase: true, out object? named) && Enum.IsDefined(target, named!) ? named : null,
            _ when target == typeof(decimal) || IsNumber(target) => Number(text, target),
            _ => Json(text, target),
        };
    }

    private static object? Number(string text, Type target)
    {
        try
        {
            return System.Convert.ChangeType(text, target, CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return null;
        }
    }

    private static object? Json(string text, Type target)
    {
        try
        {
            return JsonSerializer.Deserialize(text, target, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsNumber(Type type) => Type.GetTypeCode(type) is
        TypeCode.Byte or TypeCode.SByte or TypeCode.Int16 or TypeCode.UInt16 or TypeCode.Int32 or TypeCode.UInt32
        or TypeCode.Int64 or TypeCode.UInt64 or TypeCode.Single or TypeCode.Double;
}
