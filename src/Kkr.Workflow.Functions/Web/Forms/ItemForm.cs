using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Functions.Http;

namespace Kkr.Workflow.Functions.Web.Forms;

/// <summary>The fields of an item, as a form shows them and as the API takes them.</summary>
internal static class ItemForm
{
    public const string Attachments = "attachments";
    private const string DuplicateField = "duplicateOf";
    private const int Presenters = 3;
    private const string Accepted = ".pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp,.png,.jpg,.jpeg,.txt,.csv";

    /// <summary>The form's fields. The summary of what is wrong goes above them.</summary>
    public static string Fields(FormSheet sheet, Council council)
    {
        StringBuilder html = new();
        html.Append(sheet.Text(new Field("title", "Titel", "Kort og på én linje. Titlen står på dagsordenen.", IsRequired: true), 200));
        html.Append(sheet.Area(new Field("background", "Baggrund", "Hvad handler sagen om, og hvorfor kommer den nu?", IsRequired: true), 6));
        html.Append(sheet.Area(new Field("recommendation", "Indstilling", "For eksempel: Det indstilles, at mødet drøfter sagen.", IsRequired: true), 4));
        html.Append(sheet.Area(new Field("presentation", "Sagsfremstilling", "Valgfrit."), 10));
        html.Append(sheet.Choose(
            new Field("section", "Afsnit på dagsordenen", "Er du i tvivl, så lad det stå."),
            council.Sections.Select((title, index) => ($"{index + 1}", $"{index + 1}. {title}")),
            "3"));
        html.Append(sheet.Text(new Field("caseId", "Sagsnummer", "Valgfrit. For eksempel SAG-2026-00792."), 20));
        html.Append(sheet.Text(new Field("caseHandlers", "Sagsbehandlere", "Valgfrit. Initialer med komma imellem."), 200));
        html.Append(sheet.Files(new Field(Attachments, "Bilag", "Valgfrit. Højst 25 MB pr. fil. Du kan vælge flere filer på én gang."), Accepted));
        html.Append(sheet.Group(
            "presenters",
            "Oplægsholdere",
            "Valgfrit. En oplægsholder, der får en e-mail dagen før, skal have en adresse.",
            Presenter(sheet, 0) +
            $"<details{(Enumerable.Range(1, Presenters - 1).Any(index => sheet.IsFilled($"presenters[{index}].")) ? " open" : "")}><summary>Flere oplægsholdere</summary>" +
            string.Concat(Enumerable.Range(1, Presenters - 1).Select(index => Presenter(sheet, index))) + "</details>"));
        html.Append(sheet.Group(
            "confidentiality",
            "Fortrolighed",
            "Et lukket punkt står uden titel og indhold på den offentlige dagsorden.",
            sheet.Check(new Field("confidential", "Punktet skal behandles for lukkede døre")) +
            sheet.Text(new Field("publicTitle", "Titel, som alle må se", "Valgfrit. Bruges i stedet for titlen, når punktet er lukket."), 200)));
        html.Append(sheet.Group(
            "externalDeadline",
            "Frist hos andre",
            "Valgfrit. Udfyldes, hvis sagen har en frist, der ligger før mødet, for eksempel et høringssvar.",
            sheet.Short(new Field("externalDeadline.date", "Dato"), "date") +
            sheet.Text(new Field("externalDeadline.about", "Hvad fristen gælder"), 200)));
        return html.ToString();
    }

    /// <summary>Asked only when the item looks like one that is there already.</summary>
    public static string Duplicate(FormSheet sheet) => sheet.Has(DuplicateField)
        ? sheet.Check(new Field(DuplicateField, "Dette er et andet punkt end det, der allerede er sendt ind"))
        : "";

