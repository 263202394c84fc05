using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace Kkr.Workflow.LocalRun.Serve;

/// <summary>The app under Azure Functions Core Tools (<c>func</c>), for the build with Microsoft's packages.</summary>
internal sealed class FuncProcess : IRunningApp
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(2);
    private readonly Process _func;

    private FuncProcess(Process func, int port)
    {
        _func = func;
        Address = new Uri($"http://127.0.0.1:{port}/");
    }

    public Uri Address { get; }

    public Task Ended => _func.WaitForExitAsync();

    public static async Task<IRunningApp> StartAsync(Dictionary<string, string?> settings, int port, CancellationToken cancellation)
    {
        FuncProcess app = new(Start(settings, port), port);
        try
        {
            using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            patience.CancelAfter(StartTimeout);
            while (!await ListensAsync(port, patience.Token))
            {
                if (app._func.HasExited)
                {
                    throw new LocalRunException($"func sluttede med kode {app._func.ExitCode}; se ovenfor hvorfor.", "func ended; see above why.");
                }

                await Task.Delay(TimeSpan.FromMilliseconds(200), patience.Token);
            }

            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_func.HasExited)
        {
            _func.Kill(entireProcessTree: true);
            await _func.WaitForExitAsync();
        }

        _func.Dispose();
    }

    private static Process Start(Dictionary<string, string?> settings, int port)
    {
        ProcessStartInfo start = new("func")
        {
            // Both projects' outputs lie side by side: …/bin/<project>/<configuration>.
            WorkingDirectory = Path.GetFullPath(Path.Combine(
                AppContext.BaseDirectory, "..", "..", "Kkr.Workflow.Functions", Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)))),
            UseShellExecute = false,
        };
        foreach (string argument in (string[])["start", "--no-build", "--port", port.ToString(CultureInfo.InvariantCulture)])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated";
        foreach ((string key, string? value) in settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new LocalRunException(
                "func findes ikke. Installér Azure Functions Core Tools 4, eller brug standardbygningen, der ikke behøver dem.",
                "func was not found. Install Azure Functions Core Tools 4, or use the default build, which does not need them.",
                exception);
        }
    }

    private static async Task<bool> ListensAsync(int port, CancellationToken cancellation)
    {
        using TcpClient client = new();
        try
        {
            await client.ConnectAsync("127.0.0.1", port, cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
