using System.Net;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>An HTTP response, for functions that do not use ASP.NET Core's types.</summary>
public abstract class HttpResponseData
{
#pragma warning disable MA0017 // the real constructor is public
    /// <summary>Ties the response to its invocation.</summary>
    /// <param name="functionContext">The invocation.</param>
    public HttpResponseData(FunctionContext functionContext)
    {
        ArgumentNullException.ThrowIfNull(functionContext);
        FunctionContext = functionContext;
    }
#pragma warning restore MA0017

    /// <summary>The status code.</summary>
    public abstract HttpStatusCode StatusCode { get; set; }

    /// <summary>The headers, content headers included.</summary>
    public abstract HttpHeadersCollection Headers { get; set; }

    /// <summary>The body; sent when the function has ended.</summary>
    public abstract Stream Body { get; set; }

    /// <summary>The cookies to set.</summary>
    public abstract HttpCookies Cookies { get; }

    /// <summary>The invocation.</summary>
    public FunctionContext FunctionContext { get; }

    /// <summary>Makes a response to a request.</summary>
    /// <param name="request">The request.</param>
    /// <returns>A response with status 200 and an empty body.</returns>
    public static HttpResponseData CreateResponse(HttpRequestData request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.CreateResponse();
    }
}
