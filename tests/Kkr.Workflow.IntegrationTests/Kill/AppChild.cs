using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Kkr.Workflow.IntegrationTests.Kill;

/// <summary>One process of the app, seen from outside.</summary>
internal sealed class AppChild : IDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _words = new();

    private AppChild(Process process) => _process = process;

    /// <summary>What it wrote to its error stream.</summary>
    public IReadOnlyCollection<string> Words => _words;

    /// <summary>What it logged as errors.</summary>
    public IEnumerable<string> Errors =>
        _words.Where(line => line.StartsWith("fail:", StringComparison.Ordinal) || line.StartsWith("crit:", StringComparison.Ordinal));

    public bool HasExited => _process.HasExited;

    /// <summary>The number that the system gave it back with; 137 for a process that was killed.</summary>
    public int ExitCode => _process.ExitCode;

    public static AppChild Start(string tallyFile, int port, KillPoint? point, Dictionary<string, string?> settings)
    {
        ProcessStartInfo start = new(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (string argument in (string[])
            ["exec", typeof(AppChild).Assembly.Location, AppProcess.Command, tallyFile, port.ToString(CultureInfo.InvariantCulture), point?.ToString() ?? "-"])
        {
            start.ArgumentList.Add(argument);
        }

        // It lives for seconds: time spent on better code is not won back.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_gcServer"] = "0";
        AppChild child = new(Process.Start(start)!);
        child._process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { } words)
            {
                child._words.Enqueue(words);
            }
        };
        child._process.BeginErrorReadLine();
        child.TryTell(JsonSerializer.Serialize(settings));
        return child;
    }

    /// <summary>Says a line to it; a process that is gone does not hear it.</summary>
    public void TryTell(string line)
    {
        try
        {
            _process.StandardInput.WriteLine(line);
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // Whoever waits for the answer finds out.
        }
    }

    /// <summary>Its next line, or null when it has ended.</summary>
    public ValueTask<string?> HearAsync(CancellationToken cancellation) => _process.StandardOutput.ReadLineAsync(cancellation);

    public void Kill() => _process.Kill();

    public Task EndAsync(CancellationToken cancellation) => _process.WaitForExitAsync(cancellation);

    /// <summary>Lets it end in good order.</summary>
    public async Task CloseAsync(CancellationToken cancellation)
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(cancellation);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
