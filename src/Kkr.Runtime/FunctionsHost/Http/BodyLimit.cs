using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Kkr.Runtime.FunctionsHost.Http;

/// <summary>The largest request body, in bytes, from the setting that the real host reads.</summary>
internal static class BodyLimit
{
    public const string Setting = "FUNCTIONS_REQUEST_BODY_SIZE_LIMIT";
    public const long Standard = 104_857_600;

    public static long Of(IConfiguration settings) => settings[Setting] is not { Length: > 0 } text ? Standard
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long bytes) && bytes > 0 ? bytes
        : throw new InvalidOperationException($"{Setting} must be a number of bytes above zero; it is '{text}'.");
}
