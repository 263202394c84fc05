using System.Diagnostics;
using Kkr.Runtime.Local;
using Kkr.Workflow.IntegrationTests.LocalRun;
using Kkr.Workflow.LocalRun;
using Kkr.Workflow.LocalRun.Inbox;
using Kkr.Workflow.LocalRun.Play;
using Kkr.Workflow.LocalRun.Play.Result;
using Kkr.Workflow.LocalRun.Play.Script;
using Kkr.Workflow.LocalRun.Serve;

namespace Kkr.Workflow.IntegrationTests.Kill;

/// <summary>Plays a scenario with the app in processes that are killed by plan, beside storage and an inbox that live on.</summary>
internal static class KilledYear
{
    public static async Task<YearOutcome> PlayAsync(Scenario scenario, IReadOnlyList<KillPoint> plan, CancellationToken cancellation)
    {
        string tallyFile = Path.GetTempFileName();
        try
        {
            long began = Stopwatch.GetTimestamp();
            using Tally tally = Tally.Create(tallyFile, scenario.Instant(scenario.Script.Start));
            await using AzuriteProcess azurite = await AzuriteProcess.StartAsync(new AzuriteOptions(), cancellation);
            Relay relay = new();
            InboxOptions options = new() { Time = new TallyTime(tally), JoinAddress = "https://teams.example/l/meetup-join/", WebhookHandler = relay };
            await using InboxServer inbox = await InboxServer.StartAsync(options, cancellation);
            await using Conductor conductor = new(
                tallyFile, tally, AppSettings.For(azurite.ConnectionString, inbox, options, "https://kkr.example"), plan);
            relay.InnerHandler = new Persistent(conductor);
            await conductor.AliveAsync(cancellation);
            using AppClient client = new(conductor.Address, new Persistent(conductor));
            inbox.Webhooks.Target = new Uri(conductor.Address, "api/webhooks/sendgrid");
            PlayedYear year = new(new Stage(scenario, client, inbox));
            try
            {
                await new Player(year.Stage, conductor, new Silence()).PlayAsync(year, cancellation);
                await year.GatherAsync(cancellation);
            }
            catch (Exception fault) when (fault is LocalRunException or AppRefusalException or HttpRequestException)
            {
                throw new InvalidOperationException(
                    $"{fault.Message}{Environment.NewLine}{string.Join(Environment.NewLine, conductor.Deaths.TakeLast(3).Concat(conductor.Errors.TakeLast(5)))}", fault);
            }

            await year.GatherDocumentsAsync(azurite.ConnectionString, cancellation);
            RunLog log = await conductor.CloseAsync(cancellation);
            return await YearOutcome.OfAsync(year, conductor, log, azurite.ConnectionString, Stopwatch.GetElapsedTime(began), cancellation);
        }
        finally
        {
            File.Delete(tallyFile);
        }
    }

    private sealed class Relay : DelegatingHandler;
}
