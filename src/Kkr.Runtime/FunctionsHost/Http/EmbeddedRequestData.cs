using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace Kkr.Runtime.FunctionsHost.Http;

/// <summary>Shows Kestrel's request as HttpRequestData.</summary>
internal sealed class EmbeddedRequestData(FunctionContext context, HttpContext http) : HttpRequestData(context)
{
    private HttpHeadersCollection? _headers;
    private IReadOnlyCollection<IHttpCookie>? _cookies;
    private Uri? _url;

    public override Stream Body => http.Request.Body;

    public override HttpHeadersCollection Headers => _headers ??= new HttpHeadersCollection(
        http.Request.Headers.Select(h => KeyValuePair.Create<string, IEnumerable<string>>(h.Key, [.. h.Value.OfType<string>()])));

    public override IReadOnlyCollection<IHttpCookie> Cookies =>
        _cookies ??= [.. http.Request.Cookies.Select(c => new HttpCookie(c.Key, c.Value))];

    public override Uri Url => _url ??= new Uri(http.Request.GetEncodedUrl());

    public override IEnumerable<ClaimsIdentity> Identities => http.User.Identities;

    public override string Method => http.Request.Method;

    /// <summary>One request object per invocation, whoever asks for it.</summary>
    public static EmbeddedRequestData Of(FunctionContext context, HttpContext http)
    {
        if (context.Features.Get<EmbeddedRequestData>() is { } made)
        {
            return made;
        }

        EmbeddedRequestData request = new(context, http);
        context.Features.Set(request);
        return request;
    }

    public override HttpResponseData CreateResponse() => new EmbeddedResponseData(FunctionContext);
}

/// <summary>Finds the request of an invocation that HTTP started.</summary>
internal sealed class EmbeddedRequestFeature : IHttpRequestDataFeature
{
    public static readonly EmbeddedRequestFeature Instance = new();

    public ValueTask<HttpRequestData?> GetHttpRequestDataAsync(FunctionContext context) =>
        new(context.GetHttpContext() is { } http ? EmbeddedRequestData.Of(context, http) : null);
}
