using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kkr.Workflow.LocalRun.Inbox;

/// <summary>One mail: as its recipient sees it, as text and as it came, with its files, and with what may become of it.</summary>
internal sealed class MailPages(MailBox mails, EventWebhooks webhooks)
{
    // The mail stands in a frame without scripts, forms or its sender's pictures; its links open in a page of their own.
    private const string MailPolicy = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    private static readonly (string Value, string Text)[] Reports =
    [
        ("delivered", "Leveret"),
        ("deferred", "Forsinket"),
        ("bounce", "Afvist (adressen)"),
        ("blocked", "Stoppet (mailen)"),
        ("dropped", "Ikke sendt (på liste)"),
        ("spamreport", "Meldt som spam"),
    ];

    public void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/mails/{id}", Show);
        pages.MapGet("/mails/{id}/html", Body);
        pages.MapGet("/mails/{id}/bilag/{number:int}", File);
        pages.MapPost("/mails/{id}/melding", ReportAsync);
    }

    /// <summary>What happened to a mail last, in a word; trouble stands out.</summary>
    public static string State(string kind) =>
        kind is "delivered" ? Html.Encode(InDanish.Change(kind)) : $"<span class=\"bad\">{Html.Encode(InDanish.Change(kind))}</span>";

    /// <summary>The frame that a mail's own page stands in.</summary>
    /// <param name="address">That page; it answers with <see cref="Framed"/>.</param>
    public static string Frame(string address) =>
        $"<iframe sandbox=\"allow-popups allow-popups-to-escape-sandbox\" title=\"Mailens indhold\" src=\"{Html.Encode(address)}\"></iframe>";

    /// <summary>A mail's HTML part as a page for <see cref="Frame"/>.</summary>
    public static IResult Framed(HttpResponse response, string? html)
    {
        response.Headers.ContentSecurityPolicy = MailPolicy;
        return Results.Content($"<!doctype html><base target=\"_blank\">{html}", "text/html; charset=utf-8");
    }

    /// <summary>Text that may be longer than its box, and can be scrolled by the keyboard too.</summary>
    public static string Lines(string label, string text) => $"<pre tabindex=\"0\" role=\"region\" aria-label=\"{Html.Encode(label)}\">{Html.Encode(text)}</pre>";

    private IResult Show(string id, string? vis)
    {
        if (mails.Find(id) is not { } mail)
        {
            return Html.Missing("Mailen findes ikke.");
        }

        IReadOnlyList<(string Name, string Type, string Content)> files = FilesOf(mail);
        Html page = new Html().Facts(
            ("Til", string.Join(", ", mail.To.Select(Person))),
            ("Kopi til", string.Join(", ", mail.Copies.Select(Person))),
            ("Fra", Html.Encode(mail.From.ToString())),
            ("Modtaget", Html.Encode(InDanish.Moment(mail.At))),
            ("Slags", Html.Encode(InDanish.MailKind(mail.About.Kind))),
            ("Møde", mail.About.Meeting.Length == 0 ? "" : Html.MeetingLink(mail.About.Council, mail.About.Meeting)),
            ("Vedhæftet", string.Join("<br>", files.Index().Select(file => Html.Link($"/mails/{id}/bilag/{file.Index}", file.Item.Name)))),
            ("Nøgle", Html.Encode(mail.About.Key)),
            ("Hændelser", string.Join("<br>", mails.EventsOf(id).Select(happened =>
                $"{State(happened.Kind)} {Html.Encode($"{InDanish.Moment(happened.At)}{(happened.Reason is null ? "" : $": {happened.Reason}")}")}"))));
        string view = vis is "tekst" or "raa" ? vis : mail.Html is null ? "tekst" : "html";
        page.Raw($"<nav class=\"tabs\" aria-label=\"Visning\">{Tab("html", "Som modtageren ser den")}{Tab("tekst", "Som tekst")}{Tab("raa", "Rå")}</nav>");
        page.Raw(view switch
        {
            "html" => Frame($"/mails/{id}/html"),
            "tekst" => Lines("Mailen som tekst", mail.Text ?? "Mailen har ingen tekstudgave."),
            _ => Lines("Forespørgslen, som den kom", Indented(mail.Raw)),
        });
        page.Heading(2, "Meld tilbage til systemet")
            .Raw("<p class=\"soft\">Systemet får det at vide, som SendGrid ville fortælle det: med et underskrevet kald.</p>")
            .Raw(Html.Buttons($"/mails/{id}/melding", "haendelse", Reports));
        return page.Page(mail.Subject.Length == 0 ? "(uden emne)" : mail.Subject);

        string Tab(string key, string text) => key == view
            ? $"<a href=\"/mails/{id}?vis={key}\" aria-current=\"page\">{text}</a>"
            : $"<a href=\"/mails/{id}?vis={key}\">{text}</a>";

        static string Person(MailAddress to) => Html.PersonLink(to.Email, to.ToString());
    }

    private IResult Body(HttpResponse response, string id) =>
        mails.Find(id) is { } mail ? Framed(response, mail.Html) : Html.Missing("Mailen findes ikke.");

    private IResult File(HttpResponse response, string id, int number)
    {
        if (mails.Find(id) is not { } mail || FilesOf(mail) is not { } files || number < 0 || number >= files.Count)
        {
            return Html.Missing("Filen findes ikke.");
        }

        response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        return Results.File(Convert.FromBase64String(files[number].Content), files[number].Type, files[number].Name);
    }

    private async Task<IResult> ReportAsync(HttpRequest request, string id)
    {
        if (mails.Find(id) is not { } mail)
        {
            return Html.Missing("Mailen findes ikke.");
        }

        IFormCollection form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (Reports.FirstOrDefault(report => report.Value == form["haendelse"].ToString()).Value is not { } kind)
        {
            return new Html().Paragraph("Den hændelse findes ikke.").Page("Ikke forstået", StatusCodes.Status400BadRequest);
        }

        try
        {
            await webhooks.ReportAsync(mail, kind, EventWebhooks.UsualReason(kind), request.HttpContext.RequestAborted);
            return Results.Redirect($"/mails/{id}");
        }
        catch (HttpRequestException exception)
        {
            return new Html().Paragraph($"Systemet tog ikke imod meldingen: {exception.Message}").Page("Meldingen nåede ikke frem", StatusCodes.Status502BadGateway);
        }
    }

    /// <summary>The files that came along, from the request itself, which is kept anyway.</summary>
    private static IReadOnlyList<(string Name, string Type, string Content)> FilesOf(Mail mail)
    {
        try
        {
            using JsonDocument sent = JsonDocument.Parse(mail.Raw);
            return sent.RootElement.ValueKind == JsonValueKind.Object && sent.RootElement.TryGetProperty("attachments", out JsonElement files) && files.ValueKind == JsonValueKind.Array
                ? [.. files.EnumerateArray().Select(file => (
                    SendGridRules.Text(file, "filename") ?? "fil", SendGridRules.Text(file, "type") ?? "application/octet-stream", SendGridRules.Text(file, "content") ?? ""))]
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static string Indented(string raw)
    {
        try
        {
            using JsonDocument sent = JsonDocument.Parse(raw);
            return JsonSerializer.Serialize(sent.RootElement, Readable);
        }
        catch (JsonException)
        {
            return raw;
        }
    }

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
