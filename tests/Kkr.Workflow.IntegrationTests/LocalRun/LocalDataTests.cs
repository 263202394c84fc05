using System.Net;
using System.Net.Sockets;
using Kkr.Workflow.LocalRun;
using Kkr.Workflow.LocalRun.Serve;

namespace Kkr.Workflow.IntegrationTests.LocalRun;

public sealed class LocalDataTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kkr-local-").FullName;
    private readonly List<string> _said = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Data_InUse_IsRefusedWithTheProcessThatHasIt()
    {
        using LocalData first = LocalData.Take(_folder, _said.Add);

        LocalRunException refused = Assert.Throws<LocalRunException>(() => LocalData.Take(_folder, _said.Add));

        Assert.Contains($"proces {Environment.ProcessId}", refused.Message, StringComparison.Ordinal);
        Assert.Contains("--data", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_GivenBack_CanBeTakenAgainWithoutAWord()
    {
        LocalData.Take(_folder, _said.Add).Dispose();
        LocalData.Take(_folder, _said.Add).Dispose();

        Assert.Empty(_said);
    }

    [Fact]
    public void Data_LeftByACrashedRun_IsTakenOverAndSaid()
    {
        File.WriteAllText(Path.Combine(_folder, "localrun.pid"), "4711");
        File.WriteAllText(Path.Combine(_folder, "localrun.lock"), "");

        using LocalData taken = LocalData.Take(_folder, _said.Add);

        Assert.Contains("proces 4711", Assert.Single(_said), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_OnATakenPort_SaysSoAndLeavesNothing()
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        int taken = ((IPEndPoint)other.LocalEndpoint).Port;
        string data = Path.Combine(_folder, "data");

        (int exitCode, string words) = await LaunchedRun.ToEndAsync(["--data", data, "--app-port", $"{taken}", "--inbox-port", $"{LaunchedRun.FreePort()}"]);

        Assert.Equal(1, exitCode);
        Assert.Contains($"Port {taken} på 127.0.0.1 er optaget", words, StringComparison.Ordinal);
        Assert.Contains("--app-port", words, StringComparison.Ordinal);
        Assert.False(Directory.Exists(data));
    }

    [Fact]
    public async Task Serve_WithoutNode_SaysWhatToInstall()
    {
        string[] arguments = ["--data", Path.Combine(_folder, "data"), "--app-port", $"{LaunchedRun.FreePort()}", "--inbox-port", $"{LaunchedRun.FreePort()}"];

        (int exitCode, string words) = await LaunchedRun.ToEndAsync(arguments, path: "/nowhere");

        Assert.Equal(1, exitCode);
        Assert.Contains("Node.js", words, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", words, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder, "data", "localrun.pid")));
    }

    [Fact]
    public async Task Serve_WithATooOldNode_SaysWhichItFoundAndWhatToInstall()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // The stand-in for node is a shell script.
        }

        string node = Path.Combine(_folder, "node");
        await File.WriteAllTextAsync(node, "#!/bin/sh\necho v16.20.2\n");
        File.SetUnixFileMode(node, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        string[] arguments = ["--data", Path.Combine(_folder, "data"), "--app-port", $"{LaunchedRun.FreePort()}", "--inbox-port", $"{LaunchedRun.FreePort()}"];

        (int exitCode, string words) = await LaunchedRun.ToEndAsync(arguments, path: _folder);

        Assert.Equal(1, exitCode);
        Assert.Contains("v16.20.2", words, StringComparison.Ordinal);
        Assert.Contains("Node.js 18", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Play_WithAnOutFolderThatCannotBeWritten_SaysSoBeforeTheYear()
    {
        string file = Path.Combine(_folder, "fil");
        await File.WriteAllTextAsync(file, "x");

        (int exitCode, string words) = await LaunchedRun.ToEndAsync(["play", "midtjylland-2026", "--plain", "--out", Path.Combine(file, "ud")]);

        Assert.Equal(1, exitCode);
        Assert.Contains("Der kan ikke skrives i", words, StringComparison.Ordinal);
        Assert.Contains("--out", words, StringComparison.Ordinal);
        Assert.DoesNotContain("KKR Midtjylland fra december", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Play_IntoAFolderWithData_IsRefused()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "noget"), "x");

        (int exitCode, string words) = await LaunchedRun.ToEndAsync(["play", "midtjylland-2026", "--data", _folder]);

        Assert.Equal(1, exitCode);
        Assert.Contains("er ikke tom", words, StringComparison.Ordinal);
    }
}
