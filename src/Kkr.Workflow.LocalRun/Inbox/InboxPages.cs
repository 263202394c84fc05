using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kkr.Workflow.LocalRun.Inbox;

/// <summary>What people see: mails by person and by meeting, found by what they say, the calendar and the documents.</summary>
internal sealed partial class InboxPages(MailBox mails, CalendarBox calendar, EventWebhooks webhooks, GraphReplies replies, DocumentShelf documents)
{
    private const int PerPage = 100;
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

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
            HttpRequest request = context.HttpContext.Request;
            return HttpMethods.IsPost(request.Method) && !Html.IsFromHere(request) ? Results.StatusCode(StatusCodes.Status403Forbidden) : await next(context);
        });
        pages.MapGet("/", Overview);
        pages.MapGet("/personer", People);
        pages.MapGet("/personer/{email}", Person);
        pages.MapGet("/moeder", Meetings);
        pages.MapGet("/moeder/{council}/{meeting}", Meeting);
        new MailPages(mails, webhooks).Map(pages);
        new CalendarPages(calendar, replies).Map(pages);
        new DocumentPages(documents).Map(pages);
        MapSamples(pages);
    }

    /// <summary>The pages that show mails with sample data, where this process has what mails are made of.</summary>
    static partial void MapSamples(RouteGroupBuilder pages);

    static partial void LeadToSamples(Html page);

    private IResult Overview(int? side, string? q, string? i)
    {
        MailSearch search = MailSearch.Of(q, i);
        Mail[] found = [.. mails.Mails.Where(search.Finds).Reverse()];
        Html page = new Html().Paragraph($"{mails.Mails.Count} mails og {calendar.Current.Count} kalenderindkaldelser. Intet her er sendt til nogen.");
        LeadToSamples(page);
        page.Raw(search.Form());
        string next = search.IsEmpty ? "/?side=" : $"/?q={Uri.EscapeDataString(search.Words)}&i={search.Where}&side=";
        string caption = search.IsEmpty ? "Alle mails, de nyeste først" : $"{Count(found.Length)} med »{search.Words}«, de nyeste først";
        List(page, caption, found, side ?? 1, next);
        return page.Page(search.IsEmpty ? "Mails" : "Søgning i mails");
    }

    private IResult People()
    {
        StringComparer danish = StringComparer.Create(new("da-DK"), ignoreCase: true);
        IEnumerable<IGrouping<string, MailAddress>> people = mails.Mails.SelectMany(mail => mail.Recipients)
            .Concat(calendar.Current.SelectMany(CalendarPages.Attendees).Select(attendee => attendee.Address))
            .GroupBy(to => to.Email.ToLowerInvariant())
            .OrderBy(group => group.Last().Name ?? group.Key, danish);
        ILookup<string, Mail> byAddress = mails.Mails.SelectMany(mail => mail.Recipients.Select(to => (to.Email, mail))).ToLookup(pair => pair.Email.ToLowerInvariant(), pair => pair.mail);
        return new Html()
            .Table("Alle, der har fået en mail eller er indkaldt", ["Navn", "Adresse", "Mails", "Indkaldelser"], people.Select(group => (string[])
            [
                Html.PersonLink(group.Key, group.Last().Name ?? group.Key),
                Html.Encode(group.Key),
                $"{byAddress[group.Key].Count()}",
                $"{calendar.Current.Count(version => CalendarPages.IsInvited(version, group.Key))}",
            ]))
            .Page("Personer");
    }

    private IResult Person(string email, int? side)
    {
        Mail[] theirs = [.. mails.Mails.Where(mail => mail.Recipients.Any(to => to.Email.Equals(email, StringComparison.OrdinalIgnoreCase))).Reverse()];
        EventVersion[] invited = [.. calendar.Current.Where(version => CalendarPages.IsInvited(version, email))];
        if (theirs.Length == 0 && invited.Length == 0)
        {
            return Html.Missing($"Der er ingen mails til {email}.");
        }

        string name = theirs.SelectMany(mail => mail.Recipients).Concat(invited.SelectMany(CalendarPages.Attendees).Select(attendee => attendee.Address))
            .FirstOrDefault(to => to.Email.Equals(email, StringComparison.OrdinalIgnoreCase) && to.Name is not null)?.Name ?? email;
        Html page = new Html().Paragraph($"{email}, {Count(theirs.Length)}.");
        if (theirs.Length > 0)
        {
            List(page, $"Mails til {name}", theirs, side ?? 1, $"/personer/{Uri.EscapeDataString(email)}?side=");
        }

        if (invited.Length == 0)
        {
            return page.Paragraph($"{name} er ikke indkaldt til noget.").Page(name);
        }

        CalendarPages.ListOf(page, $"Kalenderen, som {name} ser den", invited, email);
        return page.Page(name);
    }

    private IResult Meetings() => new Html()
        .Table("Mails efter møde", ["Møde", "Mails", "Den første", "Den seneste"], mails.Mails
            .GroupBy(mail => (mail.About.Council, mail.About.Meeting)).OrderBy(group => group.Key).Select(group => (string[])
            [
                group.Key.Meeting.Length == 0 ? "Uden møde" : Html.MeetingLink(group.Key.Council, group.Key.Meeting),
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
            return Html.Missing($"Der er ingen mails om mødet {council} {meeting}.");
        }

        Html page = new();
        foreach (IGrouping<string, Mail> kind in about.GroupBy(mail => mail.About.Kind))
        {
            List(page, $"{InDanish.MailKind(kind.Key)} ({kind.Count()})", kind, 1, null);
        }

        return page.Page($"Mødet {council} {meeting}");
    }

    private void List(Html page, string caption, IEnumerable<Mail> listed, int side, string? next)
    {
        Mail[] all = [.. listed];
        IEnumerable<Mail> shown = next is null ? all : all.Skip((Math.Max(side, 1) - 1) * PerPage).Take(PerPage);
        page.Table(caption, ["Emne", "Til", "Slags", "Møde", "Modtaget", "Tilstand"], shown.Select(mail => (string[])
        [
            Html.Link($"/mails/{mail.Id}", mail.Subject.Length == 0 ? "(uden emne)" : mail.Subject),
            Html.Encode(string.Join(", ", mail.To.Select(to => to.Name ?? to.Email))),
            Html.Encode(InDanish.MailKind(mail.About.Kind)),
            mail.About.Meeting.Length == 0 ? "" : Html.Id(Html.Encode(mail.About.Meeting)),
            Html.Encode(InDanish.Moment(mail.At)),
            mails.EventsOf(mail.Id) is [.., { } last] ? MailPages.State(last.Kind) : "",
        ]));
        if (next is not null && all.Length > Math.Max(side, 1) * PerPage)
        {
            page.Raw($"<p>{Html.Link($"{next}{Math.Max(side, 1) + 1}", "Ældre mails")}</p>");
        }
    }

    private static string Count(int number) => number == 1 ? "1 mail" : $"{number} mails";
}
