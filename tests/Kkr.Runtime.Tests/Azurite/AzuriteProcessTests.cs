using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Azure.Data.Tables;
using Kkr.Runtime.Local;

namespace Kkr.Runtime.Tests.Azurite;

public sealed class AzuriteProcessTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kkr-azurite-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Start_DataFolder_KeepsRowsFromRunToRun()
    {
        await using (AzuriteProcess first = await AzuriteProcess.StartAsync(new AzuriteOptions { DataFolder = _folder }))
        {
            TableClient table = new(first.ConnectionString, "kept");
            await table.CreateAsync();
            await table.AddEntityAsync(new TableEntity("p", "r") { ["V"] = 1 });
        }

        await using AzuriteProcess second = await AzuriteProcess.StartAsync(new AzuriteOptions { DataFolder = _folder });
        Assert.Equal(1, (await new TableClient(second.ConnectionString, "kept").GetEntityAsync<TableEntity>("p", "r")).Value.GetInt32("V"));

        AzuriteException inUse = await Assert.ThrowsAsync<AzuriteException>(() => AzuriteProcess.StartAsync(new AzuriteOptions { DataFolder = _folder }));
        Assert.Contains("in use by another Azurite", inUse.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_LockLeftBehind_IsNoObstacle()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "kkr-azurite.lock"), "");
        await using AzuriteProcess azurite = await AzuriteProcess.StartAsync(new AzuriteOptions { DataFolder = _folder });
        Assert.True(azurite.ProcessId > 0);
    }

    [Fact]
    public async Task Start_PortTaken_SaysWhichPort()
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        int port = ((IPEndPoint)other.LocalEndpoint).Port;
        AzuriteException taken = await Assert.ThrowsAsync<AzuriteException>(() => AzuriteProcess.StartAsync(new AzuriteOptions { TablePort = port }));
        Assert.Contains($"Port {port} on 127.0.0.1 is taken", taken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_EndsByItself_SaysWhatItWroteLast()
    {
        await PackageAsync("process.stderr.write('out of luck\\n' + 'the very last words\\n', () => process.exit(3));");

        AzuriteException ended = await Assert.ThrowsAsync<AzuriteException>(() => AzuriteProcess.StartAsync(new AzuriteOptions { PackageFolder = _folder }));

        Assert.Contains("out of luck", ended.Message, StringComparison.Ordinal);
        Assert.Contains("the very last words", ended.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_NodeOlderThanThePackageAsksFor_SaysWhatToInstall()
    {
        await PackageAsync("", engines: ">=999");

        AzuriteException old = await Assert.ThrowsAsync<AzuriteException>(() => AzuriteProcess.StartAsync(new AzuriteOptions { PackageFolder = _folder }));

        Assert.Contains("is too old for Azurite. Install Node.js 999 or later", old.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Starter_ToldToStopBeforeAzuriteListens_EndsByItself()
    {
        await using AzuriteProcess installed = await AzuriteProcess.StartAsync();
        ProcessStartInfo start = new("node", ["start.js", "--inMemoryPersistence", "--blobPort", "0", "--queuePort", "0", "--tablePort", "0"])
        {
            WorkingDirectory = AzuritePackage.Find(null),
            UseShellExecute = false,
            RedirectStandardInput = true,
        };
        using Process starter = Process.Start(start)!;
        try
        {
            starter.StandardInput.Close();
            using CancellationTokenSource patience = new(TimeSpan.FromMinutes(2));
            await starter.WaitForExitAsync(patience.Token);
            Assert.Equal(0, starter.ExitCode);
        }
        finally
        {
            if (!starter.HasExited)
            {
                starter.Kill();
            }
        }
    }

    [Fact]
    public async Task Start_NotAPackageFolder_SaysWhatToGive()
    {
        AzuriteException wrong = await Assert.ThrowsAsync<AzuriteException>(() => AzuriteProcess.StartAsync(new AzuriteOptions { PackageFolder = _folder }));
        Assert.Contains("start.js", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dispose_Running_EndsTheProcessAndTwiceIsFine()
    {
        AzuriteProcess azurite = await AzuriteProcess.StartAsync();
        Uri endpoint = azurite.TableEndpoint;
        await azurite.DisposeAsync();
        await azurite.DisposeAsync();
        using HttpClient http = new();
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(endpoint));
    }

    /// <summary>A package that is taken for an installed one, with a starter of the test's own.</summary>
    private async Task PackageAsync(string starter, string engines = ">=18")
    {
        string modules = Directory.CreateDirectory(Path.Combine(_folder, "node_modules", "azurite")).Parent!.FullName;
        await File.WriteAllTextAsync(Path.Combine(modules, ".package-lock.json"), "{}");
        await File.WriteAllTextAsync(Path.Combine(modules, "azurite", "package.json"), """{"version":"1.0.0"}""");
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "package.json"), $$$"""{"engines":{"node":"{{{engines}}}"},"dependencies":{"azurite":"1.0.0"}}""");
        await File.WriteAllTextAsync(Path.Combine(_folder, "start.js"), starter);
    }
}
