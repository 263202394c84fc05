using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Kkr.Runtime.Tables;

/// <summary>A property's name and the name of its type annotation, already escaped for JSON.</summary>
internal readonly struct PropertyName
{
    // Names come from programs, so there are few; the bound keeps a program that makes names from data from growing the cache.
    private const int CacheLimit = 4096;
    private static readonly ConcurrentDictionary<string, PropertyName> Cache = new(StringComparer.Ordinal);

    public PropertyName(string text)
    {
        Text = text;
        Value = JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        Type = JsonEncodedText.Encode(text + "@odata.type", JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
    }

    public string Text { get; }

    public JsonEncodedText Value { get; }

    public JsonEncodedText Type { get; }

    public static PropertyName Of(string text)
    {
        if (Cache.TryGetValue(text, out PropertyName name))
        {
            return name;
        }

        name = new PropertyName(text);
        if (Cache.Count < CacheLimit)
        {
            Cache.TryAdd(text, name);
        }

        return name;
    }
}
