using System.Collections.Concurrent;
using Kkr.Workflow.Adapters;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Tests.Fakes;
using Kkr.Workflow.Tests.MeetingLifecycle;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kkr.Workflow.Tests.Mailing;

/// <summary>The whole app with the real SendGrid adapter against a server whose answers go wrong: every mail ends sent once, or failed and told of.</summary>
public sealed class ProviderFaultTests
{
    private const string Address = "direktoer0741@lille.example";
    private static readonly string Key = new MailingKey(new MeetingKey(SampleCouncil.Id, "2026-1"), MailKind.CallForItems, 1, "director-0741").ToString();

    public static TheoryData<string> Passing => ["401", "403", "404", "409", "429", "429 after 25", "500", "503", "timeout", "timeout taken", "cut", "cut taken", "malformed", "malformed taken", "500 taken"];

    public static TheoryData<string> Lasting => ["400", "401", "403", "404", "409", "412", "413", "429", "429 after 25", "500", "503", "timeout", "cut", "malformed"];

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task Send_ThatGoesWrongTwice_IsSentOnceAndNobodyIsAlarmed(string fault)
    {
        int left = fault.EndsWith("taken", StringComparison.Ordinal) ? 1 : 2;
        await using Desk desk = await Desk.OpenAsync((question, about) =>
            question == SendGridQuestion.Send && about.Contains(Address, StringComparison.Ordinal) && Interlocked.Decrement(ref left) >= 0 ? fault : null);

        await desk.App.UntilAsync(2026, 10, 7, 12);

        Assert.Equal(MailingStatus.Sent, await desk.StatusAsync());
        Assert.Single(desk.SendGrid.Taken, key => key == Key);
        Assert.DoesNotContain(desk.SendGrid.Taken, key => key.Contains("|Bounce|", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Lasting))]
    public async Task Send_ThatKeepsGoingWrong_EndsFailedAndTheSecretariatIsTold(string fault)
    {
        await using Desk desk = await Desk.OpenAsync((question, about) =>
            question == SendGridQuestion.Send && about.Contains($"\"{Address}\"", StringComparison.Ordinal) ? fault : null);

        await desk.App.UntilAsync(2026, 10, 8, 12);

        MailingRecord record = await desk.RecordAsync();
        Assert.Equal(MailingStatus.Failed, record.Status);
        Assert.NotEmpty(record.Error!);
        Assert.DoesNotContain("@", record.Error, StringComparison.Ordinal);
        Assert.Single(desk.SendGrid.Taken, key => key.Contains("|Bounce|", StringComparison.Ordinal));
        Assert.DoesNotContain(Key, desk.SendGrid.Taken);
        Assert.Equal(fault is "401" or "403" or "404", desk.Log.Critical.Any(line => line.Contains("until the operator has acted", StringComparison.Ordinal)));
        int asked = desk.SendGrid.Requests.Count(request => request.Body.Contains($"\"{Address}\"", StringComparison.Ordinal));
        Assert.InRange(asked, 1, 60);
    }

