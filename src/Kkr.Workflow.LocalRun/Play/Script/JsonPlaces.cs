using System.Text;
using System.Text.Json;

namespace Kkr.Workflow.LocalRun.Play.Script;

/// <summary>Knows on which line of a JSON file each path stands, so that a broken rule can be found by the person who is to mend it.</summary>
internal sealed class JsonPlaces
{
    private readonly Dictionary<string, int> _lines = [];

    public JsonPlaces(byte[] json)
    {
        Utf8JsonReader reader = new(json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        Stack<Level> levels = new();
        string? property = null;
        int line = 1;
        int counted = 0;
        while (reader.Read())
        {
            for (; counted < reader.TokenStartIndex; counted++)
            {
                line += json[counted] == '\n' ? 1 : 0;
            }

            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    property = reader.GetString();
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    levels.Pop();
                    break;
                default:
                    string path = PathOf(levels, property);
                    _lines[path] = line;
                    property = null;
                    if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                    {
                        levels.Push(new Level(path, reader.TokenType == JsonTokenType.StartArray));
                    }

                    break;
            }
        }
    }

    /// <summary>The line of a path, or of the nearest path above it that is there.</summary>
    public int LineOf(string path)
    {
        for (string at = path; at.Length > 0;)
        {
            if (_lines.TryGetValue(at, out int line))
            {
                return line;
            }

            int cut = Math.Max(at.LastIndexOf('.'), at.LastIndexOf('['));
            at = cut < 0 ? "" : at[..cut];
        }

        return 0;
    }

    private static string PathOf(Stack<Level> levels, string? property)
    {
        if (!levels.TryPeek(out Level? level))
        {
            return "$";
        }

        StringBuilder path = new(level.Path);
        return (level.IsArray ? path.Append('[').Append(level.Next++).Append(']') : path.Append('.').Append(property)).ToString();
    }

    private sealed class Level(string path, bool isArray)
    {
        public string Path => path;

        public bool IsArray => isArray;

        public int Next { get; set; }
    }
}
