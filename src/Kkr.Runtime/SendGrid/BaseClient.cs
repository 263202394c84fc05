#nullable disable // As in the published package.

using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Newtonsoft.Json.Linq;
using SendGrid.Helpers.Errors;
using SendGrid.Helpers.Mail;
using SendGrid.Helpers.Reliability;

namespace SendGrid;

/// <summary>What the clients of SendGrid's APIs share. Thread-safe once set up: keep one for as long as the program runs.</summary>
public abstract class BaseClient : ISendGridClient
{
    private const string Json = "application/json";

    private readonly BaseClientOptions _options;
    private readonly HttpClient _http;

    /// <summary>A client with connections of its own.</summary>
    /// <param name="options">Where and how.</param>
    protected BaseClient(BaseClientOptions options)
        : this((HttpClient)null, options)
    {
    }

    /// <summary>A client that goes through a proxy.</summary>
    /// <param name="webProxy">The proxy; none when null.</param>
    /// <param name="options">Where and how.</param>
    protected BaseClient(IWebProxy webProxy, BaseClientOptions options)
        : this(webProxy is null ? null : Client(new HttpClientHandler { Proxy = webProxy, UseProxy = true, PreAuthenticate = true, UseDefaultCredentials = false }, options), options)
    {
    }

    /// <summary>A client that uses the program's connections, with their handlers and time-outs.</summary>
    /// <param name="httpClient">The connections; its own when null.</param>
    /// <param name="options">Where and how.</param>
    protected BaseClient(HttpClient httpClient, BaseClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _http = httpClient ?? Client(new HttpClientHandler(), options);
        Version = options.Version;
        UrlPath = options.UrlPath;
        MediaType = Json;
    }

    /// <summary>The HTTP methods of the API.</summary>
    public enum Method
    {
        /// <summary>Removes.</summary>
        DELETE = 0,

        /// <summary>Gets.</summary>
        GET = 1,

        /// <summary>Changes a part.</summary>
        PATCH = 2,

        /// <summary>Makes or sends.</summary>
        POST = 3,

        /// <summary>Replaces.</summary>
        PUT = 4,
    }

    /// <inheritdoc />
    public string UrlPath { get; set; }

    /// <inheritdoc />
    public string Version { get; set; }

    /// <inheritdoc />
    public string MediaType { get; set; }

    /// <inheritdoc />
    public virtual AuthenticationHeaderValue AddAuthorization(KeyValuePair<string, string> header)
    {
        string[] parts = header.Value.Split(' ', 2);
        return parts.Length == 2 ? new AuthenticationHeaderValue(parts[0], parts[1]) : new AuthenticationHeaderValue(parts[0]);
    }

    /// <inheritdoc />
    public virtual async Task<Response> MakeRequest(HttpRequestMessage request, CancellationToken cancellationToken = default)
    {
        HttpResponseMessage response = await _http.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode && _options.HttpErrorAsException)
        {
            await ErrorHandler.ThrowException(response);
        }

        return new Response(response.StatusCode, response.Content, response.Headers);
    }

    /// <inheritdoc />
    public async Task<Response> RequestAsync(
        Method method, string requestBody = null, string queryParams = null, string urlPath = null, CancellationToken cancellationToken = default)
    {
        using HttpRequestMessage request = new(new HttpMethod(method.ToString()), Address(urlPath ?? UrlPath, queryParams));
        request.Headers.Authorization = _options.Auth;
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(Json));
        request.Headers.TryAddWithoutValidation("User-Agent", "sendgrid/9.29.3 csharp");
        string mediaType = MediaType;
        foreach ((string name, string value) in _options.RequestHeaders ?? [])
        {
            SetHeader(request, name, value, ref mediaType);
        }

        if (requestBody is not null)
        {
            request.Content = new StringContent(requestBody, Encoding.UTF8, mediaType);
            if (mediaType == Json)
            {
                request.Content.Headers.ContentType.CharSet = null;
            }
        }

        return await MakeRequest(request, cancellationToken);
    }

    /// <inheritdoc />
    public Task<Response> SendEmailAsync(SendGridMessage msg, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(msg);
        return RequestAsync(Method.POST, msg.Serialize(), urlPath: "mail/send", cancellationToken: cancellationToken);
    }

    private static HttpClient Client(HttpMessageHandler handler, BaseClientOptions options)
        => new(new RetryDelegatingHandler(handler, options.ReliabilitySettings));

    private void SetHeader(HttpRequestMessage request, string name, string value, ref string mediaType)
    {
        if (name.Equals("Authorization", StringComparison.OrdinalIgnoreCase))
        {
            request.Headers.Authorization = AddAuthorization(new KeyValuePair<string, string>(name, value));
        }
        else if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
        {
            mediaType = value;
        }
        else
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private Uri Address(string path, string query)
    {
        StringBuilder address = new(_options.Host.TrimEnd('/'));
        foreach (string part in new[] { Version, path }.Where(part => !string.IsNullOrEmpty(part)))
        {
            address.Append('/').Append(part.Trim('/'));
        }

        char separator = '?';
        foreach ((string name, JToken value) in query is null ? [] : JObject.Parse(query))
        {
            foreach (JToken one in value is JArray list ? list : (IEnumerable<JToken>)[value])
            {
                address.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(one.ToString()));
                separator = '&';
            }
        }

        return new Uri(address.ToString());
    }
}
