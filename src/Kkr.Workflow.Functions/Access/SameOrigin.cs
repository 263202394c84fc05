using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace Kkr.Workflow.Functions.Access;

/// <summary>
/// Whether a page of ours made a request, by what the browser says of it. Every browser of today says it of every POST; our pages send
/// <c>Referrer-Policy: same-origin</c>, so that theirs never say <c>null</c>.
/// </summary>
public sealed class SameOrigin(IConfiguration configuration)
{
    private const string SessionCookie = "AppServiceAuthSession";

    /// <summary>False for a page from elsewhere, or one that hides where it is from; null when nothing is said, as programs do.</summary>
    internal bool? Of(HttpRequest request)
    {
        StringValues site = request.Headers["Sec-Fetch-Site"];
        if (site.Count > 0 && site != "same-origin")
        {
            return false;
        }

        string origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            ? site.Count > 0 ? true : null
            : Uri.TryCreate(origin, UriKind.Absolute, out Uri? from)
                && (from.Authority == request.Host.Value
                    || (Uri.TryCreate(configuration[Mailing.Links.Setting], UriKind.Absolute, out Uri? here) && from.Authority == here.Authority));
    }

    /// <summary>
    /// True for a change that comes with the platform's sign-in cookie and not surely from a page of ours: any site can make a browser send that cookie.
    /// A program that signs in with a token sends no cookie.
    /// </summary>
    internal bool IsForged(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)
        && request.Cookies.Keys.Any(name => name.StartsWith(SessionCookie, StringComparison.OrdinalIgnoreCase))
        && Of(request) != true;
}
