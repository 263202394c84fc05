using System.Diagnostics;
using System.Globalization;
using Kkr.Runtime.Local;
using Kkr.Workflow.Benchmarks.Measuring;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Benchmarks.Engine;

/// <summary>A host that starts with thousands of orchestrations waiting for their timers, as a process of its own.</summary>
internal static class Sleepers
{
    private const int Repeats = 5;
    private const int Many = 10_000;
    private const int Seeding = 32;
    private const string ManyHub = "Sleepers";
    private const string EmptyHub = "Nobody";

    public static async Task RunAsync()
    {
        await using AzuriteProcess azurite = await Storage.StartAsync();
        await SeedAsync(azurite, ManyHub, Many);
        await SeedAsync(azurite, EmptyHub, 0);

        List<Run> many = [];
        List<Run> none = [];
        for (int i = 0; i < Repeats; i++)
        {
            none.Add(await StartAsync(azurite, EmptyHub));
            many.Add(await StartAsync(azurite, ManyHub));
        }

        ResultFile file = new("sleepers", "Sleeping orchestrations: start and memory of a host", "sleepers");
        file.Paragraph("A process starts, takes over the task hub and runs one orchestration to its end; then it is ready, and its resident memory is "
            + $"read. {Repeats.ToString(CultureInfo.InvariantCulture)} times each, in turn.");
        file.Table(["sleeping", "ready after, s", "resident when ready, MiB", "peak, MiB"], [Row("0", none), Row(Many.ToString("#,0", CultureInfo.InvariantCulture), many)]);
        file.Paragraph("The aim is less than 5 s and less than 200 MiB with 10,000 asleep.");
        await file.WriteAsync();
    }

    private static string[] Row(string name, List<Run> runs) =>
    [
        name,
        new Sample(runs.Select(static r => r.Seconds)).Show("0.00"),
        new Sample(runs.Select(static r => r.ResidentMiB)).Show("0"),
        new Sample(runs.Select(static r => r.PeakMiB)).Show("0"),
    ];

    /// <summary>Starts the sleepers and leaves when every one of them has its timer in storage.</summary>
    private static async Task SeedAsync(AzuriteProcess azurite, string hub, int count)
    {
        await using EngineHost engine = await EngineHost.StartAsync(Storage.Hub(azurite.ConnectionString, hub), Tasks.Register);
        await engine.RunAsync(Tasks.Probe, 1);
        await Clients.RateAsync(Seeding, count, async _ =>
        {
            string id = await engine.Client.ScheduleNewOrchestrationInstanceAsync(Tasks.Sleeper);
            await engine.Client.WaitForInstanceStartAsync(id);
        });
    }

    private static async Task<Run> StartAsync(AzuriteProcess azurite, string hub)
    {
        ProcessStartInfo start = Commands.Again(SleepingHost.Command, azurite.ConnectionString, hub);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        long begun = Stopwatch.GetTimestamp();
        using Process child = Process.Start(start) ?? throw new InvalidOperationException("The host did not start.");
        while (await child.StandardOutput.ReadLineAsync() is { } line && line != SleepingHost.Ready)
        {
            Console.WriteLine(line);
        }

        double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        Run run = new(seconds, Resident.Now(child.Id), Resident.Peak(child.Id));
        await child.StandardInput.WriteLineAsync();
        await child.WaitForExitAsync();
        return child.ExitCode == 0 ? run : throw new InvalidOperationException($"The host ended with {child.ExitCode}.");
    }

    private sealed record Run(double Seconds, double ResidentMiB, double PeakMiB);
}
