using Kkr.Runtime.FunctionsHost.Settings;

namespace Kkr.Runtime.FunctionsHost.Startup;

/// <summary>Where the app's own files are: the content root if host.json is there, else the folder of the binaries.</summary>
internal static class AppDirectory
{
    public static string Of(string contentRoot) =>
        File.Exists(Path.Combine(contentRoot, HostJson.FileName)) || !File.Exists(Path.Combine(AppContext.BaseDirectory, HostJson.FileName))
            ? contentRoot
            : AppContext.BaseDirectory;
}
