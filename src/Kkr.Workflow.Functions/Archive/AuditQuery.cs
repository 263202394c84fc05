using System.Globalization;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace Kkr.Workflow.Functions.Archive;

/// <summary>Reads which part of the log a request asks for.</summary>
internal static class AuditQuery
{
    private static readonly string[] Known = ["after", "take", "from", "before", "actor", "action", "subject"];

    public static Result<(AuditRange Range, int Take)> Read(IQueryCollection query, int defaultTake, int longestTake)
    {
        if (query.Keys.FirstOrDefault(key => !Known.Contains(key, StringComparer.Ordinal)) is { } unknown)
        {
            return RequestRefusals.Unknown(unknown);
        }

        long after = 0;
        if (Text("after") is { } from && !long.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out after))
        {
            return RequestRefusals.WrongType("after", "et postnummer", "an entry's number", from);
        }

        int take = defaultTake;
        if (Text("take") is { } count && (!int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out take) || take < 1 || take > longestTake))
        {
            return RequestRefusals.WrongType("take", $"et tal mellem 1 og {longestTake}", $"a number from 1 to {longestTake}", count);
        }

        foreach (string field in (string[])["from", "before"])
        {
            if (Text(field) is { } text && Instant(text) is null)
            {
                return RequestRefusals.WrongType(field, "et tidspunkt med tidsforskel, fx 2026-11-17T09:30:00+01:00", "an RFC 3339 instant with an offset", text);
            }
        }

        return (
            new AuditRange
            {
                After = after,
                From = Instant(Text("from")),
                Before = Instant(Text("before")),
                Actor = Text("actor"),
                Action = Text("action"),
                Subject = Text("subject"),
            },
            take);

        string? Text(string field) => query[field].FirstOrDefault() is { Length: > 0 } text ? text : null;
    }

    // A plus sign that was not escaped arrives as a space.
    private static DateTimeOffset? Instant(string? text) =>
        text is not null && DateTimeOffset.TryParseExact(
            text.Replace(' ', '+'),
            ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out DateTimeOffset instant)
            ? instant.ToUniversalTime()
            : null;
}
