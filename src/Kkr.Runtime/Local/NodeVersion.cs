using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Kkr.Runtime.Local;

/// <summary>Asks Node.js for its version before anything is run on it: an old one fails later, in words that say nothing about its age.</summary>
internal static partial class NodeVersion
{
    public const string Program = "Node.js (node)";

    /// <summary>What to do, with the version that the package's <c>engines</c> ask for.</summary>
    public static string Remedy(string folder) =>
        $"Install Node.js {Needed(folder)} or later from https://nodejs.org or with the system's package manager.";

    /// <exception cref="AzuriteException">Node.js is missing or too old.</exception>
    public static async Task CheckAsync(string folder, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new("node", ["--version"]) { UseShellExecute = false, RedirectStandardOutput = true };
        using Process node = AzuritePackage.Start(start, Program, Remedy(folder));
        string found = (await node.StandardOutput.ReadToEndAsync(cancellationToken)).Trim();
        await node.WaitForExitAsync(cancellationToken);
        if (Major().Match(found) is { Success: true } match && Number(match) < Needed(folder))
        {
            throw new AzuriteException($"Node.js {found} is too old for Azurite. {Remedy(folder)}");
        }
    }

    private static int Needed(string folder) =>
        Number(Major().Match(AzuritePackage.Read(Path.Combine(folder, "package.json")).GetProperty("engines").GetProperty("node").GetString()!));

    private static int Number(Match match) => int.Parse(match.Groups["major"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\D*(?<major>\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Major();
}
