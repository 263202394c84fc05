using System.Text.Json;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.Functions.Archive.People;

/// <summary>Finds a person in what was answered once.</summary>
internal static class Traces
{
    /// <summary>True when the answer holds the person's name, address or number, also where JSON writes a letter as its code.</summary>
    public static bool Names(RequestAnswer answer, Person person)
    {
        if (ErasureRules.Names(answer.Body, person) || answer.Headers.Values.Any(value => ErasureRules.Names(value, person)))
        {
            return true;
        }

        if (answer.MediaType?.EndsWith("json", StringComparison.OrdinalIgnoreCase) != true)
        {
            return false;
        }

        try
        {
            using JsonDocument body = JsonDocument.Parse(answer.Body);
            return Names(body.RootElement, person);
        }
        catch (JsonException)
        {
            // Not JSON after all: the text has been looked through already.
            return false;
        }
    }

    private static bool Names(JsonElement element, Person person) => element.ValueKind switch
    {
        JsonValueKind.String => ErasureRules.Names(element.GetString(), person),
        JsonValueKind.Array => element.EnumerateArray().Any(one => Names(one, person)),
        JsonValueKind.Object => element.EnumerateObject().Any(one => Names(one.Value, person)),
        _ => false,
    };
}
