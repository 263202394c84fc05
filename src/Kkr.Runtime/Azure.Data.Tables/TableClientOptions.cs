using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>Service version, retries, transport and diagnostics of a table client (see <see cref="ClientOptions"/>).</summary>
public class TableClientOptions : ClientOptions
{
    private const ServiceVersion Newest = ServiceVersion.V2020_12_06;

    /// <summary>Options for one service version.</summary>
    /// <param name="serviceVersion">The version of the service's protocol to ask for.</param>
    public TableClientOptions(ServiceVersion serviceVersion = Newest)
    {
        VersionText = serviceVersion switch
        {
            ServiceVersion.V2019_02_02 => "2019-02-02",
            ServiceVersion.V2020_12_06 => "2020-12-06",
            _ => throw new ArgumentOutOfRangeException(nameof(serviceVersion), serviceVersion, "The service version is unknown."),
        };
    }

    /// <summary>A version of the table service's protocol.</summary>
    public enum ServiceVersion
    {
        /// <summary>2019-02-02.</summary>
        V2019_02_02 = 1,

        /// <summary>2020-12-06, which adds tokens from Microsoft Entra ID.</summary>
        V2020_12_06 = 2,
    }

    /// <summary>The cloud that tokens are asked for; the public one when null. Only used with a <see cref="TokenCredential"/>.</summary>
    public TableAudience? Audience { get; set; }

    /// <summary>Whether the tenant to get a token from is read from the service's first refusal. Only used with a <see cref="TokenCredential"/>.</summary>
    public bool EnableTenantDiscovery { get; set; }

    internal string VersionText { get; }
}
