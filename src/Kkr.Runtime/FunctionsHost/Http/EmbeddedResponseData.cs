using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace Kkr.Runtime.FunctionsHost.Http;

/// <summary>A response kept in memory until the function has ended.</summary>
internal sealed class EmbeddedResponseData(FunctionContext context) : HttpResponseData(context)
{
    private readonly ResponseCookies _cookies = new();

    public override HttpStatusCode StatusCode { get; set; } = HttpStatusCode.OK;

    public override HttpHeadersCollection Headers { get; set; } = new();

    public override Stream Body { get; set; } = new MemoryStream();

    public override HttpCookies Cookies => _cookies;

    public async Task SendAsync(HttpContext http)
    {
        HttpResponse response = http.Response;
        response.StatusCode = (int)StatusCode;
        foreach ((string name, IEnumerable<string> values) in Headers)
        {
            if (!name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase))
            {
                response.Headers[name] = values.ToArray();
            }
        }

        foreach (IHttpCookie cookie in _cookies.Added)
        {
            response.Cookies.Append(cookie.Name, cookie.Value, OptionsOf(cookie));
        }

        if (Body.CanSeek)
        {
            Body.Position = 0;
        }

        bool bodyAllowed = response.StatusCode is not (StatusCodes.Status204NoContent or StatusCodes.Status304NotModified) && !HttpMethods.IsHead(http.Request.Method);
        if (bodyAllowed)
        {
            if (Body.CanSeek && response.ContentLength is null)
            {
                response.ContentLength = Body.Length;
            }

            await Body.CopyToAsync(response.Body, http.RequestAborted);
        }
    }

    private static CookieOptions OptionsOf(IHttpCookie cookie) => new()
    {
        Domain = cookie.Domain,
        Path = cookie.Path ?? "/",
        Expires = cookie.Expires,
        HttpOnly = cookie.HttpOnly ?? false,
        Secure = cookie.Secure ?? false,
        MaxAge = cookie.MaxAge is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        SameSite = cookie.SameSite switch
        {
            SameSite.Lax => SameSiteMode.Lax,
            SameSite.Strict => SameSiteMode.Strict,
            SameSite.ExplicitNone => SameSiteMode.None,
            _ => SameSiteMode.Unspecified,
        },
    };

    private sealed class ResponseCookies : HttpCookies
    {
        public List<IHttpCookie> Added { get; } = [];

        public override void Append(string name, string value) => Added.Add(new HttpCookie(name, value));

        public override void Append(IHttpCookie cookie) => Added.Add(cookie);

        public override IHttpCookie CreateNew() => new HttpCookie("", "");
    }
}
