using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Functions.Http;

namespace Kkr.Workflow.LocalRun.Play.Result;

/// <summary>A meeting as the app's HTTP API shows it.</summary>
public sealed class ShownMeeting(JsonNode view)
{
    private readonly JsonNode _meeting = view["meeting"]!;

    /// <summary>All of it, as the domain has it.</summary>
    public Meeting Meeting => _meeting.Deserialize<Meeting>(Wire.Options)!;

    public string Phase => (string?)_meeting["phase"] ?? "";

    public string Date => (string?)_meeting["date"] ?? "";

    /// <summary>The calendar's id of the event, or null.</summary>
    public string? EventId => (string?)_meeting["online"]?["eventId"];

    public JsonArray Timeline => Array(view, "timeline");

    /// <summary>The steps done, with when.</summary>
    public JsonArray Completed => Array(_meeting, "completed");

    public JsonArray Items => Array(view, "items");

    public JsonArray Replies => Array(view, "replies");

    public JsonArray ChairmanshipAnswers => Array(_meeting, "chairmanshipAnswers");

    public JsonArray Agendas => Array(_meeting, "agendas");

    public JsonArray MinutesEditions => Array(_meeting["minutes"], "editions");

    public JsonArray Verdicts => Array(_meeting["minutes"], "verdicts");

    /// <summary>When a step was done, or null.</summary>
    public static DateTimeOffset? Done(JsonNode step) =>
        (string?)step["done"] is { } done ? DateTimeOffset.Parse(done, CultureInfo.InvariantCulture) : null;

    private static JsonArray Array(JsonNode? owner, string name) => owner?[name] as JsonArray ?? [];
}
