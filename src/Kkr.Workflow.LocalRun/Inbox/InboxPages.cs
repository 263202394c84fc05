using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kkr.Workflow.LocalRun.Inbox;

/// <summary>What people see: mails by person and by meeting, and each one as its recipient sees it.</summary>
internal sealed partial class InboxPages(MailBox mails, CalendarBox calendar, EventWebhooks webhooks)
{
    private const int PerPage = 100;
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    // The mail stands in a frame without scripts, forms or its sender's pictures; its links open in a page of their own.
    private const string MailPolicy = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    public void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder pages = routes.MapGroup("");
        pages.AddEndpointFilter(async (context, next) =>
        {
            IHeaderDictionary headers = context.HttpContext.Response.Headers;
            headers.ContentSecurityPolicy = Policy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers.CacheControl = "no-store";
            return await next(context);
        });
        pages.MapGet("/", Overview);
        pages.MapGet("/personer/{email}", Person);
        pages.MapGet("/moeder", Meetings);
        pages.MapGet("/moeder/{council}/{meeting}", Meeting);
        pages.MapGet("/mails/{id}", ShowMail);
        pages.MapGet("/mails/{id}/html", Body);
        pages.MapPost("/mails/{id}/afvist", (HttpRequest request, string id) => ReportAsync(request, id, bounced: true));
        pages.MapPost("/mails/{id}/leveret", (HttpRequest request, string id) => ReportAsync(request, id, bounced: false));
        new CalendarPages(calendar).Map(pages);
        MapSamples(pages);
    }

    /// <summary>The pages that show mails with sample data, where this process has what mails are made of.</summary>
    static partial void MapSamples(RouteGroupBuilder pages);

    static partial void LeadToSamples(Html page);

    private IResult Overview(int? side)
    {
        IReadOnlyList<Mail> all = mails.Mails;
        Html page = new Html()
            .Paragraph($"{all.Count} mails og {calendar.Current.Count} kalenderindkaldelser. Intet her er sendt til nogen.");
        LeadToSamples(page);
        List(page, "Alle mails, de nyeste først", all.Reverse(), side ?? 1, "/?side=");
        IEnumerable<IGrouping<string, MailAddress>> people = all.SelectMany(mail => mail.Recipients)
            .GroupBy(to => to.Email.ToLowerInvariant()).OrderBy(group => group.First().Name ?? group.Key, StringComparer.Create(new("da-DK"), ignoreCase: true));
        page.Table("Personer", ["Navn", "Adresse", "Mails"], people.Select(group => (string[])
            [Html.Link($"/personer/{Uri.EscapeDataString(group.Key)}", group.Last().Name ?? group.Key), Html.Encode(group.Key), $"{group.Count()}"]));
        return page.Page("Indbakke");
    }

    private IResult Person(string email, int? side)
    {
        Mail[] theirs = [.. mails.Mails.Where(mail => mail.Recipients.Any(to => to.Email.Equals(email, StringComparison.OrdinalIgnoreCase))).Reverse()];
        if (theirs.Length == 0)
        {
            return Missing($"Der er ingen mails til {email}.");
        }

        string name = theirs[0].Recipients.First(to => to.Email.Equals(email, StringComparison.OrdinalIgnoreCase)).Name ?? email;
        Html page = new Html().Paragraph($"{email}, {theirs.Length} mails.");
        List(page, $"Mails til {name}", theirs, side ?? 1, $"/personer/{Uri.EscapeDataString(email)}?side=");
        CalendarPages.List(page, $"Invitationer til {name}", calendar.Current.Where(version => CalendarPages.Attendees(version)
            .Any(attendee => attendee.Address.Email.Equals(email, StringComparison.OrdinalIgnoreCase))));
        return page.Page(name);
    }

    private IResult Meetings() => new Html()
        .Table("Mails efter møde", ["Møde", "Mails", "Den første", "Den seneste"], mails.Mails
            .GroupBy(mail => (mail.About.Council, mail.About.Meeting)).OrderBy(group => group.Key).Select(group => (string[])
            [
                group.Key.Meeting.Length == 0 ? "Uden møde" : Html.Id(Html.Link($"/moeder/{group.Key.Council}/{group.Key.Meeting}", $"{group.Key.Council} {group.Key.Meeting}")),
                $"{group.Count()}",
                Html.Encode(InDanish.Moment(group.Min(mail => mail.At))),
                Html.Encode(InDanish.Moment(group.Max(mail => mail.At))),
            ]))
        .Page("Møder");

    private IResult Meeting(string council, string meeting)
    {
        Mail[] about = [.. mails.Mails.Where(mail => mail.About.Council == council && mail.About.Meeting == meeting)];
        if (about.Length == 0)
        {
            return Missing($"Der er ingen mails om mødet {council} {meeting}.");
        }

        Html page = new();
        foreach (IGrouping<string, Mail> kind in about.GroupBy(mail => mail.About.Kind))
        {
            List(page, $"{InDanish.MailKind(kind.Key)} ({kind.Count()})", kind, 1, null);
        }

        return page.Page($"Mødet {council} {meeting}");
    }

    private IResult ShowMail(string id, string? vis)
    {
        if (mails.Find(id) is not { } mail)
        {
            return Missing("Mailen findes ikke.");
        }

        Html page = new Html().Facts(
            ("Til", string.Join(", ", mail.To.Select(Person))),
            ("Kopi til", string.Join(", ", mail.Copies.Select(Person))),
            ("Fra", Html.Encode(mail.From.ToString())),
            ("Modtaget", Html.Encode(InDanish.Moment(mail.At))),
            ("Slags", Html.Encode(InDanish.MailKind(mail.About.Kind))),
            ("Møde", mail.About.Meeting.Length == 0 ? "" : Html.Id(Html.Link($"/moeder/{mail.About.Council}/{mail.About.Meeting}", $"{mail.About.Council} {mail.About.Meeting}"))),
            ("Nøgle", Html.Encode(mail.About.Key)),
            ("Hændelser", string.Join("<br>", mails.EventsOf(id).Select(happened =>
                Html.Encode($"{InDanish.Change(happened.Kind)} {InDanish.Moment(happened.At)}{(happened.Reason is null ? "" : $": {happened.Reason}")}")))));
        string view = vis is "tekst" or "raa" ? vis : mail.Html is null ? "tekst" : "html";
        page.Raw($"<nav aria-label=\"Visning\">{Tab("html", "Som modtageren ser den")}{Tab("tekst", "Som tekst")}{Tab("raa", "Rå")}</nav>");
        page.Raw(view switch
        {
            "html" => $"<iframe sandbox=\"allow-popups allow-popups-to-escape-sandbox\" title=\"Mailens indhold\" src=\"/mails/{id}/html\"></iframe>",
            "tekst" => $"<pre>{Html.Encode(mail.Text ?? "Mailen har ingen tekstudgave.")}</pre>",
            _ => $"<pre>{Html.Encode(mail.Raw)}</pre>",
        });
        page.Heading(2, "Meld tilbage til systemet").Raw(
            $"<form method=\"post\" action=\"/mails/{id}/leveret\"><button>Mailen er leveret</button></form>"
            + $"<form method=\"post\" action=\"/mails/{id}/afvist\"><button>Mailen blev afvist</button></form>");
        return page.Page(mail.Subject);

        string Tab(string key, string text) => key == view
            ? $"<a href=\"/mails/{id}?vis={key}\" aria-current=\"page\">{text}</a>"
            : $"<a href=\"/mails/{id}?vis={key}\">{text}</a>";

        static string Person(MailAddress to) => Html.Link($"/personer/{Uri.EscapeDataString(to.Email)}", to.ToString());
    }

    private IResult Body(HttpResponse response, string id)
    {
        if (mails.Find(id) is not { } mail)
        {
            return Missing("Mailen findes ikke.");
        }

        response.Headers.ContentSecurityPolicy = MailPolicy;
        return Results.Content($"<!doctype html><base target=\"_blank\">{mail.Html}", "text/html; charset=utf-8");
    }

    private async Task<IResult> ReportAsync(HttpRequest request, string id, bool bounced)
    {
        string origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && origin != "null" && origin != $"{request.Scheme}://{request.Host}")
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        if (mails.Find(id) is not { } mail)
        {
            return Missing("Mailen findes ikke.");
        }

        try
        {
            await (bounced
                ? webhooks.BounceAsync(mail, "550 5.1.1 Modtageren findes ikke", request.HttpContext.RequestAborted)
                : webhooks.DeliverAsync(mail, request.HttpContext.RequestAborted));
            return Results.Redirect($"/mails/{id}");
        }
        catch (HttpRequestException exception)
        {
            return new Html().Paragraph($"Systemet tog ikke imod meldingen: {exception.Message}").Page("Meldingen nåede ikke frem", StatusCodes.Status502BadGateway);
        }
    }

    private void List(Html page, string caption, IEnumerable<Mail> listed, int side, string? next)
    {
        Mail[] all = [.. listed];
        IEnumerable<Mail> shown = next is null ? all : all.Skip((Math.Max(side, 1) - 1) * PerPage).Take(PerPage);
        page.Table(caption, ["Modtaget", "Til", "Emne", "Slags", "Møde"], shown.Select(mail => (string[])
        [
            Html.Encode(InDanish.Moment(mail.At)),
            Html.Encode(string.Join(", ", mail.To.Select(to => to.Name ?? to.Email))),
            Html.Link($"/mails/{mail.Id}", mail.Subject),
            Html.Encode(InDanish.MailKind(mail.About.Kind) + (mails.EventsOf(mail.Id).Any(happened => happened.Kind == "bounce") ? " (afvist)" : "")),
            Html.Id(Html.Encode(mail.About.Meeting)),
        ]));
        if (next is not null && all.Length > Math.Max(side, 1) * PerPage)
        {
            page.Raw($"<p>{Html.Link($"{next}{Math.Max(side, 1) + 1}", "Ældre mails")}</p>");
        }
    }

    private static IResult Missing(string message) => new Html().Paragraph(message).Page("Ikke fundet", StatusCodes.Status404NotFound);
}
