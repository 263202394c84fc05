using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kkr.Workflow.LocalRun.Inbox;

/// <summary>The calendar as people see it: each invitation, and every version it has had.</summary>
internal sealed class CalendarPages(CalendarBox calendar)
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
        pages.MapGet("/kalender/{id}/ics", (string id) => calendar.HistoryOf(id) is { Count: > 0 } history
            ? Results.Text(CalendarText.Of(history[^1]), "text/calendar; charset=utf-8")
            : Missing());
    }

    public static void List(Html page, string caption, IEnumerable<EventVersion> versions) =>
        page.Table(caption, ["Tid", "Emne", "Sted", "Deltagere", "Udgave"], versions.Select(version => (string[])
        [
            Html.Encode(When(version)),
            Html.Link($"/kalender/{Uri.EscapeDataString(version.EventId)}", version.Text("subject")),
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

    private IResult Show(string id)
    {
        IReadOnlyList<EventVersion> history = calendar.HistoryOf(id);
        if (history.Count == 0)
        {
            return Missing();
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
            ("Teams", (string?)now.Resource["onlineMeeting"]?["joinUrl"] is { } join ? Html.Link(join, join) : ""));
        string body = Html.Encode((string?)now.Resource["body"]?["content"]);
        page.Raw($"<iframe class=\"short\" sandbox title=\"Indkaldelsens tekst\" srcdoc=\"{body}\"></iframe>");
        page.Heading(2, "Historik").Table("Alle udgaver", ["Udgave", "Ændret", "Hvad", "Tid", "Sted", "Deltagere", "Besked"], history.Select(version => (string[])
        [
            $"{version.Version}",
            Html.Encode(InDanish.Moment(version.At)),
            InDanish.Change(version.Change),
            Html.Encode(When(version)),
            Html.Encode(Place(version)),
            $"{Attendees(version).Count()}",
            Html.Encode(Message(version)),
        ]));
        page.Table("Deltagere", ["Navn", "Adresse", "Fremmøde"], Attendees(now).Select(attendee => (string[])
        [
            Html.Encode(attendee.Address.Name),
            Html.Link($"/personer/{Uri.EscapeDataString(attendee.Address.Email)}", attendee.Address.Email),
            attendee.IsRequired ? "Skal deltage" : "Til orientering",
        ]));
        return page.Raw($"<p>{Html.Link($"/kalender/{Uri.EscapeDataString(id)}/ics", "Som kalenderfil (.ics)")}</p>").Page(now.Text("subject"));
    }

    /// <summary>The message that a cancellation carries.</summary>
    public static string Message(EventVersion version)
    {
        if (version.Change != "cancelled" || JsonNode.Parse(version.Request) is not JsonObject request)
        {
            return "";
        }

        return (string?)(request["comment"] ?? request["Comment"]) ?? "";
    }

    private static IResult Missing() => new Html().Paragraph("Indkaldelsen findes ikke.").Page("Ikke fundet", StatusCodes.Status404NotFound);
}
