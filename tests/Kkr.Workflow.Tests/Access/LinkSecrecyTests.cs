using System.Collections.Concurrent;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Tests.MeetingLifecycle;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kkr.Workflow.Tests.Access;

/// <summary>A link's token is a key: whoever reads the logs must not find it.</summary>
public sealed class LinkSecrecyTests
{
    [Fact]
    public async Task Token_IsInNoLogLine_AtAnyLevel_NorInTheAuditLogNorOnAPage()
    {
        using LogCatcher logs = new();
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero), logs: logs);
        await app.PlanAsync();
        await app.SendAsync(HttpMethod.Put, "councils/lille", SampleCouncil.WithDeputies);
        await app.UntilAsync(2026, 10, 7, 8);
        List<string> tokens = [];
        List<string> pages = [];
        using Visitor visitor = new(app);
        await FollowAsync(MailKind.CallForItems, "director-0730", "/ingen-punkter");
        await app.UntilAsync(2026, 11, 4, 8);
        await FollowAsync(MailKind.ChairmanshipDraft, "chair", "2026-1", ("answer", "comments"), ("text", "Punkt 3.1 først."));
        await app.UntilAsync(2026, 11, 4, 9);
        await FollowAsync(MailKind.AgendaComments, "secretariat", "/formandskab", ("formandskab.text", "Det er rettet."));
        await app.UntilAsync(2026, 11, 9, 8);
        await app.SendAsync(HttpMethod.Put, Acting.Meetings + "/2026-1/participation/member-0741", new { answer = "declined" }, "member-0741");
        await app.UntilAsync(2026, 11, 9, 9);
        await FollowAsync(MailKind.DeputyCalled, "deputy-0741", "2026-1", ("answer", "accepted"));
        await app.UntilAsync(2026, 11, 17, 14);
        await app.MinuteAsync("2026-1");
        await app.UntilAsync(2026, 11, 25, 8);
        await FollowAsync(MailKind.DraftMinutes, "director-0741", "2026-1", ("text", "Skriv »drøftede«."));
        await app.UntilAsync(2027, 1, 4, 8);
        foreach (string late in tokens.ToArray())
        {
            await visitor.OpenAsync("/api/adgang?t=" + late);
            pages.Add(visitor.Html);
        }

        string[] parts = [.. tokens.Select(token => token[..40]), CouncilAtWork.LinkKey.Split(':')[1]];
        List<AuditEntry> entries = await app.Services.GetRequiredService<IAuditLog>().ReadAsync("lille", CancellationToken.None).ToListAsync();
        Assert.Contains(pages, page => page.Contains("Linket virker ikke", StringComparison.Ordinal));
        Assert.NotEmpty(logs.Lines);
        Assert.NotEmpty(entries);
        foreach (string part in parts)
        {
            Assert.DoesNotContain(logs.Lines, line => line.Contains(part, StringComparison.Ordinal));
            Assert.DoesNotContain(entries, entry => $"{entry}".Contains(part, StringComparison.Ordinal));
            Assert.DoesNotContain(pages, page => page.Contains(part, StringComparison.Ordinal));
        }

        // As it is used: landing, page, form, thanks; and cut short, as mail programs do.
        async Task FollowAsync(MailKind kind, string post, string form, params (string Name, string Value)[] fields)
        {
            string link = Visitor.LinkIn(app, kind, post);
            tokens.Add(link[(link.IndexOf("?t=", StringComparison.Ordinal) + 3)..]);
            await visitor.OpenAsync(link);
            pages.Add(visitor.Html);
            await visitor.SendAsync(form, fields: fields.ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal));
            Assert.Equal(System.Net.HttpStatusCode.OK, visitor.Status);
            pages.Add(visitor.Html);
            await visitor.OpenAsync(link[..^3]);
            pages.Add(visitor.Html);
        }
    }

    private sealed class LogCatcher : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Lines.Enqueue(Everything(state));
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {Everything(state)} {exception}");

        public void Dispose()
        {
        }

        private static string Everything(object? state) =>
            state is IEnumerable<KeyValuePair<string, object?>> values ? string.Join(' ', values.Select(value => $"{value.Key}={value.Value}")) : $"{state}";
    }
}
