using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kkr.Workflow.LocalRun.Inbox;

/// <summary>The documents that the app keeps, one by one or two of them side by side: editions, formats, the open and the members' print.</summary>
internal sealed class DocumentPages(DocumentShelf shelf)
{
    // A web page of ours runs no scripts. A PDF is shown by the browser's own reader, which a sandbox would keep from starting.
    private const string HtmlPolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'self'";
    private const string PlainPolicy = "frame-ancestors 'self'";

    public void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/dokumenter", ListAsync);
        pages.MapGet("/dokumenter/side-om-side", CompareAsync);
        pages.MapGet("/dokumenter/fil", FileAsync);
    }

    private async Task<IResult> ListAsync(CancellationToken cancellation)
    {
        IReadOnlyList<ShelvedDocument> documents = await shelf.ListAsync(cancellation);
        if (documents.Count == 0)
        {
            return new Html().Paragraph("Systemet har ikke lavet nogen dokumenter endnu.").Page("Dokumenter");
        }

        Html page = new Html().Paragraph("Vælg et dokument til venstre og et til højre, og se dem side om side. Fortrolige dokumenter er med: Det er kun her, at alle må se alt.");
        page.Raw("<form method=\"get\" action=\"/dokumenter/side-om-side\">");
        foreach (IGrouping<string, ShelvedDocument> folder in documents.GroupBy(document => document.Folder))
        {
            page.Table(folder.Key.Replace('/', ' '), ["Dokument", "Fortroligt", "Størrelse", "Venstre", "Højre"], folder.Select(document => (string[])
            [
                Html.Link(AddressOf(document.Id), document.Name),
                document.Container == "confidential" ? "Ja" : "",
                Html.Encode(string.Create(CultureInfo.GetCultureInfo("da-DK"), $"{Math.Max(1, document.Length / 1024)} kB")),
                Radio("venstre", "Venstre", document),
                Radio("hoejre", "Højre", document),
            ]));
        }

        return page.Raw("<p><button>Vis side om side</button></p></form>").Page("Dokumenter");

        static string Radio(string field, string side, ShelvedDocument document) =>
            $"<input type=\"radio\" name=\"{field}\" value=\"{Html.Encode(document.Id)}\" aria-label=\"{Html.Encode($"{side}: {document.Name}")}\">";
    }

    private async Task<IResult> CompareAsync(string? venstre, string? hoejre, CancellationToken cancellation)
    {
        if (venstre is null || hoejre is null)
        {
            return new Html().Paragraph("Vælg et dokument til hver side.").Raw($"<p>{Html.Link("/dokumenter", "Tilbage til dokumenterne")}</p>")
                .Page("Der mangler et dokument", StatusCodes.Status400BadRequest);
        }

        string left = await FrameAsync(venstre, "Venstre", cancellation);
        string right = await FrameAsync(hoejre, "Højre", cancellation);
        return new Html().Raw($"<div class=\"pair\">{left}{right}</div>").Raw($"<p>{Html.Link("/dokumenter", "Vælg to andre")}</p>").Page("Side om side");
    }

    private async Task<string> FrameAsync(string id, string side, CancellationToken cancellation)
    {
        string name = Html.Encode(id[(id.LastIndexOf('/') + 1)..]);
        string head = $"<section aria-label=\"{side}\"><h2>{name}</h2>";
        return await shelf.OpenAsync(id, cancellation) is not { } kept ? $"{head}<p>Dokumentet findes ikke.</p></section>"
            : IsShown(kept.ContentType) ? $"{head}<iframe title=\"{side}: {name}\" src=\"{Html.Encode(AddressOf(id))}{Fitted(kept.ContentType)}\"></iframe><p>{Html.Link(AddressOf(id), "Åbn alene")}</p></section>"
            : $"{head}<p>Det kan ikke vises i en browser. {Html.Link(AddressOf(id), "Hent det")}</p></section>";
    }

    private async Task<IResult> FileAsync(HttpResponse response, string? sti, CancellationToken cancellation)
    {
        if (await shelf.OpenAsync(sti ?? "", cancellation) is not { } kept)
        {
            return Html.Missing("Dokumentet findes ikke.");
        }

        response.Headers.ContentSecurityPolicy = kept.ContentType.StartsWith("text/html", StringComparison.Ordinal) ? HtmlPolicy : PlainPolicy;
        return IsShown(kept.ContentType)
            ? Results.Bytes(kept.Content, kept.ContentType)
            : Results.File(kept.Content, kept.ContentType, sti![(sti!.LastIndexOf('/') + 1)..]);
    }

    private static bool IsShown(string contentType) => contentType.Split(';')[0] is "text/html" or "text/plain" or "application/pdf" or "image/png" or "image/jpeg";

    /// <summary>Half a window is narrow: a browser's PDF reader is asked for the page's width, without its list of pages.</summary>
    private static string Fitted(string contentType) => contentType.StartsWith("application/pdf", StringComparison.Ordinal) ? "#navpanes=0&amp;view=FitH" : "";

    private static string AddressOf(string id) => $"/dokumenter/fil?sti={Uri.EscapeDataString(id)}";
}
