using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Kkr.Runtime.FunctionsHost.Settings;

/// <summary>Resolves <c>%name%</c> in attribute texts from the app's settings.</summary>
internal static partial class SettingText
{
    public static string Resolve(string text, IConfiguration settings) => Placeholder().Replace(text, match =>
    {
        string name = match.Groups["name"].Value;
        return settings[name.Replace("__", ":", StringComparison.Ordinal)] is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException($"'%{name}%' does not resolve: there is no setting '{name}'.");
    });

    [GeneratedRegex("%(?<name>[^%]+)%", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
