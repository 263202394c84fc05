using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Kkr.Runtime.Local;

/// <summary>The folder with Azurite's npm package: finds it, and installs what it lists when that has not been done.</summary>
internal static class AzuritePackage
{
    private static readonly TimeSpan InstallTimeout = TimeSpan.FromMinutes(10);

    public static string Find(string? folder)
    {
        if (folder is not null)
        {
            return File.Exists(Path.Combine(folder, "start.js"))
                ? Path.GetFullPath(folder)
                : throw new AzuriteException($"The folder '{folder}' holds no start.js. Give the repository's azurite folder.");
        }

        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string candidate = Path.Combine(at.FullName, "azurite");
            if (File.Exists(Path.Combine(candidate, "start.js")))
            {
                return candidate;
            }
        }

        throw new AzuriteException($"No azurite folder with a start.js was found in '{AppContext.BaseDirectory}' or above it. "
            + "Run from the repository, or give AzuriteOptions.PackageFolder.");
    }

    public static async Task EnsureInstalledAsync(string folder, Action<string>? progress, CancellationToken cancellationToken)
    {
        if (IsInstalled(folder))
        {
            return;
        }

        await using FileStream installing = await LockAsync(Path.Combine(folder, ".npm-ci.lock"), progress, cancellationToken);
        if (IsInstalled(folder))
        {
            return;
        }

        progress?.Invoke($"Installing Azurite with npm ci in {folder} (once; it takes about half a minute).");
        await RunNpmCiAsync(folder, cancellationToken);
        if (!IsInstalled(folder))
        {
            throw new AzuriteException($"npm ci ended without error, but '{folder}' still lacks the pinned Azurite. "
                + "Delete its node_modules folder and try again.");
        }
    }

    /// <summary>npm writes .package-lock.json last, so an interrupted installation is not taken for a whole one.</summary>
    private static bool IsInstalled(string folder)
    {
        string modules = Path.Combine(folder, "node_modules");
        string installed = Path.Combine(modules, "azurite", "package.json");
        return File.Exists(Path.Combine(modules, ".package-lock.json")) && File.Exists(installed)
            && Read(installed).GetProperty("version").GetString()
                == Read(Path.Combine(folder, "package.json")).GetProperty("dependencies").GetProperty("azurite").GetString();
    }

    public static JsonElement Read(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
        return document.RootElement.Clone();
    }

    /// <summary>The operating system drops the lock with its process, so a file left by a killed process holds nobody up.</summary>
    private static async Task<FileStream> LockAsync(string file, Action<string>? progress, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        for (bool first = true; ; first = false)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException exception) when (exception is not (FileNotFoundException or DirectoryNotFoundException))
            {
                if (first)
                {
                    progress?.Invoke("Another process is installing Azurite; waiting for it.");
                }

                if (Stopwatch.GetElapsedTime(start) > InstallTimeout)
                {
                    throw new AzuriteException($"The lock file '{file}' has been held for {InstallTimeout.TotalMinutes:0} minutes. "
                        + "Stop the process that runs npm ci there, or delete the file if there is none.", exception);
                }

                await Task.Delay(TimeSpan.FromMilliseconds(250), cancellationToken);
            }
        }
    }

    private static async Task RunNpmCiAsync(string folder, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new()
        {
            FileName = OperatingSystem.IsWindows() ? "npm.cmd" : "npm",
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("ci");
        using Process npm = Start(start, "npm", $"npm comes with Node.js. {NodeVersion.Remedy(folder)}");
        Task<string> output = npm.StandardOutput.ReadToEndAsync(cancellationToken);
        Task<string> errors = npm.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await npm.WaitForExitAsync(cancellationToken).WaitAsync(InstallTimeout, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            npm.Kill(entireProcessTree: true);
            throw exception is TimeoutException
                ? new AzuriteException($"npm ci in '{folder}' did not end within {InstallTimeout.TotalMinutes:0} minutes. Can npm reach its registry?", exception)
                : new OperationCanceledException("The installation of Azurite was cancelled.", exception, cancellationToken);
        }

        if (npm.ExitCode != 0)
        {
            throw new AzuriteException($"npm ci in '{folder}' failed with exit code {npm.ExitCode}:{Environment.NewLine}{await errors}{await output}");
        }
    }

    public static Process Start(ProcessStartInfo start, string program, string remedy)
    {
        try
        {
            return Process.Start(start) ?? throw new AzuriteException($"{program} did not start.");
        }
        catch (Win32Exception exception)
        {
            throw new AzuriteException($"{program} could not be started ({exception.Message}). {remedy}", exception);
        }
    }
}
