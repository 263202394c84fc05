using System.Globalization;
using System.Text.Json;
using Kkr.Runtime.Hosting;
using Kkr.Runtime.Time;
using Kkr.Workflow.LocalRun.Serve;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kkr.Workflow.IntegrationTests.Kill;

/// <summary>
/// The app in a process of its own, on virtual time that another process lets run: it says <c>ready</c>, is told <c>until</c> an instant, and says
/// <c>reached</c>. It ends when nobody talks to it any more.
/// </summary>
internal static class AppProcess
{
    public const string Command = "app";

    public static async Task<int> RunAsync(string tallyFile, string port, string point)
    {
        using Tally tally = Tally.Open(tallyFile);
        using OutgoingEvents events = new();
        events.Watch(tally, KillPoint.Parse(point));
        Dictionary<string, string?> settings = JsonSerializer.Deserialize<Dictionary<string, string?>>((await Console.In.ReadLineAsync())!)!;
        VirtualTimeProvider clock = new(tally.Now, now => tally.Now = now);
        using IDisposable hold = clock.Hold();
        AppInProcess app = await AppInProcess.StartAsync(
            settings,
            clock,
            int.Parse(port, CultureInfo.InvariantCulture),
            Shape,
            logging => logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true)
                .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace),
            CancellationToken.None);
        await using (app)
        {
            // Answered when the hub is this process's own and everything that was under way is so again.
            await app.Services.GetRequiredService<DurableTaskClient>().RaiseEventAsync("nobody", "ready");
            events.Recovered();
            await Console.Out.WriteLineAsync($"ready {app.Address}");
            while (await Console.In.ReadLineAsync() is { } line)
            {
                DateTimeOffset until = new(long.Parse(line, CultureInfo.InvariantCulture), TimeSpan.Zero);
                await clock.WaitUntilAsync(until);
                await Console.Out.WriteLineAsync("reached");
            }

            events.Write(LogOf(tallyFile));
        }

        return 0;
    }

    /// <summary>Where a process that ends in good order leaves what it did.</summary>
    public static string LogOf(string tallyFile) => tallyFile + ".log";

    private static void Shape(IServiceCollection services) => services.PostConfigure<EmbeddedEngineOptions>(engine =>
    {
        // A killed host's hub is free after this long; the default would make a hundred kills a matter of half an hour.
        engine.LeaseDuration = TimeSpan.FromSeconds(2);
        engine.LeaseInterval = TimeSpan.FromSeconds(0.5);
    });
}