    /// <summary>The body that the API takes.</summary>
    public static JsonObject Body(SentForm form)
    {
        JsonObject body = [];
        foreach (string name in (string[])["title", "background", "recommendation", "presentation", "caseId", "publicTitle"])
        {
            Put(body, name, form.Text(name) is { } text ? JsonValue.Create(text.Trim()) : null);
        }

        if (form.Text(DuplicateField) is not null)
        {
            body["confirmDuplicate"] = true;
        }

        // An empty required field is the rules' to refuse, in their words.
        foreach (string name in (string[])["title", "background", "recommendation"])
        {
            body[name] ??= "";
        }

        Put(body, "section", int.TryParse(form.Text("section"), NumberStyles.None, CultureInfo.InvariantCulture, out int section) ? section : null);
        body["caseHandlers"] = new JsonArray([.. (form.Text("caseHandlers") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(initials => JsonValue.Create(initials))]);
        body["confidential"] = form.Text("confidential") is not null;
        body["presenters"] = new JsonArray([.. Enumerable.Range(0, Presenters).Select(index => PresenterOf(form, index)).OfType<JsonObject>()]);
        if (form.Text("externalDeadline.date") is { } date)
        {
            JsonObject deadline = new() { ["date"] = date.Trim() };
            Put(deadline, "about", form.Text("externalDeadline.about") is { } about ? JsonValue.Create(about.Trim()) : null);
            body["externalDeadline"] = deadline;
        }

        return body;
    }

    /// <summary>Presenters beyond those that the form has room for stay as they are.</summary>
    public static void KeepWhatIsNotShown(JsonObject body, Item item)
    {
        foreach (Presenter presenter in item.Presenters.Skip(Presenters))
        {
            body["presenters"]!.AsArray().Add(JsonSerializer.SerializeToNode(presenter, Wire.Options));
        }
    }

    /// <summary>An item's fields, as the form shows them.</summary>
    public static Func<string, string?> ValuesOf(Item item) => name => name switch
    {
        "title" => item.Title,
        "background" => item.Background,
        "recommendation" => item.Recommendation,
        "presentation" => item.Presentation,
        "section" => item.Section.ToString(CultureInfo.InvariantCulture),
        "caseId" => item.CaseId,
        "caseHandlers" => string.Join(", ", item.CaseHandlers),
        "confidential" => item.Confidential ? "ja" : null,
        "publicTitle" => item.PublicTitle,
        "externalDeadline.date" => item.ExternalDeadline?.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        "externalDeadline.about" => item.ExternalDeadline?.About,
        _ => Enumerable.Range(0, Math.Min(Presenters, item.Presenters.Count)).Select(index => ValueOf(item.Presenters[index], index, name)).FirstOrDefault(value => value is not null),
    };

    private static string Presenter(FormSheet sheet, int index)
    {
        string at = $"presenters[{index}].";
        string number = (index + 1).ToString(CultureInfo.InvariantCulture);
        
        // These are somebody else's: what the browser knows of its user does not belong here.
        return sheet.Text(new Field(at + "name", $"Oplægsholder {number}: navn"), 200, autocomplete: "off") +
            sheet.Text(new Field(at + "title", $"Oplægsholder {number}: titel eller organisation"), 200, autocomplete: "off") +
            sheet.Text(new Field(at + "email", $"Oplægsholder {number}: e-mail"), 200, "email", "off") +
            sheet.Short(new Field(at + "from", $"Oplægsholder {number}: fra klokken"), "time") +
            sheet.Short(new Field(at + "minutes", $"Oplægsholder {number}: minutter"), "number", "min=\"1\" max=\"600\"");
    }

    private static JsonObject? PresenterOf(SentForm form, int index)
    {
        string at = $"presenters[{index}].";
        JsonObject presenter = [];
        foreach (string name in (string[])["name", "title", "email", "from"])
        {
            Put(presenter, name, form.Text(at + name) is { } text ? JsonValue.Create(text.Trim()) : null);
        }

        Put(presenter, "minutes", int.TryParse(form.Text(at + "minutes"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int minutes) ? minutes : null);
        if (presenter.Count == 0)
        {
            return null;
        }

        presenter["name"] ??= "";
        return presenter;
    }

    private static string? ValueOf(Presenter presenter, int index, string name) => name == $"presenters[{index}].name" ? presenter.Name
        : name == $"presenters[{index}].title" ? presenter.Title
        : name == $"presenters[{index}].email" ? presenter.Email
        : name == $"presenters[{index}].from" ? presenter.From?.ToString("HH:mm", CultureInfo.InvariantCulture)
        : name == $"presenters[{index}].minutes" ? presenter.Minutes?.ToString(CultureInfo.InvariantCulture)
        : null;

    private static void Put(JsonObject body, string name, JsonNode? value)
    {
        if (value is not null)
        {
            body[name] = value;
        }
    }
}
