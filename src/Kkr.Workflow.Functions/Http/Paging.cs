using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Kkr.Workflow.Domain;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Kkr.Workflow.Functions.Http;

/// <summary>How much of a collection is wanted, and the cursor that a former page gave.</summary>
internal sealed record PageWanted(int Limit, string? Cursor);

/// <summary>
/// A collection, page by page: a JSON array, and in <c>Link</c> (RFC 8288) the address of what follows. The cursor says after which element the next page
/// begins, so that what comes or goes meanwhile moves nothing from one page to another.
/// </summary>
internal static partial class Paging
{
    private const int Signature = 12;

    /// <param name="request">The request.</param>
    /// <param name="wanted">What it wants.</param>
    /// <param name="all">Everything that fits the filter, in any order.</param>
    /// <param name="keyOf">What the order goes by; unique, and the same whenever it is asked.</param>
    public static IResult Answer<T>(HttpRequest request, PageWanted wanted, IEnumerable<T> all, Func<T, string> keyOf)
    {
        Result<T[]> page = Of(request, wanted, all, keyOf);
        return page.IsRefused ? Problem.Of(page.Refusal) : Door.Json(page.Value);
    }

    /// <summary>The page that <see cref="Answer"/> answers, with its link to the next already in the answer's headers.</summary>
    public static Result<T[]> Of<T>(HttpRequest request, PageWanted wanted, IEnumerable<T> all, Func<T, string> keyOf)
    {
        string? after = null;
        if (wanted.Cursor is { } cursor && (after = Open(request, cursor)) is null)
        {
            return RequestRefusals.CursorMalformed(cursor);
        }

        List<(string Key, T Value)> rest =
        [
            .. all.Select(value => (Key: keyOf(value), Value: value))
                .Where(element => after is null || string.CompareOrdinal(element.Key, after) > 0)
                .OrderBy(element => element.Key, StringComparer.Ordinal)
                .Take(wanted.Limit + 1),
        ];
        return Cut(request, wanted, rest);
    }

    /// <summary>A page of what storage keeps in order of number, and gives from any number on.</summary>
    /// <param name="request">The request.</param>
    /// <param name="wanted">What it wants.</param>
    /// <param name="after">What follows a number, in order; 0 for all.</param>
    /// <param name="numberOf">The number that the order goes by.</param>
    /// <param name="cancellation">Cancels.</param>
    public static async Task<Result<T[]>> OfAsync<T>(
        HttpRequest request, PageWanted wanted, Func<long, IAsyncEnumerable<T>> after, Func<T, long> numberOf, CancellationToken cancellation)
    {
        long from = 0;
        if (wanted.Cursor is { } cursor && !long.TryParse(Open(request, cursor), NumberStyles.None, CultureInfo.InvariantCulture, out from))
        {
            return RequestRefusals.CursorMalformed(cursor);
        }

        List<(string, T)> rest = await after(from)
            .Take(wanted.Limit + 1)
            .Select(value => (numberOf(value).ToString(CultureInfo.InvariantCulture), value))
            .ToListAsync(cancellation);
        return Cut(request, wanted, rest);
    }

    private static T[] Cut<T>(HttpRequest request, PageWanted wanted, List<(string Key, T Value)> rest)
    {
        if (rest.Count > wanted.Limit)
        {
            rest.RemoveAt(rest.Count - 1);
            request.HttpContext.Response.Headers.Link = $"<{Next(request, rest[^1].Key)}>; rel=\"next\"";
        }

        return [.. rest.Select(element => element.Value)];
    }

    /// <summary>A text that orders as people count: <c>2026-1-9</c> before <c>2026-1-10</c>.</summary>
    public static string Counted(string id) => Digits().Replace(id, digits => digits.Value.PadLeft(8, '0'));

    private static string Next(HttpRequest request, string key)
    {
        Dictionary<string, string?> query = request.Query.Where(one => one.Key != "cursor").ToDictionary(one => one.Key, one => (string?)one.Value.ToString(), StringComparer.Ordinal);
        query["cursor"] = WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(Sign(request, key) + key));
        return QueryHelpers.AddQueryString(request.Path, query);
    }

    /// <summary>The key that a cursor was made of; null when it was not made for this collection.</summary>
    private static string? Open(HttpRequest request, string cursor)
    {
        try
        {
            string text = Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(cursor));
            return text.Length > Signature && text[..Signature] == Sign(request, text[Signature..]) ? text[Signature..] : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    // Not against forgery, which would gain nothing: a cursor that was cut, or comes from elsewhere, must not answer a page that means nothing.
    private static string Sign(HttpRequest request, string key) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{request.Path}\n{key}")))[..Signature];

    [GeneratedRegex("[0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Digits();
}