    [Theory]
    [MemberData(nameof(Lasting))]
    public async Task Search_ThatKeepsGoingWrong_EndsInTheSecretariatsHandsAndNothingIsSentTwice(string fault)
    {
        await using Desk desk = await Desk.OpenAsync((question, about) => question switch
        {
            SendGridQuestion.Send when about.Contains(Address, StringComparison.Ordinal) && about.Contains("CallForItems", StringComparison.Ordinal) => "cut taken",
            SendGridQuestion.Search => fault,
            _ => null,
        });

        await desk.App.UntilAsync(2026, 10, 8, 12);

        Assert.Equal(MailingStatus.Failed, await desk.StatusAsync());
        Assert.Single(desk.SendGrid.Taken, key => key == Key);
        Assert.Single(desk.SendGrid.Taken, key => key.Contains("|Bounce|", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Lasting))]
    public async Task Lift_ThatKeepsGoingWrong_IsPassedOverOrToldOf(string fault)
    {
        await using Desk desk = await Desk.OpenAsync((question, _) => question == SendGridQuestion.Lift ? fault : null);
        await desk.App.UntilAsync(2026, 10, 6, 12);
        await desk.ReportAsync("bounce");
        await desk.App.UntilAsync(2026, 10, 6, 13);
        await desk.App.SendAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/mailings/resend", new { key = Key });
        await desk.App.UntilAsync(2026, 10, 8, 12);

        bool isPassedOver = fault is "400" or "401" or "403" or "404" or "412" or "413" or "malformed";
        Assert.Equal(isPassedOver ? MailingStatus.Sent : MailingStatus.Failed, await desk.StatusAsync());
        Assert.Equal(isPassedOver ? 2 : 1, desk.SendGrid.Taken.Count(key => key == Key));
        Assert.Equal(isPassedOver ? 1 : 2, desk.SendGrid.Taken.Count(key => key.Contains("|Bounce|", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Throttled_WithoutALogToAsk_IsWaitedOutAndNotDoubted()
    {
        int left = 40;
        await using Desk desk = await Desk.OpenAsync(
            (question, _) => question == SendGridQuestion.Send && Interlocked.Decrement(ref left) >= 0 ? "429 after 30" : null, ("SendGrid:UseEmailActivity", "false"));

        await desk.App.UntilAsync(2026, 10, 7, 12);

        Assert.Equal(MailingStatus.Sent, await desk.StatusAsync());
        Assert.Equal(desk.SendGrid.Taken.Distinct(), desk.SendGrid.Taken);
        Assert.DoesNotContain(desk.SendGrid.Taken, key => key.Contains("|Bounce|", StringComparison.Ordinal));
        Assert.Equal([MailingStatus.Sending, MailingStatus.Sent], (await desk.RecordAsync()).Trail.Select(instant => instant.Status));
    }

    [Fact]
    public async Task Sandboxed_SaysSoAndIsNeverCountedAsSent()
    {
        await using Desk desk = await Desk.OpenAsync((_, _) => "200", ("SendGrid:Sandbox", "true"));
        await desk.App.UntilAsync(2026, 10, 7, 12);

        Assert.Equal(MailingStatus.Sandboxed, await desk.StatusAsync());
        Assert.False(new DispatchProof("x", Key, MailingStatus.Sandboxed, [], null).IsReached);
    }

    private sealed class Desk : IAsyncDisposable
    {
        public required CouncilAtWork App { get; init; }

        public required SendGridServer SendGrid { get; init; }

        public required CriticalLog Log { get; init; }

        public static async Task<Desk> OpenAsync(Func<SendGridQuestion, string, string?> fault, params (string Key, string Value)[] settings)
        {
            SendGridServer server = await SendGridServer.StartAsync();
            server.Fault = fault;
            bool isSilent = settings.Length == 0 && fault(SendGridQuestion.Send, $"\"{Address}\" CallForItems")?.StartsWith("timeout", StringComparison.Ordinal) == true
                || fault(SendGridQuestion.Search, "")?.StartsWith("timeout", StringComparison.Ordinal) == true
                || fault(SendGridQuestion.Lift, "")?.StartsWith("timeout", StringComparison.Ordinal) == true;
            IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["SendGrid:Host"] = server.Address,
                ["SendGrid:ApiKey"] = "SG.test",
                ["SendGrid:Timeout"] = isSilent ? "00:00:00.400" : "00:01:00",
            }).AddInMemoryCollection(settings.ToDictionary(one => one.Key, one => (string?)one.Value)).Build();
            CriticalLog log = new();
            CouncilAtWork app = await CouncilAtWork.StartAsync(
                new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero), logs: log, further: services => services.AddSendGridMail(configuration));
            await app.PlanAsync(andNext: false);
            return new Desk { App = app, SendGrid = server, Log = log };
        }

        public async Task<MailingRecord> RecordAsync() => (await App.Services.GetRequiredService<IMailings>().FindAsync(MailingKey.Parse(Key)!, default))!.Value;

        public async Task<MailingStatus> StatusAsync() => (await RecordAsync()).Status;

        public Task<System.Text.Json.JsonElement> ReportAsync(string kind) => App.SendAsync(
            HttpMethod.Post, "webhooks/sendgrid", new[] { new { @event = kind, mailing_key = Key, reason = "550 ukendt" } });

        public async ValueTask DisposeAsync()
        {
            await App.DisposeAsync();
            await SendGrid.DisposeAsync();
        }
    }

    private sealed class CriticalLog : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> lines = new();

        public IReadOnlyList<string> Critical => [.. lines];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Critical;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Critical)
            {
                lines.Enqueue(formatter(state, exception));
            }
        }

        public void Dispose()
        {
        }
    }
}
