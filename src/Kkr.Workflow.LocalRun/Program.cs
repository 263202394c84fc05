using System.Runtime.InteropServices;
using Kkr.Runtime.Local;
using Kkr.Workflow.LocalRun;
using Kkr.Workflow.LocalRun.Audit;
using Kkr.Workflow.LocalRun.Play.Script;
using Kkr.Workflow.LocalRun.Serve;
#if !MICROSOFT_PACKAGES
using Kkr.Workflow.LocalRun.Play;
#endif

Console.OutputEncoding = System.Text.Encoding.UTF8;
using CancellationTokenSource stop = new();
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

try
{
    CommandLine command = CommandLine.Parse(args);
    switch (command.Verb)
    {
        case CommandVerb.Help:
            Console.WriteLine(CommandLine.HelpText);
            return ExitCode.Held;
#if MICROSOFT_PACKAGES
        case CommandVerb.Audit:
            return await AuditCommand.RunAsync(command, inStorage: null, Console.Out, stop.Token);
        case CommandVerb.Play:
            throw new LocalRunException(
                "play kræver standardbygningen; byg uden -p:UseMicrosoftPackages=true.",
                "play needs the default build: the virtual clock is the embedded engine's.",
                exitCode: ExitCode.Usage);
        default:
            return await ServeCommand.RunAsync(command, FuncProcess.StartAsync, stop.Token);
#else
        case CommandVerb.Audit:
            return await AuditCommand.RunAsync(command, AuditInStorage.VerifyAsync, Console.Out, stop.Token);
        case CommandVerb.Play:
            return await PlayCommand.RunAsync(command, stop.Token);
        default:
            return await ServeCommand.RunAsync(command, AppInProcess.StartAsync, stop.Token);
#endif
    }
}
catch (ScenarioException broken)
{
    Console.Error.WriteLine($"Scenariet er i stykker, og intet er startet (the scenario is broken, nothing was started):{Environment.NewLine}{broken.Message}");
    return ExitCode.Usage;
}
catch (LocalRunException known)
{
    Console.Error.WriteLine(known.Message);
    return known.EndsWith;
}
catch (AzuriteException storage)
{
    Console.Error.WriteLine($"Lageret (Azurite) kom ikke i gang, og intet er startet:{Environment.NewLine}{storage.Message}");
    return ExitCode.Failed;
}
catch (Exception unforeseen) when (!stop.IsCancellationRequested)
{
    Console.Error.WriteLine($"Uventet fejl (unexpected error):{Environment.NewLine}{unforeseen}");
    return ExitCode.Failed;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    Console.Error.WriteLine("Stoppet.");
    return ExitCode.Failed;
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
