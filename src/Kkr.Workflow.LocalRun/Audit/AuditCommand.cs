using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Archive;

namespace Kkr.Workflow.LocalRun.Audit;

/// <summary>Checks the logs of a storage account: each council's id and what was found.</summary>
public delegate IAsyncEnumerable<(string Council, AuditVerification Found)> AuditInStorageCheck(
    string connection, string? council, AuditPoint? anchor, CancellationToken cancellation);

/// <summary><c>audit verify</c>: is the chain whole, and does it still hold the point that was noted?</summary>
public static class AuditCommand
{
    public static async Task<int> RunAsync(CommandLine command, AuditInStorageCheck? inStorage, TextWriter output, CancellationToken cancellation)
    {
        AuditPoint? anchor = command.Anchor is null ? null : AuditPoint.Parse(command.Anchor);
        if (command.Anchor is not null && anchor is null)
        {
            throw Misunderstood("--anchor er et nummer, et kolon og 64 hexcifre", "--anchor is a number, a colon and 64 hex digits");
        }

        if (File.Exists(command.Source))
        {
            return await VerifyFileAsync(command.Source, anchor, output, cancellation);
        }

        if (inStorage is null || !command.Source!.Contains('=', StringComparison.Ordinal))
        {
            throw Misunderstood($"filen »{command.Source}« findes ikke", $"there is no file '{command.Source}'");
        }

        bool isIntact = true;
        int councils = 0;
        await foreach ((string council, AuditVerification found) in inStorage(command.Source, command.Council, anchor, cancellation))
        {
            councils++;
            isIntact &= found.IsIntact;
            await output.WriteLineAsync($"{council}: {found.InDanish()}");
        }

        if (councils == 0)
        {
            await output.WriteLineAsync("Lageret har ingen råd.");
        }

        return isIntact ? ExitCode.Held : ExitCode.Failed;
    }

    private static async Task<int> VerifyFileAsync(string path, AuditPoint? anchor, TextWriter output, CancellationToken cancellation)
    {
        using StreamReader export = new(path);
        Result<AuditVerification> found = await AuditExport.VerifyAsync(export, anchor, cancellation);
        await output.WriteLineAsync(found.IsRefused ? found.Refusal.Danish : found.Value.InDanish());
        return found is { IsRefused: false, Value.IsIntact: true } ? ExitCode.Held : ExitCode.Failed;
    }

    private static LocalRunException Misunderstood(string danish, string english) => new(
        $"Kommandolinjen er ikke forstået: {danish}. Prøv --help.",
        $"The command line is not understood: {english}. Try --help.",
        exitCode: ExitCode.Usage);
}
