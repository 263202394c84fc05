#nullable disable // As in the published package.

using System.Net.Http.Headers;
using SendGrid.Helpers.Reliability;

namespace SendGrid;

/// <summary>Where and how a client reaches the API.</summary>
public class BaseClientOptions
{
    private ReliabilitySettings _reliability = new();

    /// <summary>When requests that failed on the other side are sent again. Not used with an <see cref="HttpClient"/> of one's own.</summary>
    public ReliabilitySettings ReliabilitySettings
    {
        get => _reliability;
        set => _reliability = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>The API's address without version and path.</summary>
    public string Host { get; set; }

    /// <summary>Headers of every request.</summary>
    public Dictionary<string, string> RequestHeaders { get; set; }

    /// <summary>The API's version.</summary>
    public string Version { get; set; } = "v3";

    /// <summary>The path after the version, used where a request names none.</summary>
    public string UrlPath { get; set; }

    /// <summary>Who is asking.</summary>
    public AuthenticationHeaderValue Auth { get; set; }

    /// <summary>Whether a status other than 2xx is thrown (see <see cref="Helpers.Errors.ErrorHandler"/>) instead of returned.</summary>
    public bool HttpErrorAsException { get; set; }
}
