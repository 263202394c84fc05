using Kkr.Runtime.Hosting;

namespace Kkr.Workflow.Benchmarks.Engine;

/// <summary>The process that is measured with sleeping orchestrations: it starts, does one piece of work, says so, and waits to be told to end.</summary>
internal static class SleepingHost
{
    public const string Command = "sleeping-host";
    public const string Ready = "ready";

    public static async Task RunAsync(string[] args)
    {
        (string connectionString, string hub) = (args[0], args[1]);
        await using EngineHost engine = await EngineHost.StartAsync(Storage.Hub(connectionString, hub), Tasks.Register);
        await engine.RunAsync(Tasks.Probe, 1);
        Console.WriteLine(Ready);
        await Console.In.ReadLineAsync();
    }
}
