using System.Diagnostics;
using System.Globalization;
using Kkr.Runtime.Hosting;
using Kkr.Runtime.Local;
using Kkr.Runtime.Time;
using Kkr.Workflow.Domain;
using Kkr.Workflow.LocalRun.Inbox;
using Kkr.Workflow.LocalRun.Play.Result;
using Kkr.Workflow.LocalRun.Play.Script;
using Kkr.Workflow.LocalRun.Play.Story;
using Kkr.Workflow.LocalRun.Serve;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace Kkr.Workflow.LocalRun.Play;

/// <summary><c>play</c>: a whole scenario on virtual time, with its expectations checked at the end.</summary>
internal static class PlayCommand
{
    // Links in mails and invitations must be the same in every run, and there is nobody to follow them afterwards.
    private const string PublicAddress = "https://kkr.example";
    private static readonly TimeSpan PatienceWithFaults = TimeSpan.FromMinutes(30);
    private const string JoinAddress = "https://teams.example/l/meetup-join/";

    public static async Task<int> RunAsync(CommandLine command, CancellationToken cancellation)
    {
        Scenario scenario = ScenarioFiles.Read(ScenarioFiles.Find(command.Scenario!));
        if (command.DataFolder is { } data && Directory.Exists(data) && Directory.EnumerateFileSystemEntries(data).Any())
        {
            throw new LocalRunException(
                $"Mappen {data} er ikke tom. Et scenarie begynder forfra; giv play en ny mappe.",
                "The data folder is not empty. A scenario starts from nothing; give play a new folder.");
        }

        if (command.OutFolder is { } wanted)
        {
            OutFolder.Try(wanted);
        }

        IStory story = command.Plain || Console.IsOutputRedirected ? new PlainStory(Console.Out) : new TerminalStory(AnsiConsole.Console);
        VirtualTimeProvider clock = new(scenario.Instant(scenario.Script.Start));
        using IDisposable hold = clock.Hold();
        await using AzuriteProcess azurite = await AzuriteProcess.StartAsync(
            new AzuriteOptions { DataFolder = command.DataFolder, Progress = Console.Error.WriteLine }, cancellation);
        InboxOptions options = new() { Time = clock, JoinAddress = JoinAddress, Faults = command.Faults };
        await using InboxServer inbox = await InboxServer.StartAsync(options, cancellation);
        using ErrorLog errors = new(isProvoked: command.Faults.Rules.Count > 0);
        AppInProcess app = await AppInProcess.StartAsync(
            AppSettings.For(azurite.ConnectionString, inbox, options, PublicAddress),
            clock,
            port: 0,
            services => services.Configure<EmbeddedHostOptions>(host => host.TimerStatus = TimerStatusStore.Memory),
            logging => logging.ClearProviders().AddProvider(errors),
            cancellation);
        PlayedYear year;
        long began = Stopwatch.GetTimestamp();
        await using (app)
        {
            using AppClient client = new(app.Address);
            inbox.Webhooks.Target = new Uri(app.Address, "api/webhooks/sendgrid");
            Stage stage = new(scenario, client, inbox);
            year = new PlayedYear(stage) { Patience = command.Faults.Rules.Count > 0 ? PatienceWithFaults : TimeSpan.Zero };
            try
            {
                await new Player(stage, new HeldClock(clock), story).PlayAsync(year, cancellation);
                await year.GatherAsync(cancellation);
                await year.GatherDocumentsAsync(azurite.ConnectionString, cancellation);
            }
            catch (Exception exception) when (!errors.Errors.TryGetNonEnumeratedCount(out int count) || count > 0)
            {
                throw new LocalRunException($"{exception.Message} Appen har logget: {string.Join(Environment.NewLine, errors.Errors.Take(3))}", "The app logged errors.", exception);
            }
        }

        year.Errors.AddRange(errors.Errors);
        foreach ((string rule, int times) in inbox.Struck())
        {
            Console.WriteLine(string.Create(CultureInfo.GetCultureInfo("da-DK"), $"Fejlen {rule} ramte {times} gange."));
        }

        if (command.OutFolder is { } folder)
        {
            OutFolder.Write(folder, year);
        }

        return Conclude(story, scenario, year, Stopwatch.GetElapsedTime(began));
    }

    private static int Conclude(IStory story, Scenario scenario, PlayedYear year, TimeSpan took)
    {
        Failure[] failures = [.. scenario.Script.Expectations.SelectMany(expectation => expectation.Check(year))];
        IReadOnlyList<string>[] meetings = [.. year.Meetings.OrderBy(meeting => meeting.Value.Date, StringComparer.Ordinal).Select(meeting => (IReadOnlyList<string>)
        [
            year.Stage.Planned(meeting.Key)?.Called ?? PlainStory.Capital(meeting.Key),
            DateOnly.TryParse(meeting.Value.Date, CultureInfo.InvariantCulture, out DateOnly date) ? Danish.Date(date) : "",
            Enum.TryParse(meeting.Value.Phase, ignoreCase: true, out MeetingPhase phase) ? phase.InDanish() : "",
            $"{year.Mails.Count(mail => mail.About.Meeting == year.Stage.MeetingId(meeting.Key))}",
        ])];
        int held = scenario.Script.Expectations.Count - failures.Length;
        string seconds = took.TotalSeconds.ToString("0.0", CultureInfo.GetCultureInfo("da-DK"));
        story.End(
            ["Møde", "Dato", "Endte som", "Mails"],
            meetings,
            [.. failures.Select(failure => failure.ToString())],
            failures.Length == 0
                ? $"Alle {held} forventninger holdt. {year.Mails.Count} mails, {year.Documents.Count} dokumenter, {seconds} s."
                : $"{failures.Length} afvigelser fra {scenario.Script.Expectations.Count} forventninger. {seconds} s.");
        return failures.Length == 0 ? ExitCode.Held : ExitCode.Failed;
    }
}
