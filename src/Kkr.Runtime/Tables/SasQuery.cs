using System.Globalization;
using System.Text;
using Azure.Data.Tables.Sas;

namespace Kkr.Runtime.Tables;

/// <summary>The parameters of a shared access signature, in the order they were set.</summary>
internal sealed class SasQuery
{
    /// <summary>The version whose string to sign is used here.</summary>
    public const string Version = "2019-02-02";

    private readonly List<KeyValuePair<string, string>> _parameters = [];

    public string? this[string name]
    {
        get => _parameters.Find(parameter => parameter.Key == name).Value;
        set
        {
            _parameters.RemoveAll(parameter => parameter.Key == name);
            if (value is not null)
            {
                _parameters.Add(new KeyValuePair<string, string>(name, value));
            }
        }
    }

    public static SasQuery Parse(string query)
    {
        SasQuery parsed = new();
        foreach (string part in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                parsed[part[..equals]] = Uri.UnescapeDataString(part[(equals + 1)..]);
            }
        }

        return parsed;
    }

    public static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    public override string ToString()
    {
        StringBuilder text = new();
        foreach ((string name, string value) in _parameters)
        {
            text.Append(text.Length == 0 ? "" : "&").Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        return text.ToString();
    }
}

/// <summary>The letters and times that a signature is written with.</summary>
internal static class SasLetters
{
    public static string Of(TableSasPermissions permissions) => Join(
        (permissions.HasFlag(TableSasPermissions.Read), 'r'), (permissions.HasFlag(TableSasPermissions.Add), 'a'),
        (permissions.HasFlag(TableSasPermissions.Update), 'u'), (permissions.HasFlag(TableSasPermissions.Delete), 'd'));

    public static string Of(TableAccountSasPermissions permissions) => Join(
        (permissions.HasFlag(TableAccountSasPermissions.Read), 'r'), (permissions.HasFlag(TableAccountSasPermissions.Write), 'w'),
        (permissions.HasFlag(TableAccountSasPermissions.Delete), 'd'), (permissions.HasFlag(TableAccountSasPermissions.List), 'l'),
        (permissions.HasFlag(TableAccountSasPermissions.Add), 'a'), (permissions.HasFlag(TableAccountSasPermissions.Update), 'u'));

    public static string Of(TableAccountSasResourceTypes types) => Join(
        (types.HasFlag(TableAccountSasResourceTypes.Service), 's'), (types.HasFlag(TableAccountSasResourceTypes.Container), 'c'),
        (types.HasFlag(TableAccountSasResourceTypes.Object), 'o'));

    public static TableAccountSasResourceTypes? ResourceTypes(string? letters) => letters is null
        ? null
        : (letters.Contains('s', StringComparison.Ordinal) ? TableAccountSasResourceTypes.Service : default)
            | (letters.Contains('c', StringComparison.Ordinal) ? TableAccountSasResourceTypes.Container : default)
            | (letters.Contains('o', StringComparison.Ordinal) ? TableAccountSasResourceTypes.Object : default);

    public static string? Of(TableSasProtocol protocol) => protocol switch
    {
        TableSasProtocol.Https => "https",
        TableSasProtocol.HttpsAndHttp => "https,http",
        _ => null,
    };

    public static TableSasProtocol Protocol(string? text) => text switch
    {
        "https" => TableSasProtocol.Https,
        "https,http" => TableSasProtocol.HttpsAndHttp,
        _ => TableSasProtocol.None,
    };

    public static string? Of(DateTimeOffset instant)
        => instant == default ? null : instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    public static DateTimeOffset Instant(string? text)
        => text is null ? default : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    private static string Join(params ReadOnlySpan<(bool Set, char Letter)> letters)
    {
        StringBuilder text = new();
        foreach ((bool set, char letter) in letters)
        {
            if (set)
            {
                text.Append(letter);
            }
        }

        return text.ToString();
    }
}
