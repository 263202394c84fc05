using Kkr.Workflow.Benchmarks.App;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Benchmarks.Engine;

/// <summary>The process that is measured with sleeping orchestrations: it starts, does one piece of work, says so, and waits to be told to end.</summary>
internal static class SleepingHost
{
    public const string Command = "sleeping-host";
    public const string Ready = "ready";
    public const string EngineAlone = "engine";
    public const string WholeApp = "app";

    /// <summary>The hub's name in host.json, which the app takes.</summary>
    public const string Hub = "KkrWorkflow";

    private static readonly Uri NoPost = new("http://127.0.0.1:9/");

    public static async Task RunAsync(string[] args)
    {
        (string kind, string connectionString) = (args[0], args[1]);
        if (kind == WholeApp)
        {
            await using AppHost app = await AppHost.StartAsync(connectionString, NoPost);
            using HttpResponseMessage answer = await app.Http.GetAsync(new Uri("councils/none", UriKind.Relative));
            await ProveAsync(app.Orchestrations);
            await WaitAsync();
        }
        else
        {
            await using EngineHost engine = await EngineHost.StartAsync(Storage.Hub(connectionString, Hub), Tasks.Register);
            await ProveAsync(engine.Client);
            await WaitAsync();
        }
    }

    /// <summary>An orchestration that nobody knows ends as failed at once: by then the host owns the hub and works.</summary>
    private static async Task ProveAsync(DurableTaskClient client)
    {
        string id = await client.ScheduleNewOrchestrationInstanceAsync("NobodyKnowsThis");
        await client.WaitForInstanceCompletionAsync(id);
        await client.PurgeInstanceAsync(id);
    }

    private static async Task WaitAsync()
    {
        Console.WriteLine(Ready);
        await Console.In.ReadLineAsync();
    }
}
