using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.DurableTask;

namespace Kkr.Runtime.Engine.History;

/// <summary>Reads and writes events, messages and failures as JSON.</summary>
internal static class HistoryText
{
    // Payloads are JSON themselves: the relaxed encoder keeps their quotes at two characters and Danish letters at one.
    private static readonly HistoryJson Json = new(new JsonSerializerOptions
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static string Write(List<HistoryEvent> events) => JsonSerializer.Serialize(events, Json.ListHistoryEvent);

    public static List<HistoryEvent> ReadEvents(string text)
    {
        List<HistoryEvent> events = JsonSerializer.Deserialize(text, Json.ListHistoryEvent)!;
        events.ForEach(EnsureKnown);
        return events;
    }

    public static string Write(List<OutgoingMessage> messages) => JsonSerializer.Serialize(messages, Json.ListOutgoingMessage);

    public static List<OutgoingMessage> ReadMessages(string text)
    {
        List<OutgoingMessage> messages = JsonSerializer.Deserialize(text, Json.ListOutgoingMessage)!;
        messages.ForEach(message => EnsureKnown(message.Event));
        return messages;
    }

    public static string Write(TaskFailureDetails failure) => JsonSerializer.Serialize(failure, Json.TaskFailureDetails);

    public static TaskFailureDetails? ReadFailure(string? text) =>
        string.IsNullOrEmpty(text) ? null : JsonSerializer.Deserialize(text, Json.TaskFailureDetails);

    public static string? WriteTags(IReadOnlyDictionary<string, string>? tags) =>
        tags is null or { Count: 0 } ? null : JsonSerializer.Serialize(tags, Json.IReadOnlyDictionaryStringString);

    public static IReadOnlyDictionary<string, string> ReadTags(string? text) =>
        string.IsNullOrEmpty(text) ? new Dictionary<string, string>() : JsonSerializer.Deserialize(text, Json.DictionaryStringString)!;

    private static void EnsureKnown(HistoryEvent stored)
    {
        if (stored.Schema > HistoryEvent.CurrentSchema)
        {
            throw new NotSupportedException(
                $"A history event has schema version {stored.Schema}; this program knows versions up to {HistoryEvent.CurrentSchema}. Run the newer program.");
        }
    }
}
