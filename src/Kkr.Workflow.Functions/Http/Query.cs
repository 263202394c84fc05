using System.Globalization;
using System.Text.Json;
using Kkr.Workflow.Domain;
using Microsoft.AspNetCore.Http;

namespace Kkr.Workflow.Functions.Http;

/// <summary>A parameter that a query may have.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind"><c>string</c>, <c>integer</c>, <c>boolean</c>, <c>date</c>, <c>date-time</c> or <c>time</c>.</param>
/// <param name="Choices">The values it may have; null for any.</param>
/// <param name="IsRequired">True when it must be there.</param>
internal sealed record QueryParameter(string Name, string Kind, IReadOnlyList<string>? Choices = null, bool IsRequired = false);

/// <summary>Reads a query parameter by parameter, and refuses what is malformed, given twice or not known: a filter that is passed over answers something else.</summary>
internal sealed class Query(IQueryCollection values)
{
    public const int DefaultLimit = 100;
    public const int LargestLimit = 500;

    private static readonly string[] InstantFormats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];

    private readonly List<QueryParameter> asked = [];
    private readonly List<Refusal> refusals = [];

    /// <summary>What has been read so far.</summary>
    public IReadOnlyList<QueryParameter> Asked => asked;

    /// <summary>Reads; the value, or everything that was wrong.</summary>
    public static (T Value, IReadOnlyList<Refusal> Refusals) Read<T>(HttpRequest request, Func<Query, T> read)
    {
        Query query = new(request.Query);
        T value = read(query);
        return (value, query.Close());
    }

    public string? Text(string name) => Find(new QueryParameter(name, "string"));

    public bool? Flag(string name) => Find(new QueryParameter(name, "boolean")) is { } text
        ? bool.TryParse(text, out bool flag) ? flag : Wrong<bool>(name, "true eller false", "true or false", text)
        : null;

    public int? Number(string name, int smallest, int largest) => Find(new QueryParameter(name, "integer")) is { } text
        ? int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= smallest && number <= largest
            ? number
            : Wrong<int>(name, $"et helt tal fra {smallest} til {largest}", $"a whole number from {smallest} to {largest}", text)
        : null;

    public DateOnly? Date(string name, bool isRequired = false) => Find(new QueryParameter(name, "date", IsRequired: isRequired)) is { } text
        ? DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) && date.Year is >= 2000 and <= 2200
            ? date
            : Wrong<DateOnly>(name, "en dato skrevet som åååå-mm-dd", "a date as yyyy-MM-dd", text)
        : null;

    public TimeOnly? Time(string name) => Find(new QueryParameter(name, "time")) is { } text
        ? TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time)
            ? time
            : Wrong<TimeOnly>(name, "et klokkeslæt skrevet som tt:mm", "a time of day as HH:mm", text)
        : null;

    /// <summary>An instant with its offset. A plus sign that was not escaped arrives as a space.</summary>
    public DateTimeOffset? Instant(string name) => Find(new QueryParameter(name, "date-time")) is { } text
        ? DateTimeOffset.TryParseExact(text.Replace(' ', '+'), InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant)
            ? instant.ToUniversalTime()
            : Wrong<DateTimeOffset>(name, "et tidspunkt med tidsforskel, fx 2026-11-17T09:30:00+01:00", "an RFC 3339 instant with an offset", text)
        : null;

    public TEnum? Choice<TEnum>(string name)
        where TEnum : struct, Enum
    {
        string[] all = [.. Enum.GetNames<TEnum>().Select(JsonNamingPolicy.CamelCase.ConvertName)];
        if (Find(new QueryParameter(name, "string", all)) is not { } text)
        {
            return null;
        }

        int index = Array.IndexOf(all, text);
        return index >= 0
            ? Enum.GetValues<TEnum>()[index]
            : Wrong<TEnum>(name, $"en af: {string.Join(", ", all)}", $"one of: {string.Join(", ", all)}", text);
    }

    /// <summary>How much of a collection is wanted, and from where.</summary>
    public PageWanted Page() => new(Number("limit", 1, LargestLimit) ?? DefaultLimit, Text("cursor"));

    private List<Refusal> Close()
    {
        refusals.AddRange(values.Keys.Where(name => asked.All(known => known.Name != name)).Select(RequestRefusals.ParameterUnknown));
        return refusals;
    }

    private string? Find(QueryParameter parameter)
    {
        asked.Add(parameter);
        if (!values.TryGetValue(parameter.Name, out Microsoft.Extensions.Primitives.StringValues found))
        {
            if (parameter.IsRequired)
            {
                refusals.Add(RequestRefusals.Missing(parameter.Name));
            }

            return null;
        }

        if (found.Count != 1 || string.IsNullOrEmpty(found[0]))
        {
            refusals.Add(RequestRefusals.WrongType(parameter.Name, "udfyldt én gang", "given once", found.ToString()));
            return null;
        }

        return found[0];
    }

    private T? Wrong<T>(string name, string danish, string english, string value)
        where T : struct
    {
        refusals.Add(RequestRefusals.WrongType(name, danish, english, value));
        return null;
    }
}
