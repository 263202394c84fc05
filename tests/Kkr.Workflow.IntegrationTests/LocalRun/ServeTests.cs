using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Kkr.Workflow.IntegrationTests.LocalRun;

/// <summary>The local run on real time, as a developer starts and stops it.</summary>
public sealed class ServeTests : IDisposable
{
    private const string Ready = "Stop med Ctrl-C";

    private readonly string _data = Directory.CreateTempSubdirectory("kkr-serve-").FullName;
    private readonly HttpClient _http = new();
    private readonly int _app = LaunchedRun.FreePort();
    private readonly int _inbox = LaunchedRun.FreePort();

    public void Dispose()
    {
        _http.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Serve_StartedStoppedKilledAndStarted_KeepsWhatItHad()
    {
        Uri meetings = new($"http://127.0.0.1:{_app}/api/councils/midtjylland/meetings");
        Uri inbox = new($"http://127.0.0.1:{_inbox}/kalender");

        using (LaunchedRun first = Start())
        {
            await first.HearAsync(Ready);
            Assert.Contains("Første start", first.Words, StringComparison.Ordinal);
            Assert.DoesNotContain("info:", first.Words, StringComparison.Ordinal);
            Assert.DoesNotContain("dbug:", first.Words, StringComparison.Ordinal);
            Assert.NotEmpty((await _http.GetFromJsonAsync<JsonArray>(meetings))!);
            (int exitCode, string words) = await LaunchedRun.ToEndAsync(
                ["--data", _data, "--app-port", $"{LaunchedRun.FreePort()}", "--inbox-port", $"{LaunchedRun.FreePort()}"]);
            Assert.Equal(1, exitCode);
            Assert.Contains("En anden lokal kørsel", words, StringComparison.Ordinal);

            first.Interrupt();
            Assert.Equal(0, await first.EndAsync());
        }

        using (LaunchedRun second = Start())
        {
            await second.HearAsync(Ready);
            Assert.DoesNotContain("Første start", second.Words, StringComparison.Ordinal);
            Assert.DoesNotContain("nåede ikke at lukke", second.Words, StringComparison.Ordinal);
            Assert.Contains("Møde i KKR Midtjylland", await _http.GetStringAsync(inbox), StringComparison.Ordinal);
            second.Kill();
            await second.EndAsync();
        }

        using LaunchedRun third = Start();
        await third.HearAsync(Ready);
        Assert.Contains("nåede ikke at lukke", third.Words, StringComparison.Ordinal);
        Assert.NotEmpty((await _http.GetFromJsonAsync<JsonArray>(meetings))!);
        third.Interrupt();
        Assert.Equal(0, await third.EndAsync());
    }

    private LaunchedRun Start() => LaunchedRun.Start(["--data", _data, "--app-port", $"{_app}", "--inbox-port", $"{_inbox}"]);
}
