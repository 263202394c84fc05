#nullable disable // As in the published package.

using System.Net;

namespace SendGrid;

/// <summary>A client of SendGrid. Thread-safe: keep one for as long as the program runs.</summary>
public class SendGridClient : BaseClient, ISendGridClient
{
    /// <summary>A client with connections of its own.</summary>
    /// <param name="options">The key, and where and how.</param>
    public SendGridClient(SendGridClientOptions options)
        : base(options)
    {
    }

    /// <summary>A client that uses the program's connections, with their handlers and time-outs.</summary>
    /// <param name="httpClient">The connections.</param>
    /// <param name="options">The key, and where and how.</param>
    public SendGridClient(HttpClient httpClient, SendGridClientOptions options)
        : base(httpClient, options)
    {
    }

    /// <summary>A client that uses the program's connections, with their handlers and time-outs.</summary>
    /// <param name="httpClient">The connections.</param>
    /// <param name="apiKey">The key.</param>
    /// <param name="host">The API's address; SendGrid's own when null.</param>
    /// <param name="requestHeaders">Headers of every request.</param>
    /// <param name="version">The API's version; v3 when null.</param>
    /// <param name="urlPath">The path where a request names none.</param>
    /// <param name="httpErrorAsException">Whether a status other than 2xx is thrown.</param>
    public SendGridClient(
        HttpClient httpClient, string apiKey, string host = null, Dictionary<string, string> requestHeaders = null, string version = null, string urlPath = null,
        bool httpErrorAsException = false)
        : base(httpClient, Options(apiKey, host, requestHeaders, version, urlPath, httpErrorAsException))
    {
    }

    /// <summary>A client that goes through a proxy.</summary>
    /// <param name="webProxy">The proxy.</param>
    /// <param name="apiKey">The key.</param>
    /// <param name="host">The API's address; SendGrid's own when null.</param>
    /// <param name="requestHeaders">Headers of every request.</param>
    /// <param name="version">The API's version; v3 when null.</param>
    /// <param name="urlPath">The path where a request names none.</param>
    /// <param name="httpErrorAsException">Whether a status other than 2xx is thrown.</param>
    public SendGridClient(
        IWebProxy webProxy, string apiKey, string host = null, Dictionary<string, string> requestHeaders = null, string version = null, string urlPath = null,
        bool httpErrorAsException = false)
        : base(webProxy, Options(apiKey, host, requestHeaders, version, urlPath, httpErrorAsException))
    {
    }

    /// <summary>A client with connections of its own.</summary>
    /// <param name="apiKey">The key.</param>
    /// <param name="host">The API's address; SendGrid's own when null.</param>
    /// <param name="requestHeaders">Headers of every request.</param>
    /// <param name="version">The API's version; v3 when null.</param>
    /// <param name="urlPath">The path where a request names none.</param>
    public SendGridClient(
        string apiKey, string host = null, Dictionary<string, string> requestHeaders = null, string version = null, string urlPath = null)
        : base(Options(apiKey, host, requestHeaders, version, urlPath, httpErrorAsException: false))
    {
    }

    private static SendGridClientOptions Options(
        string apiKey, string host, Dictionary<string, string> requestHeaders, string version, string urlPath, bool httpErrorAsException)
    {
        SendGridClientOptions options = new()
        {
            ApiKey = apiKey,
            RequestHeaders = requestHeaders,
            UrlPath = urlPath,
            HttpErrorAsException = httpErrorAsException,
        };
        options.Host = host ?? options.Host;
        options.Version = version ?? options.Version;
        return options;
    }
}
