using System.Diagnostics;
using Kkr.Workflow.Benchmarks.App;
using Kkr.Workflow.Benchmarks.Documents;
using Kkr.Workflow.Benchmarks.Engine;
using Kkr.Workflow.Benchmarks.Micro;

namespace Kkr.Workflow.Benchmarks;

/// <summary>The measurements by name. <c>all</c> gives each a process of its own, so that none meets the memory of another.</summary>
internal static class Commands
{
    private static readonly (string Name, string What, Func<string[], Task> Run)[] Measurements =
    [
        ("micro", "pure code: deadlines, timer expressions, statistics by BenchmarkDotNet", _ => PureCode.RunAsync()),
        ("replay", "replaying histories of 100 to 10,000 events", _ => Replay.RunAsync()),
        ("checkpoints", "sequences and fan-out against bare table transactions", _ => Checkpoints.RunAsync()),
        ("sleepers", "a host with 10,000 sleeping orchestrations", _ => Sleepers.RunAsync()),
        ("rush", "200 directors of 10 councils answering within a minute while the call goes out", _ => RushReport.RunAsync()),
        ("documents", "a long agenda in all three formats against LibreOffice", _ => DocumentsReport.RunAsync()),
        ("post", "sending an item through the HTTP API against the storage writes it needs", _ => PostItem.RunAsync()),
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        switch (args)
        {
            case ["all"]:
                return await AllAsync();
            case [SleepingHost.Command, .. string[] rest]:
                await SleepingHost.RunAsync(rest);
                return 0;
            case [RenderingProcess.Command, .. string[] wanted]:
                RenderingProcess.Run(wanted);
                return 0;
            case [AttachingProcess.Command]:
                AttachingProcess.Run();
                return 0;
            case [string name] when Measurements.FirstOrDefault(m => m.Name == name) is { Run: { } run }:
                await run(args);
                return 0;
            default:
                Console.WriteLine("Give one of:");
                foreach ((string name, string what, _) in Measurements.Append(("all", "every one of them, each in a process of its own", null!)))
                {
                    Console.WriteLine($"  {name,-12} {what}");
                }

                return 2;
        }
    }

    /// <summary>This program again, as a process of its own.</summary>
    public static ProcessStartInfo Again(params ReadOnlySpan<string> arguments)
    {
        ProcessStartInfo start = new(Environment.ProcessPath ?? throw new InvalidOperationException("The program does not know its own path."))
        {
            UseShellExecute = false,
        };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(typeof(Commands).Assembly.Location);
        }

        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }

    private static async Task<int> AllAsync()
    {
        int failed = 0;
        foreach ((string name, string what, _) in Measurements)
        {
            Console.WriteLine($"== {name}: {what}");
            using Process child = Process.Start(Again(name)) ?? throw new InvalidOperationException($"{name} did not start.");
            await child.WaitForExitAsync();
            failed += child.ExitCode == 0 ? 0 : 1;
        }

        return failed;
    }
}
