using System.Collections.Specialized;
using System.Security.Claims;
using Kkr.Runtime.FunctionsHost.Http;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>An HTTP request, for functions that do not use ASP.NET Core's types.</summary>
public abstract class HttpRequestData
{
    private NameValueCollection? _query;

#pragma warning disable MA0017 // the real constructor is public
    /// <summary>Ties the request to its invocation.</summary>
    /// <param name="functionContext">The invocation.</param>
    public HttpRequestData(FunctionContext functionContext)
    {
        ArgumentNullException.ThrowIfNull(functionContext);
        FunctionContext = functionContext;
    }
#pragma warning restore MA0017

    /// <summary>The body, to be read once.</summary>
    public abstract Stream Body { get; }

    /// <summary>The headers, content headers included.</summary>
    public abstract HttpHeadersCollection Headers { get; }

    /// <summary>The cookies.</summary>
    public abstract IReadOnlyCollection<IHttpCookie> Cookies { get; }

    /// <summary>The absolute URL.</summary>
    public abstract Uri Url { get; }

    /// <summary>The caller's identities.</summary>
    public abstract IEnumerable<ClaimsIdentity> Identities { get; }

    /// <summary>The method, in upper case.</summary>
    public abstract string Method { get; }

    /// <summary>The invocation.</summary>
    public FunctionContext FunctionContext { get; }

    /// <summary>The query's values, decoded.</summary>
    public virtual NameValueCollection Query => _query ??= QueryValues.Parse(Url.Query);

    /// <summary>Makes a response to this request.</summary>
    /// <returns>A response with status 200 and an empty body.</returns>
    public abstract HttpResponseData CreateResponse();
}

/// <summary>Finds the request of an invocation; found in its features.</summary>
public interface IHttpRequestDataFeature
{
    /// <summary>Gets the request.</summary>
    /// <param name="context">The invocation.</param>
    /// <returns>The request, or null where HTTP did not start the function.</returns>
    ValueTask<HttpRequestData?> GetHttpRequestDataAsync(FunctionContext context);
}
