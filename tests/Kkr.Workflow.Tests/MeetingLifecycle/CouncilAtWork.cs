using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Kkr.Runtime.Hosting;
using Kkr.Runtime.Testing;
using Kkr.Runtime.Time;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Functions.Planning;
using Kkr.Workflow.Tests.Fakes;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kkr.Workflow.Tests.MeetingLifecycle;

/// <summary>
/// The whole app at work on virtual time: its real orchestrations and HTTP API, the engine's memory store, and ports that keep their state
/// in memory. The clock moves only while a test waits for an instant.
/// </summary>
internal sealed class CouncilAtWork : IAsyncDisposable
{
    /// <summary>What links are signed with here: bytes that anybody can see are no secret.</summary>
    public const string LinkKey = "test:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private readonly IHost host;
    private readonly IDisposable hold;

    private CouncilAtWork(IHost host, VirtualTimeProvider clock, IDisposable hold, MailCatcher mail)
    {
        this.host = host;
        this.hold = hold;
        Clock = clock;
        Mail = mail;
        Http = new HttpClient { BaseAddress = host.Services.GetRequiredService<EmbeddedHostAddress>().BaseAddress };
    }

    public VirtualTimeProvider Clock { get; }

    public HttpClient Http { get; }

    public MailCatcher Mail { get; }

    public IServiceProvider Services => host.Services;

    public MemoryCalendar Calendar => (MemoryCalendar)host.Services.GetRequiredService<ICalendar>();

    public MemoryCalendarChanges Subscriptions => (MemoryCalendarChanges)host.Services.GetRequiredService<ICalendarChanges>();

    public MemoryItems Items => (MemoryItems)host.Services.GetRequiredService<IItems>();

    public MemoryAnsweredRequests AnsweredRequests => (MemoryAnsweredRequests)host.Services.GetRequiredService<IAnsweredRequests>();

    public MemoryArchive Archive => (MemoryArchive)host.Services.GetRequiredService<IDocumentArchive>();

    public ScriptedScan Scan => (ScriptedScan)host.Services.GetRequiredService<IVirusScan>();

