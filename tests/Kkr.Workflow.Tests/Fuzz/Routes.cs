using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kkr.Workflow.Functions;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Tests.Histories;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Workflow.Tests.Fuzz;

/// <summary>An operation of the API.</summary>
internal sealed record ApiRoute(string Function, string Method, string Template)
{
    /// <summary>Pages answer in HTML; everything below the councils in JSON.</summary>
    public bool IsJson => Template.StartsWith("councils/", StringComparison.Ordinal) || Template.StartsWith("webhooks/", StringComparison.Ordinal);
}

/// <summary>Every route that the app has, read from the code, with a request that is right for it.</summary>
internal static partial class Routes
{
    public static IReadOnlyList<ApiRoute> All { get; } =
    [
        .. typeof(WorkflowApp).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Select(method => (method.GetCustomAttribute<FunctionAttribute>()?.Name, Trigger: method.GetParameters().Select(p => p.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(t => t is not null)))
            .Where(found => found is { Name: not null, Trigger.Route: not null })
            .SelectMany(found => (found.Trigger!.Methods ?? ["get", "post"]).Where(method => method != "head").Select(method => new ApiRoute(found.Name!, method.ToUpperInvariant(), found.Trigger.Route!)))
            .OrderBy(route => route.Template, StringComparer.Ordinal).ThenBy(route => route.Method, StringComparer.Ordinal),
    ];

    [GeneratedRegex(@"\{(?<star>\*?)(?<name>\w+)[^}]*\}", RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex Placeholder();

    /// <summary>What a part of an address is called here and now.</summary>
    public static string ValueOf(string name, Random random) => name switch
    {
        "council" => "raad-a",
        "meeting" => random.Next(4) == 0 ? "2027-1" : "2026-1",
        "item" => "2026-1-0" + random.Next(1, 9),
        "municipality" => ModelDirectory.Municipalities[random.Next(3)],
        "task" => "2026-1-01-a1",
        "year" => "2026",
        "name" => random.Next(2) == 0 ? "bilag.pdf" : "dagsorden-v1.docx",
        "post" => "member-0730",
        "version" or "number" => "1",
        "person" => "d-0730",
        _ => "1",
    };

    public static JsonNode BodyOf(ApiRoute route, Random random)
    {
        object body = route.Template[(route.Template.LastIndexOf('/') + 1)..] switch
        {
            "{council}" => new ModelDirectory("raad-a").Setup(silenceApproves: true),
            "items" or "{item}" => Item(random),
            "supplement" or "supplements" => new { title = "Hastesag", background = "B", recommendation = "I", reason = "Kan ikke vente" },
            "rejection" or "withdrawal" or "cancellation" or "return" or "pool" => new { reason = "Fordi" },
            "move" => new { date = "2026-12-0" + random.Next(1, 9), start = "10:00", end = "12:00", venue = new { name = "Rådhuset", address = "Torvet 1", isVirtual = false } },
            "meetings" => new { date = "2027-02-0" + random.Next(1, 9), start = "09:30", end = "12:00", kind = "extraordinary", venue = new { name = "Rådhuset", isVirtual = true } },
            "decision" => new { outcomes = new[] { "approved" }, text = "Godkendt.", actions = new[] { new { task = "Oplæg", ownerPost = "network", deadline = "2027-01-15" } } },
            "attendance" => new { present = new[] { "member-0730", "member-0741" }, apologies = new[] { "member-0779" }, guests = new[] { "En gæst" } },
            "chairmanship" => new { answer = random.Next(2) == 0 ? "approved" : "comments", text = "Byt om" },
            "{municipality}" => new { answer = "noItems" },
            "{task}" => new { status = "I gang", isDone = random.Next(2) == 0 },
            "resend" => new { key = "raad-a|2026-1|CallForItems|1|director-0730" },
            "sendgrid" => new[] { new { @event = random.Next(2) == 0 ? "bounce" : "delivered", mailing_key = "raad-a|2026-1|CallForItems|1|director-0730", reason = "550" } },
            var year when year.StartsWith("{year", StringComparison.Ordinal) => new
            {
                meetings = new[] { new { date = "2026-12-0" + random.Next(1, 9), start = "09:30", end = "12:30", venue = new { name = "R" } } },
                annualWheel = new[] { new { subject = "Klima", content = new[] { "Indsatser" }, rawMeeting = "17. november 2026", remarks = "Ja" } },
            },
            _ => Anything(random),
        };
        return JsonSerializer.SerializeToNode(body, Wire.Options)!;
    }

    private static object Item(Random random) => new
    {
        title = "Sag " + random.Next(100),
        background = "Baggrund.",
        recommendation = "Det indstilles, at sagen drøftes.",
        presentation = "Sagsfremstilling.",
        section = random.Next(1, 8),
        caseId = "SAG-2026-00001",
        caseHandlers = new[] { "chbn" },
        municipality = ModelDirectory.Municipalities[random.Next(3)],
        confidential = random.Next(5) == 0,
        presenters = new[] { new { name = "En Gæst", title = "Direktør", from = "10:00", minutes = 20, email = "gaest@raad-a.example" } },
    };

    /// <summary>For an operation that is not known here: some of the fields that the others have.</summary>
    private static Dictionary<string, object> Anything(Random random) => new (string Name, object Value)[]
    {
        ("reason", "Fordi"), ("text", "Tekst"), ("title", "Titel"), ("date", "2026-12-01"), ("answer", "approved"), ("section", 3), ("meeting", "2027-1"), ("item", "2026-1-02"),
        ("items", new[] { "2026-1-02", "2026-1-03" }), ("post", "member-0730"), ("at", "10:00"), ("from", "10:00"), ("status", "declined"), ("dryRun", true), ("background", "B"), ("recommendation", "I"),
    }.Where(_ => random.Next(3) == 0).ToDictionary(field => field.Name, field => field.Value);
}
