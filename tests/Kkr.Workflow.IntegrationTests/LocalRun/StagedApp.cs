using Kkr.Runtime.Hosting;
using Kkr.Runtime.Local;
using Kkr.Runtime.Time;
using Kkr.Workflow.LocalRun.Inbox;
using Kkr.Workflow.LocalRun.Play;
using Kkr.Workflow.LocalRun.Play.Result;
using Kkr.Workflow.LocalRun.Play.Script;
using Kkr.Workflow.LocalRun.Serve;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kkr.Workflow.IntegrationTests.LocalRun;

/// <summary>The whole app on Azurite with its inbox, a script behind it and the clock standing still.</summary>
internal sealed class StagedApp : IAsyncDisposable
{
    private readonly AzuriteProcess _azurite;
    private readonly AppInProcess _app;
    private readonly IDisposable _hold;

    private StagedApp(AzuriteProcess azurite, AppInProcess app, IDisposable hold, Stage stage, VirtualTimeProvider clock)
    {
        (_azurite, _app, _hold) = (azurite, app, hold);
        (Stage, Clock) = (stage, clock);
    }

    public Stage Stage { get; }

    public VirtualTimeProvider Clock { get; }

    public IServiceProvider Services => _app.Services;

    public Uri Address => _app.Address;

    /// <summary>The storage's connection string.</summary>
    public string Storage => _azurite.ConnectionString;

    public static async Task<StagedApp> PlayAsync(Scenario scenario)
    {
        VirtualTimeProvider clock = new(scenario.Instant(scenario.Script.Start));
        IDisposable hold = clock.Hold();
        AzuriteProcess azurite = await AzuriteProcess.StartAsync();
        InboxOptions options = new() { Time = clock, Storage = azurite.ConnectionString };
        InboxServer inbox = await InboxServer.StartAsync(options, default);
        AppInProcess app = await AppInProcess.StartAsync(
            AppSettings.For(azurite.ConnectionString, inbox, options, "https://kkr.example"),
            clock,
            port: 0,
            services => services.Configure<EmbeddedHostOptions>(host => host.TimerStatus = TimerStatusStore.Memory),
            logging => logging.ClearProviders(),
            default);
        Stage stage = new(scenario, new AppClient(app.Address), inbox);
        inbox.Webhooks.Target = new Uri(app.Address, "api/webhooks/sendgrid");
        StagedApp staged = new(azurite, app, hold, stage, clock);
        await new Player(stage, new HeldClock(clock), new Silence()).PlayAsync(new PlayedYear(stage), default);
        return staged;
    }

    public async ValueTask DisposeAsync()
    {
        Stage.App.Dispose();
        await _app.DisposeAsync();
        await Stage.Inbox.DisposeAsync();
        _hold.Dispose();
        await _azurite.DisposeAsync();
    }
}
