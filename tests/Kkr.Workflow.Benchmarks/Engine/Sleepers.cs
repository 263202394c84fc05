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

    public static async Task RunAsync()
    {
        await using AzuriteProcess full = await Storage.StartAsync();
        await using AzuriteProcess empty = await Storage.StartAsync();
        await SeedAsync(full);

        (string Kind, AzuriteProcess Azurite, string Name)[] cases =
        [
            (SleepingHost.EngineAlone, empty, "the engine alone, nothing asleep"),
            (SleepingHost.EngineAlone, full, "the engine alone, 10,000 asleep"),
            (SleepingHost.WholeApp, empty, "the app, nothing asleep"),
            (SleepingHost.WholeApp, full, "the app, 10,000 asleep"),
        ];
        List<Run>[] runs = [.. cases.Select(static _ => new List<Run>())];
        for (int i = 0; i < Repeats; i++)
        {
            for (int j = 0; j < cases.Length; j++)
            {
                runs[j].Add(await StartAsync(cases[j].Kind, cases[j].Azurite));
            }
        }

        ResultFile file = new("sleepers", "Sleeping orchestrations: start and memory of a host", "sleepers");
        file.Paragraph("A process starts, takes over the task hub and runs one orchestration to its end (the app has then also answered a request); then "
            + "it is ready, and its resident memory is read. The sleepers each wait on a timer 300 days ahead, on Azurite. "
            + $"{Repeats.ToString(CultureInfo.InvariantCulture)} times each, in turn.");
        file.Table(["host", "ready after, s", "resident when ready, MiB", "peak, MiB"], cases.Select((c, i) => Row(c.Name, runs[i])));
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
    private static async Task SeedAsync(AzuriteProcess azurite)
    {
        await using EngineHost engine = await EngineHost.StartAsync(Storage.Hub(azurite.ConnectionString, SleepingHost.Hub), Tasks.Register);
        await Clients.RateAsync(Seeding, Many, async _ =>
        {
            string id = await engine.Client.ScheduleNewOrchestrationInstanceAsync(Tasks.Sleeper);
            await engine.Client.WaitForInstanceStartAsync(id);
        });
    }

    private static async Task<Run> StartAsync(string kind, AzuriteProcess azurite)
    {
        ProcessStartInfo start = Commands.Again(SleepingHost.Command, kind, azurite.ConnectionString);
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
