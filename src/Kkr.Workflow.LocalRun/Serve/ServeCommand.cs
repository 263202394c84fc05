using Kkr.Runtime.Local;
using Kkr.Workflow.LocalRun.Inbox;

namespace Kkr.Workflow.LocalRun.Serve;

/// <summary>Everything on one machine, on real time, until somebody stops it.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(CommandLine command, StartApp startApp, CancellationToken stop)
    {
        Console.WriteLine("Starter lager, indbakke og app …");
        Ports.MustBeFree("app", command.AppPort);
        Ports.MustBeFree("inbox", command.InboxPort);
        using LocalData data = LocalData.Take(command.DataFolder ?? LocalData.Default(), Console.WriteLine);
        await using AzuriteProcess azurite = await AzuriteProcess.StartAsync(
            new AzuriteOptions { DataFolder = data.Azurite, Progress = Console.WriteLine }, stop);
        InboxOptions options = new() { Port = command.InboxPort, Folder = data.Inbox, Storage = azurite.ConnectionString, Faults = command.Faults };
        await using InboxServer inbox = await InboxServer.StartAsync(options, stop);
        string address = $"http://127.0.0.1:{command.AppPort}";
        Dictionary<string, string?> settings = AppSettings.For(azurite.ConnectionString, inbox, options, address, data.LinkKey());
        await using IRunningApp app = await startApp(settings, command.AppPort, stop);
        inbox.Webhooks.Target = new Uri(app.Address, "api/webhooks/sendgrid");
        await FirstStart.SeedAsync(app.Address, TimeProvider.System, Console.WriteLine, stop);
        Console.WriteLine($"""

            Indbakke   {inbox.Address}
            App        {app.Address}
            Data       {data.Folder}
            Stop med Ctrl-C.
            """);
        try
        {
            await app.Ended.WaitAsync(stop);
            throw new LocalRunException("Appen stoppede af sig selv; se ovenfor hvorfor.", "The app stopped by itself; see above why.");
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Console.WriteLine("Stopper …");
            return ExitCode.Held;
        }
    }
}
