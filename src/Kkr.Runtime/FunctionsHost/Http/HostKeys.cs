using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace Kkr.Runtime.FunctionsHost.Http;

/// <summary>
/// The keys that callers must show. They come from the section FunctionKeys of the app's settings: Master, Host:name, System:name and
/// Functions:function:name. With none configured every caller is let in, as with the local tools.
/// </summary>
internal sealed class HostKeys
{
    private const string Header = "x-functions-key";
    private const string Query = "code";

    private readonly byte[]? _master;
    private readonly byte[][] _host;
    private readonly Dictionary<string, byte[]> _system;
    private readonly Dictionary<string, byte[][]> _functions;

    public HostKeys(IConfiguration settings)
    {
        IConfigurationSection section = settings.GetSection("FunctionKeys");
        _master = section["Master"] is { Length: > 0 } master ? Digest(master) : null;
        _host = KeysIn(section.GetSection("Host"));
        _system = section.GetSection("System").GetChildren().Where(c => c.Value is { Length: > 0 })
            .ToDictionary(c => c.Key, c => Digest(c.Value!), StringComparer.OrdinalIgnoreCase);
        _functions = section.GetSection("Functions").GetChildren().ToDictionary(c => c.Key, KeysIn, StringComparer.OrdinalIgnoreCase);
        Enforced = _master is not null || _host.Length > 0 || _system.Count > 0 || _functions.Values.Any(k => k.Length > 0);
        DurableKey = section["System:durabletask_extension"];
    }

    /// <summary>Whether any key is configured.</summary>
    public bool Enforced { get; }

    /// <summary>The key that durable management links carry, when configured.</summary>
    public string? DurableKey { get; }

    public bool Allow(HttpRequest request, AuthorizationLevel level, string function) => !Enforced || level switch
    {
        AuthorizationLevel.Anonymous or AuthorizationLevel.User => true,
        AuthorizationLevel.Function => Shown(request) is { } key
            && (IsMaster(key) || IsAny(key, _host) || IsAny(key, _functions.GetValueOrDefault(function) ?? [])),
        AuthorizationLevel.System => Shown(request) is { } key && (IsMaster(key) || IsAny(key, _system.Values)),
        _ => Shown(request) is { } key && IsMaster(key),
    };

    private static byte[]? Shown(HttpRequest request)
    {
        string? key = request.Headers.TryGetValue(Header, out Microsoft.Extensions.Primitives.StringValues header) ? header.ToString() : request.Query[Query];
        return string.IsNullOrEmpty(key) ? null : Digest(key);
    }

    private bool IsMaster(byte[] key) => _master is not null && CryptographicOperations.FixedTimeEquals(key, _master);

    private static bool IsAny(byte[] key, IEnumerable<byte[]> keys)
    {
        bool found = false;
        foreach (byte[] candidate in keys)
        {
            found |= CryptographicOperations.FixedTimeEquals(key, candidate);
        }

        return found;
    }

    /// <summary>Digests are compared, so that neither length nor content shows in the time it takes.</summary>
    private static byte[] Digest(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    private static byte[][] KeysIn(IConfigurationSection section) =>
        [.. section.GetChildren().Select(c => c.Value).OfType<string>().Where(v => v.Length > 0).Select(Digest)];
}
