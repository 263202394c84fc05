using System.Collections.Concurrent;
using System.Text.Json;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Tests.Fakes;
using Kkr.Workflow.Tests.MeetingLifecycle;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kkr.Workflow.Tests.Mailing;

/// <summary>The provider reports on a mail before its answer to our handing it over is written down, as a quick one does.</summary>
public sealed class ReportedWhileSendingTests
{
    private const string Address = "direktoer0741@lille.example";
    private static readonly MailingKey Key = new(new MeetingKey(SampleCouncil.Id, "2026-1"), MailKind.CallForItems, 1, "director-0741");

    [Theory]
    [InlineData("delivered", MailingStatus.Delivered, 0)]
    [InlineData("deferred", MailingStatus.Deferred, 0)]
    [InlineData("bounce", MailingStatus.Bounced, 1)]
    [InlineData("dropped", MailingStatus.Dropped, 1)]
    public async Task Report_BeforeTheAnswer_StaysAndTheAnswerAddsWhatItKnows(string kind, MailingStatus expected, int alerts)
    {
        await using Desk desk = await Desk.OpenAsync(kind);

        MailingRecord record = await desk.RecordAsync();
        Assert.Equal((expected, "msg-" + Key), (record.Status, record.ProviderId));
        Assert.Equal((MailChannel.GraphMail, "Graph svarede 403."), (record.Channel, record.InsteadBecause));
        Assert.Equal((null, 0), (record.NotBefore, record.Postponements));
        Assert.Equal([MailingStatus.Sending, expected], record.Trail.Select(instant => instant.Status));
        Assert.Single(desk.App.Mail.Sent, mail => mail.Mail.Key == Key);
        Assert.Equal(alerts, desk.App.Mail.Sent.Count(mail => mail.Mail.Key.Kind == MailKind.Bounce));
        Assert.Empty(desk.Log.Failures);
    }

    [Fact]
    public async Task Report_RepeatedAfterTheAnswer_IsWrittenDownOnce()
    {
        await using Desk desk = await Desk.OpenAsync("delivered");
        await desk.Provider.ReportAsync("delivered", "msg-" + Key);

        List<AuditEntry> entries = await desk.App.Services.GetRequiredService<IAuditLog>().ReadAsync(SampleCouncil.Id, default).ToListAsync();
        Assert.Single(entries, entry => entry.Action == "mail-event-received" && entry.Subject == Key.ToString());
    }

    [Fact]
    public async Task Report_OnAMailWhoseAnswerIsLost_IsTheAnswer()
    {
        await using Desk desk = await Desk.OpenAsync("delivered", isAnswerLost: true);

        MailingRecord record = await desk.RecordAsync();
        Assert.Equal((MailingStatus.Delivered, "msg-" + Key + ".filter1"), (record.Status, record.ProviderId));
        Assert.Single(desk.App.Mail.Sent, mail => mail.Mail.Key == Key);
        Assert.Equal(0, desk.Provider.Questions);
    }

    [Fact]
    public async Task Report_OnAMailThatTheProviderSaidItWouldNotTake_IsBelieved()
    {
        await using Desk desk = await Desk.OpenAsync("delivered", isPutOff: true);

        Assert.Equal(MailingStatus.Delivered, (await desk.RecordAsync()).Status);
        Assert.Single(desk.App.Mail.Sent, mail => mail.Mail.Key == Key);
        Assert.Empty(desk.Log.Failures);
    }

    private sealed class Desk : IAsyncDisposable
    {
        public required CouncilAtWork App { get; init; }

        public required QuickProvider Provider { get; init; }

        public required FailureLog Log { get; init; }

        public static async Task<Desk> OpenAsync(string kind, bool isAnswerLost = false, bool isPutOff = false)
        {
            FailureLog log = new();
            QuickProvider? provider = null;
            CouncilAtWork app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero), logs: log, further: services =>
            {
                IMailSender catcher = (IMailSender)services.Last(service => service.ServiceType == typeof(IMailSender)).ImplementationInstance!;
                provider = new QuickProvider(catcher) { Kind = kind, IsAnswerLost = isAnswerLost, IsPutOff = isPutOff };
                services.AddSingleton<IMailSender>(provider);
            });
            provider!.App = app;
            await app.PlanAsync(andNext: false);
            await app.UntilAsync(2026, 10, 6, 18);
            return new Desk { App = app, Provider = provider, Log = log };
        }

        public async Task<MailingRecord> RecordAsync() => (await App.Services.GetRequiredService<IMailings>().FindAsync(Key, default))!.Value;

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }

    /// <summary>Takes the mail, reports on it to the app's own webhook, and answers only then.</summary>
    private sealed class QuickProvider(IMailSender inner) : IMailSender
    {
        private int questions;

        public CouncilAtWork? App { get; set; }

        public required string Kind { get; init; }

        public required bool IsAnswerLost { get; init; }

        public required bool IsPutOff { get; init; }

        public int Questions => questions;

        public async Task<MailReceipt> SendAsync(OutgoingMail mail, CancellationToken cancellation)
        {
            MailReceipt receipt = await inner.SendAsync(mail, cancellation);
            if (mail.Key != Key)
            {
                return receipt;
            }

            await ReportAsync(Kind, receipt.ProviderId!);
            return IsAnswerLost ? throw new HttpRequestException("The answer was lost.")
                : IsPutOff ? throw new MailNotNowException { After = TimeSpan.FromSeconds(30) }
                : receipt with { Channel = MailChannel.GraphMail, InsteadBecause = "Graph svarede 403." };
        }

        public Task<string?> FindAsync(MailingKey key, IReadOnlyList<string> former, CancellationToken cancellation)
        {
            Interlocked.Increment(ref questions);
            return inner.FindAsync(key, former, cancellation);
        }

        public Task<JsonElement> ReportAsync(string kind, string message) => App!.SendAsync(
            HttpMethod.Post,
            "webhooks/sendgrid",
            new[] { new { @event = kind, reason = "550 ukendt", email = Address, mailing_key = Key.ToString(), sg_message_id = message + ".filter1" } });
    }

    private sealed class FailureLog : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> lines = new();

        public IReadOnlyList<string> Failures => [.. lines];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= LogLevel.Error)
            {
                lines.Enqueue($"{eventId} {formatter(state, exception)} {exception?.Message}");
            }
        }

        public void Dispose()
        {
        }
    }
}
