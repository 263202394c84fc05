using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kkr.Workflow.Tests.Fuzz;

/// <summary>Values that somebody sends by mistake or on purpose.</summary>
internal static class Odd
{
    /// <summary>JSON literals, as they stand in a text.</summary>
    private static readonly string[] Literals =
    [
        "null", "true", "false", "0", "-1", "1", "3", "8", "2147483648", "-2147483649", "1e400", "1E-400", "0.1", "9007199254740993", "[]", "{}", "[null]", "[[]]",
        "\"\"", "\" \"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"💥\"", "\"\\u202Egnol\"", "\"a\\u0301\"", "\"\\r\\nX: y\"", "\"../../x\"", "\"..%2f..%2f\"",
        "\"0001-01-01\"", "\"9999-12-31\"", "\"2026-02-30\"", "\"2027-03-28\"", "\"2026-10-25\"", "\"2028-02-29\"", "\"2026-11-17T00:00:00Z\"", "\"17-11-2026\"", "\"2026-12-24\"",
        "\"02:30\"", "\"24:00\"", "\"25:00\"", "\"9:30\"", "\"00:00\"", "\"23:59\"", "\"-00:01\"",
        "\"<script>alert(1)</script>\"", "\"' OR 1=1 --\"", "\"PartitionKey eq 'x'\"", "\"{{7*7}}\"", "\"raad-b\"", "\"raad-a\"", "\"2026-1\"", "\"2026-1-01\"", "\"chair\"",
        "\"approved\"", "\"postponed\"", "\"Approved\"", "\"1\"", "\"noItems\"", "\"0730\"", "\"9999\"", "\"SAG-2026-00001\"", "\"SAG-2026-0000１\"",
    ];

    private static readonly string[] Segments =
    [
        "%2e%2e", "..", ".", "%2f", "%5c", "%00", "%0d%0a", "%ud800", "%ff", "%c3%28", "%E2%80%AE", "%F0%9F%92%A5", "-", "-1", "%20", "pool", "0", "2026-1%2F..%2F..",
        "raad-b", "raad-a", "RAAD-A", "raad-a%00", "raad-a|2026-1", "raad-a;x=1", "*", "%25", "%2525", "a%27b", "2026-1-01", "2026-1", "2027-1", "2026-99", "0730", "director-0730",
        "audit", "openapi.json", "con", "nul", "x.docx", "dagsorden.docx", "bilag.pdf", "aux.", "+", "%2B", "~", "$metadata", "(x)", "'", "null", "undefined", "true",
    ];

    private static readonly string[] Texts =
        ["", " ", "*", "\"*\"", "W/\"1\"", "\"abc\"", "abc", "\"", "\"a\", \"b\"", "null", "raad-b", "director-0730", "secretariat", "chair", "network", "nobody", "../x", "a|b|c", "💥", "æøå", "\u0001", "1e9", "true"];

    public static string Literal(Random random) => random.Next(40) switch
    {
        0 => JsonSerializer.Serialize(new string('x', random.Next(1, 400_000))),
        1 => string.Concat(Enumerable.Repeat("[", 1000)) + string.Concat(Enumerable.Repeat("]", 1000)),
        2 => string.Concat(Enumerable.Repeat("{\"a\":", 40)) + "1" + new string('}', 40),
        3 => JsonSerializer.Serialize(Enumerable.Range(0, 500).Select(n => "punkt " + n)),
        4 => JsonSerializer.Serialize(string.Concat(Enumerable.Range(0, 20).Select(_ => char.ConvertFromUtf32(random.Next(0xE000, 0x10FFFF))))),
        _ => Literals[random.Next(Literals.Length)],
    };

    public static string Segment(Random random) => random.Next(12) switch
    {
        0 => new string('a', random.Next(1, 3000)),
        1 => Uri.EscapeDataString(char.ConvertFromUtf32(random.Next(0x20, 0xD7FF))),
        _ => Segments[random.Next(Segments.Length)],
    };

    public static string Text(Random random) => random.Next(10) == 0 ? new string('h', random.Next(1, 6000)) : Texts[random.Next(Texts.Length)];

    /// <summary>The JSON text with something wrong in its values or fields.</summary>
    public static string Changed(Random random, JsonNode body)
    {
        List<(JsonNode Parent, string? Name, int Index)> places = [];
        Walk(body, places);
        string marker = "\"@@\"";
        if (places.Count == 0)
        {
            return random.Next(2) == 0 ? Literal(random) : "{\"" + (random.Next(2) == 0 ? "x" : "answer") + "\":" + Literal(random) + "}";
        }

        (JsonNode parent, string? name, int index) = places[random.Next(places.Count)];
        switch (random.Next(8))
        {
            case 0 when parent is JsonObject of:
                of.Remove(name!);
                return body.ToJsonString();
            case 1 when parent is JsonObject of:
                of["ekstra"] = "@@";
                break;
            case 2 when parent is JsonObject of:
                // The same field twice: no object of ours can hold that, a text can.
                string twice = $"\"{name}\":";
                string text = body.ToJsonString();
                int first = text.IndexOf(twice, StringComparison.Ordinal);
                return first < 0 ? text : text.Insert(first, twice + Literal(random) + ",");
            case 3 when parent is JsonObject of:
                JsonNode? value = of[name!];
                of.Remove(name!);
                of[name!.ToUpperInvariant()] = value?.DeepClone();
                return body.ToJsonString();
            default:
                if (parent is JsonObject target)
                {
                    target[name!] = "@@";
                }
                else
                {
                    ((JsonArray)parent)[index] = "@@";
                }

                break;
        }

        return body.ToJsonString().Replace(marker, Literal(random), StringComparison.Ordinal);
    }

    private static void Walk(JsonNode? node, List<(JsonNode Parent, string? Name, int Index)> places)
    {
        switch (node)
        {
            case JsonObject of:
                foreach ((string name, JsonNode? value) in of)
                {
                    places.Add((of, name, 0));
                    Walk(value, places);
                }

                break;
            case JsonArray array:
                for (int i = 0; i < array.Count; i++)
                {
                    places.Add((array, null, i));
                    Walk(array[i], places);
                }

                break;
        }
    }
}
