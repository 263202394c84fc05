using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Kkr.Runtime.Local;

/// <summary>
/// A running Azurite storage emulator (see <c>azurite/README.md</c>). It listens on loopback, stops when disposed and, because it
/// watches the pipe to its parent, also when the parent process dies.
/// </summary>
public sealed partial class AzuriteProcess : IAsyncDisposable
{
    private const string Account = "devstoreaccount1";

    // The emulator's documented key, the same on every machine; it protects nothing.
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly Process _process;
    private readonly FileStream? _dataLock;
    private readonly Dictionary<string, Uri> _addresses = new(StringComparer.Ordinal);
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _stopped;

    private AzuriteProcess(Process process, FileStream? dataLock)
    {
        _process = process;
        _dataLock = dataLock;
    }

    /// <summary>The operating system's id of the Azurite process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>The address of the blob service, with the account name.</summary>
    public Uri BlobEndpoint => Endpoint("Blob");

    /// <summary>The address of the queue service, with the account name.</summary>
    public Uri QueueEndpoint => Endpoint("Queue");

    /// <summary>The address of the table service, with the account name.</summary>
    public Uri TableEndpoint => Endpoint("Table");

    /// <summary>A storage connection string with the emulator's well-known account, for every storage client.</summary>
    public string ConnectionString => $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};"
        + $"BlobEndpoint={BlobEndpoint};QueueEndpoint={QueueEndpoint};TableEndpoint={TableEndpoint};";

    /// <summary>Installs Azurite if needed, starts it and waits until its three services listen.</summary>
    /// <param name="options">Folders and ports.</param>
    /// <param name="cancellationToken">Gives up; what was started is stopped.</param>
    /// <returns>The running emulator.</returns>
    /// <exception cref="AzuriteException">Node.js or npm is missing, a port or the data folder is in use, or Azurite did not start.</exception>
    public static async Task<AzuriteProcess> StartAsync(AzuriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new AzuriteOptions();
        string folder = AzuritePackage.Find(options.PackageFolder);
        await NodeVersion.CheckAsync(folder, cancellationToken);
        await AzuritePackage.EnsureInstalledAsync(folder, options.Progress, cancellationToken);
        FileStream? dataLock = LockData(options.DataFolder);
        AzuriteProcess? azurite = null;
        try
        {
            azurite = new AzuriteProcess(AzuritePackage.Start(Command(folder, options), NodeVersion.Program, NodeVersion.Remedy(folder)), dataLock);
            azurite.Watch();
            await azurite._listening.Task.WaitAsync(options.StartTimeout, cancellationToken);
            return azurite;
        }
        catch (Exception exception)
        {
            string output = azurite?.Output() ?? "";
            await (azurite?.DisposeAsync() ?? dataLock?.DisposeAsync() ?? ValueTask.CompletedTask);
            throw exception is TimeoutException
                ? new AzuriteException($"Azurite did not listen within {options.StartTimeout.TotalSeconds:0} s. It wrote:{Environment.NewLine}{output}", exception)
                : exception;
        }
    }

    /// <summary>Asks Azurite to save and stop, waits for it, and ends it if it does not within ten seconds.</summary>
    /// <returns>Done when the process has ended.</returns>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _stopped, 1) == 1)
        {
            return;
        }

        try
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
        }
        catch (Exception exception) when (exception is TimeoutException or IOException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
        if (_dataLock is not null)
        {
            await _dataLock.DisposeAsync();
        }
    }

    private Uri Endpoint(string service) => new($"{_addresses[service].GetLeftPart(UriPartial.Authority)}/{Account}");

    private static ProcessStartInfo Command(string folder, AzuriteOptions options)
    {
        ProcessStartInfo start = new("node")
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments =
        [
            "start.js", "--silent", "--disableTelemetry", "--skipApiVersionCheck",
            "--blobHost", "127.0.0.1", "--queueHost", "127.0.0.1", "--tableHost", "127.0.0.1",
            "--blobPort", Invariant(options.BlobPort), "--queuePort", Invariant(options.QueuePort), "--tablePort", Invariant(options.TablePort),
            // The default of 5 s races with HTTP clients that keep a connection for longer.
            "--blobKeepAliveTimeout", "120", "--tableKeepAliveTimeout", "120",
        ];
        string[] persistence = options.DataFolder is { } data ? ["--location", Path.GetFullPath(data)] : ["--inMemoryPersistence"];
        foreach (string argument in arguments.Concat(persistence))
        {
            start.ArgumentList.Add(argument);
        }

        return start;

        static string Invariant(int port) => port.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Two emulators on one folder would overwrite each other's tables. A lock left by a killed process holds nobody up.</summary>
    private static FileStream? LockData(string? folder)
    {
        if (folder is null)
        {
            return null;
        }

        Directory.CreateDirectory(folder);
        string file = Path.Combine(folder, "kkr-azurite.lock");
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException exception)
        {
            throw new AzuriteException($"The data folder '{folder}' is in use by another Azurite. Stop the other local run, or give another data folder.", exception);
        }
    }

    private void Watch()
    {
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) => HearLastWords();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>It has ended, but what it wrote last may not have been read yet.</summary>
    private void HearLastWords()
    {
        if (_listening.Task.IsCompleted || Volatile.Read(ref _stopped) == 1)
        {
            return;
        }

        try
        {
            _process.WaitForExit();
        }
        catch (InvalidOperationException)
        {
            // Disposed meanwhile: nobody waits for the words any more.
        }

        _listening.TrySetException(Failure());
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            if (_output.Length < 16_000)
            {
                _output.AppendLine(line);
            }

            if (Listening().Match(line) is { Success: true } match)
            {
                _addresses[match.Groups["service"].Value] = new Uri(match.Groups["address"].Value);
                if (_addresses.Count == 3)
                {
                    _listening.TrySetResult();
                }
            }
        }
    }

    private AzuriteException Failure()
    {
        string output = Output();
        return InUse().Match(output) is { Success: true } match
            ? new AzuriteException($"Port {match.Groups["port"].Value} on 127.0.0.1 is taken. Stop what uses it (another local run or Azurite?), or choose another port.")
            : new AzuriteException($"Azurite ended before it listened. It wrote:{Environment.NewLine}{output}");
    }

    private string Output()
    {
        lock (_output)
        {
            return _output.ToString();
        }
    }

    [GeneratedRegex("Azurite (?<service>Blob|Queue|Table) service is successfully listening at (?<address>\\S+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Listening();

    [GeneratedRegex("EADDRINUSE.*?:(?<port>\\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InUse();
}