    /// <param name="start">What the clock shows at first.</param>
    /// <param name="recorder">Records histories, where wanted.</param>
    /// <param name="settings">Settings beside those of every test.</param>
    /// <param name="logs">Reads the log, where wanted.</param>
    /// <param name="further">Changes what the app is made of, after everything else has been put in.</param>
    public static async Task<CouncilAtWork> StartAsync(
        DateTimeOffset start,
        HistoryRecorder? recorder = null,
        Dictionary<string, string?>? settings = null,
        ILoggerProvider? logs = null,
        Action<IServiceCollection>? further = null)
    {
        VirtualTimeProvider clock = new(start);
        IDisposable standstill = clock.Hold();
        MailCatcher mail = new(clock);
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder([]);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Access:TrustActingPost"] = "true",
            ["Access:LinkKeys"] = LinkKey,
        });
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        WorkflowApp.ConfigureHost(builder);
        builder.Logging.ClearProviders();
        if (logs is not null)
        {
            builder.Logging.AddProvider(logs).SetMinimumLevel(LogLevel.Trace);
        }

        builder.Services
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton<ICouncils, MemoryCouncils>()
            .AddSingleton<IMeetings, MemoryMeetings>()
            .AddSingleton<IItems, MemoryItems>()
            .AddSingleton<IMailings, MemoryMailings>()
            .AddSingleton<IMailTexts, MemoryMailTexts>()
            .AddSingleton<IFollowUps, MemoryFollowUps>()
            .AddSingleton<IDirectory, MemoryDirectory>()
            .AddSingleton<ILinkRevocations, MemoryLinkRevocations>()
            .AddSingleton<IAuditLog, MemoryAudit>()
            .AddSingleton<IAnsweredRequests, MemoryAnsweredRequests>()
            .AddSingleton<IDocumentArchive, MemoryArchive>()
            .AddSingleton<IVirusScan, ScriptedScan>()
            .AddSingleton<ICalendar, MemoryCalendar>()
            .AddSingleton<ICalendarChanges, MemoryCalendarChanges>()
            .AddSingleton<ICalendarWatches, MemoryCalendarWatches>()
            .AddSingleton<ICalendarLedgers, MemoryCalendarLedgers>()
            .AddSingleton<IMailSender>(mail)
            .AddSingleton<ISuppressions, MemorySuppressions>()
            .Configure<EmbeddedEngineOptions>(options => options.Store = EmbeddedEngineStore.Memory)
            .Configure<EmbeddedHostOptions>(options =>
            {
                options.FunctionAssemblies.Add(typeof(WorkflowApp).Assembly);
                options.Port = 0;
                options.TimerStatus = TimerStatusStore.Memory;
            });
        recorder?.Attach(builder.Services);
        further?.Invoke(builder.Services);
        IHost app = builder.Build();
        await app.StartAsync();
        return new CouncilAtWork(app, clock, standstill, mail);
    }

    /// <summary>Lets everything that falls due until then happen.</summary>
    public Task UntilAsync(int year, int month, int day, int hour, int minute = 0) =>
        Clock.WaitUntilAsync(LocalTime.ToInstant(new DateOnly(year, month, day), new TimeOnly(hour, minute), "Europe/Copenhagen"));

    public async Task<JsonElement> SendAsync(HttpMethod method, string path, object? body, string? actingPost = null)
    {
        using HttpResponseMessage response = await RawAsync(method, path, body, actingPost);
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    /// <summary>
    /// Sends a request. A replacement that is refused for not saying what it replaces is sent again with the version that is there, as somebody does who
    /// has it on the screen; a test about versions turns that off.
    /// </summary>
    public async Task<HttpResponseMessage> RawAsync(
        HttpMethod method, string path, object? body, string? actingPost = null, bool seesVersions = true)
    {
        HttpResponseMessage response = await OnceAsync(method, path, body, actingPost, ifMatch: null);
        if (!seesVersions || response.StatusCode != HttpStatusCode.PreconditionRequired)
        {
            return response;
        }

        response.Dispose();
        using HttpResponseMessage seen = await OnceAsync(HttpMethod.Get, path, null, actingPost, ifMatch: null);
        return await OnceAsync(method, path, body, actingPost, seen.Headers.ETag);
    }

    private async Task<HttpResponseMessage> OnceAsync(HttpMethod method, string path, object? body, string? actingPost, EntityTagHeaderValue? ifMatch)
    {
        using HttpRequestMessage request = new(method, "api/" + path);
        if (body is not null)
        {
            request.Content = JsonContent.Create(body, options: Wire.Options);
        }

        if (actingPost is not null)
        {
            request.Headers.Add("X-Acting-Post", actingPost);
        }

        if (ifMatch is not null)
        {
            request.Headers.IfMatch.Add(ifMatch);
        }

        return await Http.SendAsync(request);
    }

    /// <summary>A move that is stored, as it stands when the app dies before the orchestration is told.</summary>
    public async Task MoveBehindTheBackAsync(string meeting, DateOnly date)
    {
        IMeetings meetings = host.Services.GetRequiredService<IMeetings>();
        Stored<Meeting> stored = (await meetings.FindAsync(new MeetingKey(SampleCouncil.Id, meeting), CancellationToken.None))!;
        Meeting moved = MeetingRules.Move(
            stored.Value, date, stored.Value.Start, stored.Value.End, null, Clock.GetUtcNow(), SampleCouncil.Setup.Council).Value;
        await meetings.SaveAsync(stored with { Value = moved }, CancellationToken.None);
    }

    /// <summary>A change of an item that is stored, as it stands when the app dies before what follows from it.</summary>
    public async Task ChangeBehindTheBackAsync(string item, Func<Item, Result<Item>> change)
    {
        Stored<Item> stored = (await host.Services.GetRequiredService<IItems>().LocateAsync(SampleCouncil.Id, item, CancellationToken.None))!;
        await host.Services.GetRequiredService<IItems>().SaveAsync(stored with { Value = change(stored.Value).Value }, CancellationToken.None);
    }

    public async Task<MeetingView> MeetingAsync(string meeting) =>
        (await SendAsync(HttpMethod.Get, $"councils/{SampleCouncil.Id}/meetings/{meeting}", null)).Deserialize<MeetingView>(Wire.Options)!;

    /// <summary>When a kind of mail about a meeting went out, local time, with the number of recipients.</summary>
    public IReadOnlyList<(string When, int Count)> MailingsOf(string meeting, MailKind kind) =>
    [
        .. Mail.Sent.Where(mail => mail.Mail.Key.Kind == kind && mail.Mail.Key.Meeting.Meeting == meeting)
            .GroupBy(mail => mail.At)
            .Select(group => (LocalOf(group.Key), group.Count())),
    ];

    public async ValueTask DisposeAsync()
    {
        hold.Dispose();
        Http.Dispose();
        await host.StopAsync();
        host.Dispose();
    }

    private static string LocalOf(DateTimeOffset instant)
    {
        (DateOnly date, TimeOnly time) = LocalTime.ToLocal(instant, "Europe/Copenhagen");
        return $"{date:yyyy-MM-dd} {time:HH\\:mm}";
    }
}
