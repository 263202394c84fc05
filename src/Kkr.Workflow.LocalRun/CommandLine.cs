using System.Globalization;
using Kkr.Workflow.LocalRun.Inbox.Faults;

namespace Kkr.Workflow.LocalRun;

/// <summary>What to do.</summary>
public enum CommandVerb
{
    Serve,
    Play,
    Audit,
    Help,
}

/// <summary>The command line, understood.</summary>
public sealed record CommandLine
{
    public const string HelpText = """
        Kkr.Workflow på din egen maskine.

          dotnet run --project src/Kkr.Workflow.LocalRun [-- serve] [--data MAPPE] [--app-port N] [--inbox-port N]
              Starter lager (Azurite), app og indbakke. Stop med Ctrl-C. Data bliver i mappen til næste gang.

          dotnet run --project src/Kkr.Workflow.LocalRun -- play SCENARIE [--out MAPPE] [--data MAPPE] [--plain] [--fault REGEL]
              Spiller et scenarie igennem på virtuel tid og efterprøver dets forventninger.
              SCENARIE er et navn (midtjylland-2026) eller en mappe.

          dotnet run --project src/Kkr.Workflow.LocalRun -- audit verify KILDE [--council ID] [--anchor NUMMER:HASH]
              Efterprøver revisionsloggens kæde. KILDE er en eksportfil eller forbindelsesteksten til et lager.

          --council ID        kun dette råd (ellers alle rådene i lageret)
          --anchor N:HASH     et hoved, der er noteret tidligere: viser, om slutningen er skåret af
          --data MAPPE        hvor data ligger (serve: .local; play: væk bagefter, ellers en ny mappe)
          --out MAPPE         læg tidslinje, mails, kalender og dokumenter her
          --plain             linjer uden farver
          --fault REGEL       lad svar fra mail eller Graph gå galt, fx mail:429@0.1, graph:503@0.2, mail:timeout@0.01;
                              kan gives flere gange. 400-599, timeout, cut (afbrudt) eller malformed (halvt svar), @ hvor stor en del
          --seed N            hvilke forespørgsler det rammer (1); det samme tal rammer de samme
          --app-port N        appens port (7071)
          --inbox-port N      indbakkens port (7072)
          -h, --help          denne tekst

        Slutkode 0: alt holdt. 1: noget gik galt eller holdt ikke. 2: forkert kommandolinje eller ødelagt scenarie.
        """;

    public CommandVerb Verb { get; init; } = CommandVerb.Serve;

    public string? Scenario { get; init; }

    /// <summary>For <see cref="CommandVerb.Audit"/>: an export file, or the connection string of a storage account.</summary>
    public string? Source { get; init; }

    public string? Council { get; init; }

    public string? Anchor { get; init; }

    public string? OutFolder { get; init; }

    public string? DataFolder { get; init; }

    public bool Plain { get; init; }

    public FaultPlan Faults { get; init; } = FaultPlan.None;

    private bool HasSeed { get; init; }

    public int AppPort { get; init; } = 7071;

    public int InboxPort { get; init; } = 7072;

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="LocalRunException">They are not understood.</exception>
    public static CommandLine Parse(IReadOnlyList<string> arguments)
    {
        CommandLine command = new();
        Queue<string> left = new(arguments);
        if (left.TryPeek(out string? verb) && verb is "serve" or "play" or "audit")
        {
            command = command with { Verb = left.Dequeue() switch { "play" => CommandVerb.Play, "audit" => CommandVerb.Audit, _ => CommandVerb.Serve } };
            if (command.Verb == CommandVerb.Audit && (!left.TryDequeue(out string? what) || what != "verify"))
            {
                throw Misunderstood("efter audit følger verify", "audit is followed by verify");
            }
        }

        while (left.TryDequeue(out string? argument))
        {
            command = argument switch
            {
                "-h" or "--help" => command with { Verb = CommandVerb.Help },
                "--plain" => command with { Plain = true },
                "--out" => command with { OutFolder = Value(argument, left) },
                "--data" => command with { DataFolder = Value(argument, left) },
                "--fault" => command with { Faults = command.Faults with { Rules = [.. command.Faults.Rules, Fault(argument, left)] } },
                "--seed" => command with { Faults = command.Faults with { Seed = Number(argument, left) }, HasSeed = true },
                "--app-port" => command with { AppPort = Port(argument, left) },
                "--inbox-port" => command with { InboxPort = Port(argument, left) },
                "--council" => command with { Council = Value(argument, left) },
                "--anchor" => command with { Anchor = Value(argument, left) },
                _ when command is { Verb: CommandVerb.Audit, Source: null } && !argument.StartsWith('-') => command with { Source = argument },
                _ when command is { Verb: CommandVerb.Play, Scenario: null } && !argument.StartsWith('-') => command with { Scenario = argument },
                _ => throw Misunderstood($"»{argument}« er ikke et kendt argument", $"unknown argument '{argument}'"),
            };
        }

        return command switch
        {
            { Verb: CommandVerb.Play, Scenario: null } => throw Misunderstood("play skal have et scenarie", "play needs a scenario"),
            { Verb: CommandVerb.Audit, Source: null } => throw Misunderstood("audit verify skal have en kilde", "audit verify needs a source"),
            { Verb: CommandVerb.Serve or CommandVerb.Play } when command.Council is not null || command.Anchor is not null =>
                throw Misunderstood("--council og --anchor hører til audit", "--council and --anchor belong to audit"),
            { Verb: CommandVerb.Audit } when command.HasSeed || command.Faults.Rules.Count > 0 =>
                throw Misunderstood("--fault og --seed hører til serve og play", "--fault and --seed belong to serve and play"),
            { HasSeed: true, Faults.Rules.Count: 0 } => throw Misunderstood("--seed hører sammen med --fault", "--seed goes with --fault"),
            { Verb: CommandVerb.Serve, OutFolder: not null } => throw Misunderstood("--out hører til play", "--out belongs to play"),
            { Verb: CommandVerb.Serve } when command.AppPort == command.InboxPort =>
                throw Misunderstood("app og indbakke kan ikke have samme port", "app and inbox need different ports"),
            _ => command,
        };
    }

    private static string Value(string name, Queue<string> left) =>
        left.TryDequeue(out string? value) && !value.StartsWith("--", StringComparison.Ordinal)
            ? value
            : throw Misunderstood($"{name} mangler sin værdi", $"{name} lacks its value");

    private static FaultRule Fault(string name, Queue<string> left)
    {
        string value = Value(name, left);
        return FaultRule.Parse(value)
            ?? throw Misunderstood($"»{value}« er ikke en fejl, der kan laves; skriv fx mail:429@0.1 ({FaultRule.Form})", $"'{value}' is not a fault; write e.g. mail:429@0.1 ({FaultRule.Form})");
    }

    private static int Number(string name, Queue<string> left) =>
        int.TryParse(Value(name, left), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw Misunderstood($"{name} er et helt tal fra 0", $"{name} is a whole number from 0");

    private static int Port(string name, Queue<string> left) =>
        int.TryParse(Value(name, left), NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is > 0 and <= 65535
            ? port
            : throw Misunderstood($"{name} er et tal mellem 1 og 65535", $"{name} is a number between 1 and 65535");

    private static LocalRunException Misunderstood(string danish, string english) => new(
        $"Kommandolinjen er ikke forstået: {danish}. Prøv --help.",
        $"The command line is not understood: {english}. Try --help.",
        exitCode: ExitCode.Usage);
}
