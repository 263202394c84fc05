using Microsoft.Extensions.Configuration;

namespace Kkr.Workflow.Adapters.Storage;

/// <summary>
/// Where tables and blobs are: the Functions host's own storage account. Either the whole of <c>AzureWebJobsStorage</c> is a connection
/// string, or the section <c>AzureWebJobsStorage:…</c> names the account and a managed identity signs in.
/// </summary>
public sealed class StorageOptions
{
    /// <summary>The configuration key, and the name of the section.</summary>
    public const string Key = "AzureWebJobsStorage";

    /// <summary>A connection string, e.g. <c>UseDevelopmentStorage=true</c>; null when a managed identity is used.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>The storage account's name, for the public Azure cloud.</summary>
    public string? AccountName { get; set; }

    /// <summary>The table endpoint; needed only when <see cref="AccountName"/> does not say it.</summary>
    public Uri? TableServiceUri { get; set; }

    /// <summary>The blob endpoint; needed only when <see cref="AccountName"/> does not say it.</summary>
    public Uri? BlobServiceUri { get; set; }

    /// <summary>The client id of a user-assigned managed identity; null for the system-assigned one.</summary>
    public string? ClientId { get; set; }

    internal Uri? TableEndpoint => TableServiceUri ?? Endpoint("table");

    internal Uri? BlobEndpoint => BlobServiceUri ?? Endpoint("blob");

    internal static void Read(StorageOptions options, IConfiguration configuration)
    {
        configuration.GetSection(Key).Bind(options);
        options.ConnectionString = configuration[Key];
    }

    private Uri? Endpoint(string service) => string.IsNullOrWhiteSpace(AccountName)
        ? null
        : new Uri($"https://{AccountName}.{service}.core.windows.net");
}
