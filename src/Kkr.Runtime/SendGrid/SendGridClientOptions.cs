#nullable disable // As in the published package.

using System.Net.Http.Headers;

namespace SendGrid;

/// <summary>Where and how a client reaches SendGrid.</summary>
public class SendGridClientOptions : BaseClientOptions
{
    private string _apiKey;

    /// <summary>SendGrid's own address and the world's region.</summary>
    public SendGridClientOptions()
    {
        Host = "https://api.sendgrid.com";
    }

    /// <summary>The key, which is sent with every request.</summary>
    public string ApiKey
    {
        get => _apiKey;
        set
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(value);
            _apiKey = value;
            Auth = new AuthenticationHeaderValue("Bearer", value);
        }
    }

    /// <summary>Chooses the region that mails are processed in. A key belongs to one region.</summary>
    /// <param name="region"><c>global</c> or <c>eu</c>.</param>
    /// <returns>These options.</returns>
    /// <exception cref="ArgumentNullException">The region is empty.</exception>
    /// <exception cref="InvalidOperationException">There is no such region.</exception>
    public SendGridClientOptions SetDataResidency(string region)
    {
        if (string.IsNullOrWhiteSpace(region))
        {
            throw new ArgumentNullException(nameof(region));
        }

        Host = region switch
        {
            "global" => "https://api.sendgrid.com",
            "eu" => "https://api.eu.sendgrid.com",
            _ => throw new InvalidOperationException($"The region '{region}' is unknown: there are global and eu."),
        };
        return this;
    }
}
