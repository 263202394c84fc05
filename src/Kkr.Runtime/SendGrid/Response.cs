#nullable disable // As in the published package.

using System.Net;
using System.Net.Http.Headers;
using Newtonsoft.Json;

namespace SendGrid;

/// <summary>SendGrid's answer. 202 means that the mail is queued there; its id is in the header <c>X-Message-Id</c>.</summary>
public class Response
{
    /// <summary>An answer.</summary>
    /// <param name="statusCode">The status.</param>
    /// <param name="responseBody">The body.</param>
    /// <param name="responseHeaders">The headers.</param>
    public Response(HttpStatusCode statusCode, HttpContent responseBody, HttpResponseHeaders responseHeaders)
    {
        StatusCode = statusCode;
        Body = responseBody;
        Headers = responseHeaders;
    }

    /// <summary>The status.</summary>
    public HttpStatusCode StatusCode { get; set; }

    /// <summary>Whether the status is 200 to 299.</summary>
    public bool IsSuccessStatusCode => (int)StatusCode is >= 200 and <= 299;

    /// <summary>The body.</summary>
    public HttpContent Body { get; set; }

    /// <summary>The headers.</summary>
    public HttpResponseHeaders Headers { get; set; }

    /// <summary>The body's JSON object, name by name.</summary>
    /// <param name="content">Another body; this answer's when null.</param>
    /// <returns>The names and values; none when the body is empty.</returns>
    /// <exception cref="JsonException">The body is not a JSON object.</exception>
    public virtual async Task<Dictionary<string, object>> DeserializeResponseBodyAsync(HttpContent content = null)
    {
        content ??= Body;
        string text = content is null ? "" : await content.ReadAsStringAsync();
        return JsonConvert.DeserializeObject<Dictionary<string, object>>(text) ?? [];
    }

    /// <summary>The headers, name by name; several values of one are joined by commas.</summary>
    /// <param name="headers">Other headers; this answer's when null.</param>
    /// <returns>The names and values.</returns>
    public virtual Dictionary<string, string> DeserializeResponseHeaders(HttpResponseHeaders headers = null)
    {
        headers ??= Headers;
        return headers is null ? [] : headers.ToDictionary(pair => pair.Key, pair => string.Join(",", pair.Value));
    }
}
