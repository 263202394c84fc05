using System.Data.Common;
using System.Net;
using Azure.Data.Tables;

namespace Kkr.Runtime.Tables;

/// <summary>Where an account's table service is and how one is let in.</summary>
internal sealed record TableAccount(Uri Endpoint, string Name, TableSharedKeyCredential? Key, string? Sas)
{
    private const string DevelopmentAccount = "devstoreaccount1";

    // The emulator's documented key, the same on every machine; it protects nothing.
    private const string DevelopmentKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>Reads a storage connection string: the emulator's, an account's, or one with explicit endpoints.</summary>
    /// <exception cref="FormatException">It is not one, or something is missing in it.</exception>
    public static TableAccount Parse(string connectionString)
    {
        DbConnectionStringBuilder settings = Settings(connectionString);
        if (Get(settings, "UseDevelopmentStorage") is { } development)
        {
            return string.Equals(development, "true", StringComparison.OrdinalIgnoreCase)
                ? Development(Get(settings, "DevelopmentStorageProxyUri"))
                : throw new FormatException("The only value that UseDevelopmentStorage can have is true.");
        }

        string? name = Get(settings, "AccountName");
        string? endpoint = Get(settings, "TableEndpoint");
        if (endpoint is null)
        {
            string scheme = Get(settings, "DefaultEndpointsProtocol") ?? "https";
            string suffix = Get(settings, "EndpointSuffix") ?? "core.windows.net";
            endpoint = name is null
                ? throw new FormatException("The connection string has neither TableEndpoint nor AccountName.")
                : $"{scheme}://{name}.table.{suffix}";
        }

        Uri uri = Uri.TryCreate(endpoint, UriKind.Absolute, out Uri? parsed) ? parsed : throw new FormatException("The connection string's TableEndpoint is not an address.");
        string? sas = Get(settings, "SharedAccessSignature");
        string? key = Get(settings, "AccountKey");
        if (sas is null && (key is null || name is null))
        {
            throw new FormatException("The connection string has neither AccountName with AccountKey nor SharedAccessSignature.");
        }

        return new TableAccount(WithoutQuery(uri), name ?? NameIn(uri), key is null ? null : new TableSharedKeyCredential(name!, key), sas?.TrimStart('?'));
    }

    /// <summary>The account's name: the host's first label, or the first path segment where the host is an address or has no domain.</summary>
    public static string NameIn(Uri uri)
    {
        if (!IsPathStyle(uri))
        {
            return uri.Host[..uri.Host.IndexOf('.', StringComparison.Ordinal)];
        }

        string path = uri.AbsolutePath.Trim('/');
        int slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? path : path[..slash];
    }

    /// <summary>The table's name where an address ends in one; null where it names the service only.</summary>
    public static string? TableIn(Uri uri)
    {
        string[] segments = uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        int expected = IsPathStyle(uri) ? 2 : 1;
        return segments.Length >= expected ? Uri.UnescapeDataString(segments[expected - 1]) : null;
    }

    /// <summary>The service's address, from that of a table.</summary>
    public static Uri ServiceOf(Uri uri) => IsPathStyle(uri)
        ? new Uri($"{uri.GetLeftPart(UriPartial.Authority)}/{NameIn(uri)}")
        : new Uri(uri.GetLeftPart(UriPartial.Authority));

    public static Uri WithoutQuery(Uri uri) => uri.Query.Length == 0 ? uri : new Uri(uri.GetLeftPart(UriPartial.Path));

    private static bool IsPathStyle(Uri uri) => IPAddress.TryParse(uri.Host.Trim('[', ']'), out _) || !uri.Host.Contains('.', StringComparison.Ordinal);

    private static TableAccount Development(string? proxy)
    {
        string address = proxy is null ? "http://127.0.0.1" : new Uri(proxy).GetComponents(UriComponents.SchemeAndServer & ~UriComponents.Port, UriFormat.UriEscaped);
        return new TableAccount(new Uri($"{address}:10002/{DevelopmentAccount}"), DevelopmentAccount,
            new TableSharedKeyCredential(DevelopmentAccount, DevelopmentKey), null);
    }

    private static DbConnectionStringBuilder Settings(string connectionString)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        try
        {
            // Names are compared without regard to case, and values may hold '=' (keys do).
            DbConnectionStringBuilder settings = new();
            foreach (string part in connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                int equals = part.IndexOf('=', StringComparison.Ordinal);
                settings[part[..equals].Trim()] = part[(equals + 1)..].Trim();
            }

            return settings;
        }
        catch (Exception exception) when (exception is ArgumentException)
        {
            throw new FormatException("The connection string is not a list of name=value settings.", exception);
        }
    }

    private static string? Get(DbConnectionStringBuilder settings, string name)
        => settings.TryGetValue(name, out object? value) && value is string { Length: > 0 } text ? text : null;
}
