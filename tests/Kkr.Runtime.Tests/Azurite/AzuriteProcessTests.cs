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
}
