using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kkr.Workflow.LocalRun.Inbox;

/// <summary>The calendar as people see it: each invitation with every version it has had, as each of those sees it who are invited, who can answer it.</summary>
internal sealed class CalendarPages(CalendarBox calendar, GraphReplies replies)
{
    public void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/kalender", () =>
        {
            Html page = new();
            List(page, "Indkaldelser", calendar.Current.OrderBy(version => GraphTime.Instant(version.Resource["start"])));
            return page.Page("Kalender");
        });
        pages.MapGet("/kalender/{id}", Show);
        pages.MapPost("/kalender/{id}/svar", AnswerAsync);
        pages.MapGet("/kalender/{id}/ics", (string id) => calendar.HistoryOf(id) is { Count: > 0 } history
            ? Results.Text(CalendarText.Of(history[^1]), "text/calendar; charset=utf-8")
            : Html.Missing("Indkaldelsen findes ikke."));
    }

    private static readonly (string Value, string Text)[] Answers = [("accept", "Deltager"), ("tentative", "Måske"), ("decline", "Afslår")];

    public static bool IsInvited(EventVersion version, string email) =>
        Attendees(version).Any(attendee => attendee.Address.Email.Equals(email, StringComparison.OrdinalIgnoreCase));

    /// <summary>Somebody's invitations, each with their answer and the buttons that change it.</summary>
    public static void ListOf(Html page, string caption, IEnumerable<EventVersion> versions, string email) =>
        page.Table(caption, ["Emne", "Tid", "Sted", "Svar", "Nyt svar"], versions.OrderBy(version => GraphTime.Instant(version.Resource["start"])).Select(version => (string[])
        [
            Html.Link(AddressOf(version, email), version.Text("subject")),
            Html.Encode(When(version)),
            Html.Encode(Place(version)),
            version.IsGone ? Html.Encode(InDanish.Change(version.Change)) : Html.Encode(AnswerOf(version, email)),
            version.IsGone ? "" : Form(version, email, withComment: false),
        ]));

    public static void List(Html page, string caption, IEnumerable<EventVersion> versions) =>
        page.Table(caption, ["Tid", "Emne", "Sted", "Deltagere", "Udgave"], versions.Select(version => (string[])
        [
            Html.Encode(When(version)),
            Html.Link(AddressOf(version), version.Text("subject")),
            Html.Encode(Place(version)),
            $"{Attendees(version).Count()}",
            Html.Encode(version.IsGone ? InDanish.Change(version.Change) : $"{version.Version}"),
        ]));

    /// <summary>Who is invited, whether they must come, and what they answered.</summary>
    public static IEnumerable<(MailAddress Address, bool IsRequired)> Attendees(EventVersion version) =>
        (version.Resource["attendees"] as JsonArray ?? []).Select(attendee => (
            new MailAddress((string?)attendee!["emailAddress"]?["address"] ?? "", (string?)attendee["emailAddress"]?["name"]),
            (string?)attendee["type"] != "optional"));

    /// <summary>The event's local time as people write it.</summary>
    public static string When(EventVersion version) =>
        GraphTime.Local(version.Resource["start"]) is { } start && GraphTime.Local(version.Resource["end"]) is { } end
            ? InDanish.Span(start, end)
            : "";

    public static string Place(EventVersion version) => (string?)version.Resource["location"]?["displayName"] ?? "";

    /// <summary>The page of an invitation as one of those sees it who are invited.</summary>
    public static string AddressOf(EventVersion version, string email) =>
        $"{AddressOf(version)}?som={Uri.EscapeDataString(email)}";

    private static string AddressOf(EventVersion version) => $"/kalender/{Uri.EscapeDataString(version.EventId)}";

    private static string AnswerOf(EventVersion version, string email) => GraphReplies.AnswerOf(version, email) switch
    {
        "accepted" => "Deltager",
        "declined" => "Afslår",
        "tentativelyAccepted" => "Måske",
        "organizer" => "Arrangør",
        _ => "Ikke svaret",
    };

    private static string Form(EventVersion version, string email, bool withComment) => Html.Buttons(
        $"{AddressOf(version)}/svar",
        "svar",
        Answers,
        $"<input type=\"hidden\" name=\"som\" value=\"{Html.Encode(email)}\">"
        + (withComment ? "<div class=\"field grow\"><label for=\"besked\">Besked til arrangøren</label><input type=\"text\" id=\"besked\" name=\"besked\" maxlength=\"500\"></div>" : ""));

    private async Task<IResult> AnswerAsync(HttpRequest request, string id)
    {
        IFormCollection form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        InvitationReply? answer = form["svar"].ToString() switch
        {
            "accept" => InvitationReply.Accept,
            "tentative" => InvitationReply.TentativelyAccept,
            "decline" => InvitationReply.Decline,
            _ => null,
        };
        string email = form["som"].ToString();
        if (answer is not { } said)
        {
            return new Html().Paragraph("Det svar findes ikke.").Page("Ikke forstået", StatusCodes.Status400BadRequest);
        }

        try
        {
            string? comment = form["besked"].ToString() is { Length: > 0 } written ? written : null;
            return await replies.RespondAsync(id, email, said, comment, null, request.HttpContext.RequestAborted) is { } answered
                ? Results.Redirect(AddressOf(answered, email))
                : Html.Missing("Indkaldelsen findes ikke, er aflyst, eller er ikke til den person.");
        }
        catch (HttpRequestException exception)
        {
            return new Html().Paragraph($"Svaret står i kalenderen, men systemet tog ikke imod beskeden om det: {exception.Message}")
                .Page("Beskeden nåede ikke frem", StatusCodes.Status502BadGateway);
        }
    }

    private IResult Show(string id, string? som)
    {
        IReadOnlyList<EventVersion> history = calendar.HistoryOf(id);
        if (history.Count == 0)
        {
            return Html.Missing("Indkaldelsen findes ikke.");
        }

        EventVersion now = history[^1];
        Html page = new();
        if (now.IsGone)
        {
            page.Raw($"<p><strong>{(now.Change == "cancelled" ? "Aflyst" : "Slettet")}</strong></p>");
        }

        page.Facts(
            ("Tid", Html.Encode(When(now))),
            ("Sted", Html.Encode(Place(now))),
            ("Arrangør", Html.Encode(now.Mailbox)),
            ("Set som", som is null ? "" : Html.PersonLink(som, som)),
            ("Svar", som is not null && IsInvited(now, som) ? Html.Encode(AnswerOf(now, som)) : ""),
            ("Teams", (string?)now.Resource["onlineMeeting"]?["joinUrl"] is { } join ? Html.Link(join, join) : ""));
        string body = Html.Encode($"<style>body{{font:1rem/1.5 system-ui,sans-serif}}</style>{(string?)now.Resource["body"]?["content"]}");
        page.Raw($"<iframe class=\"short\" sandbox title=\"Indkaldelsens tekst\" srcdoc=\"{body}\"></iframe>");
        if (som is not null && IsInvited(now, som) && !now.IsGone)
        {
            page.Heading(2, "Svar på indkaldelsen").Raw(Form(now, som, withComment: true));
        }

        page.Heading(2, "Historik").Table("Alle udgaver", ["Udgave", "Ændret", "Hvad", "Tid", "Sted", "Deltagere", "Besked"], history.Select(version => (string[])
        [
            $"{version.Version}",
            Html.Encode(InDanish.Moment(version.At)),
            Html.Encode(CalendarText.Answer(version) ?? InDanish.Change(version.Change)),
            Html.Encode(When(version)),
            Html.Encode(Place(version)),
            $"{Attendees(version).Count()}",
            Html.Encode(Message(version)),
        ]));
        page.Table("Deltagere", ["Navn", "Adresse", "Fremmøde", "Svar", "Visning"], Attendees(now).Select(attendee => (string[])
        [
            Html.Encode(attendee.Address.Name),
            Html.PersonLink(attendee.Address.Email, attendee.Address.Email),
            attendee.IsRequired ? "Skal deltage" : "Til orientering",
            Html.Encode(AnswerOf(now, attendee.Address.Email)),
            Html.Link(AddressOf(now, attendee.Address.Email), $"Se og svar som {attendee.Address.Name ?? attendee.Address.Email}"),
        ]));
        return page.Raw($"<p>{Html.Link($"{AddressOf(now)}/ics", "Som kalenderfil (.ics)")}</p>").Page(now.Text("subject"));
    }

    /// <summary>The message that a cancellation or an answer carries.</summary>
    public static string Message(EventVersion version)
    {
        if (version.Change is not ("cancelled" or "answered") || JsonNode.Parse(version.Request) is not JsonObject request)
        {
            return "";
        }

        return (string?)(request["comment"] ?? request["Comment"]) ?? "";
    }
}
