using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kkr.Workflow.LocalRun.Inbox;

/// <summary>
/// SendGrid's lists of addresses that get no mail, as its v3 API shows and clears them. What a mail's last report says puts its recipient on a list; here a
/// list keeps no mail back, so that a run goes on as its people decide.
/// </summary>
internal sealed class SuppressionDoor(MailBox mails)
{
    private static readonly Dictionary<string, string[]> Lists = new(StringComparer.Ordinal)
    {
        ["bounces"] = ["bounce"],
        ["blocks"] = ["blocked"],
        ["invalid_emails"] = [],
        ["spam_reports"] = ["spamreport"],
    };

    private readonly ConcurrentDictionary<(string List, string Address), DateTimeOffset> _cleared = new();

    public void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/suppression/{list}", (string list) => Lists.ContainsKey(list) ? Results.Json(On(list).Select(Shown)) : NotFound());
        api.MapGet("/suppression/{list}/{email}", (string list, string email) => Lists.ContainsKey(list)
            ? Results.Json(On(list).Where(entry => Is(entry, email)).Select(Shown))
            : NotFound());
        api.MapDelete("/suppression/{list}/{email}", (string list, string email) => Clear(list, email));
        api.MapDelete("/asm/suppressions/global/{email}", (string email) => Results.NoContent());
    }

    private IResult Clear(string list, string email)
    {
        if (!Lists.ContainsKey(list) || On(list).LastOrDefault(entry => Is(entry, email)) is not { Address: { } address, Event: { } last })
        {
            return NotFound();
        }

        _cleared[(list, address)] = last.At;
        return Results.NoContent();
    }

    /// <summary>Who is on a list, and why: by the reports since it was cleared.</summary>
    private IEnumerable<(string? Address, MailEvent? Event)> On(string list) => mails.Events
        .Where(happened => Lists[list].Contains(happened.Kind, StringComparer.Ordinal))
        .Select(happened => (mails.Find(happened.MailId)?.To[0].Email.ToLowerInvariant(), (MailEvent?)happened))
        .Where(entry => entry.Item1 is { } address && !(_cleared.TryGetValue((list, address), out DateTimeOffset cleared) && entry.Item2!.At <= cleared));

    private static bool Is((string? Address, MailEvent? Event) entry, string email) => email.Equals(entry.Address, StringComparison.OrdinalIgnoreCase);

    private static object Shown((string? Address, MailEvent? Event) entry) =>
        new { created = entry.Event!.At.ToUnixTimeSeconds(), email = entry.Address, reason = entry.Event.Reason ?? "", status = entry.Event.Reason?.Split(' ')[0] ?? "" };

    private static IResult NotFound() => SendGridDoor.Errors(StatusCodes.Status404NotFound, new SendGridError("resource not found"));
}
