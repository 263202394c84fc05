using Microsoft.AspNetCore.Http;

namespace Kkr.Workflow.Functions.Access.Links;

/// <summary>
/// Where a browser keeps a link's token after landing, so that it is in no address, history or referrer. The cookie is sent to the link's own
/// page only, and not with forms that other sites send. It is lax and not strict, because the way from a mail to the page leads over another site.
/// </summary>
internal static class LinkCookie
{
    public static string NameOf(LinkPurpose purpose) => $"kkr-{purpose}";

    public static void Set(HttpContext http, LinkPurpose purpose, string token, string path, bool isInAzure) => http.Response.Cookies.Append(
        NameOf(purpose),
        token,
        new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = isInAzure || IsHttps(http.Request),
            Path = path,
            IsEssential = true,
        });

    public static bool IsHttps(HttpRequest request) =>
        request.IsHttps || string.Equals(request.Headers["X-Forwarded-Proto"].ToString(), "https", StringComparison.OrdinalIgnoreCase);
}
