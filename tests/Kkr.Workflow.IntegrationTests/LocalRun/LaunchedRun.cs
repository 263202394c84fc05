using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Kkr.Workflow.IntegrationTests.LocalRun;

/// <summary>The launcher as a developer starts it: a process of its own, with its words and its exit code.</summary>
internal sealed class LaunchedRun : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _words = new();

    private LaunchedRun(Process process) => _process = process;

    public string Words
    {
        get
        {
            lock (_words)
            {
                return _words.ToString();
            }
        }
    }

    public static LaunchedRun Start(string[] arguments, string? path = null)
    {
        // Test and launcher lie side by side: …/bin/<project>/<configuration>.
        string configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        string launcher = Path.Combine(AppContext.BaseDirectory, "..", "..", "Kkr.Workflow.LocalRun", configuration, "Kkr.Workflow.LocalRun.dll");
        ProcessStartInfo start = new(Environment.ProcessPath!)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (string argument in (string[])["exec", Path.GetFullPath(launcher), .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        if (path is not null)
        {
            start.Environment["PATH"] = path;
        }

        LaunchedRun run = new(Process.Start(start)!);
        run._process.OutputDataReceived += run.Hear;
        run._process.ErrorDataReceived += run.Hear;
        run._process.BeginOutputReadLine();
        run._process.BeginErrorReadLine();
        return run;
    }

    /// <summary>Runs to the end and gives the exit code.</summary>
    public static async Task<(int ExitCode, string Words)> ToEndAsync(string[] arguments, string? path = null)
    {
        using LaunchedRun run = Start(arguments, path);
        return (await run.EndAsync(), run.Words);
    }

    public async Task<int> EndAsync()
    {
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(10));
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    /// <summary>Waits until it has said something.</summary>
    public async Task HearAsync(string awaited)
    {
        using PeriodicTimer look = new(TimeSpan.FromMilliseconds(50));
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(3));
        while (!Words.Contains(awaited, StringComparison.Ordinal))
        {
            Assert.False(_process.HasExited, Words);
            await look.WaitForNextTickAsync(patience.Token);
        }
    }

    /// <summary>As Ctrl-C does.</summary>
    public void Interrupt() => Signal("INT");

    /// <summary>As a crash does: nothing is cleaned up.</summary>
    public void Kill() => _process.Kill();

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    public static int FreePort()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private void Signal(string name)
    {
        using Process kill = Process.Start("kill", ["-s", name, _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private void Hear(object sender, DataReceivedEventArgs line)
    {
        lock (_words)
        {
            _words.AppendLine(line.Data);
        }
    }
}
