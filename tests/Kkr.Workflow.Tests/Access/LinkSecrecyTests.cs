using System.Collections.Concurrent;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Tests.MeetingLifecycle;
using Microsoft.Extensions.Logging;

namespace Kkr.Workflow.Tests.Access;

/// <summary>A link's token is a key: whoever reads the logs must not find it.</summary>
public sealed class LinkSecrecyTests
{
    [Fact]
    public async Task Token_IsInNoLogLine_AtAnyLevel()
    {
        using LogCatcher logs = new();
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero), logs: logs);
        await app.PlanAsync();
        await app.UntilAsync(2026, 10, 7, 8);
        string link = Visitor.LinkIn(app, MailKind.CallForItems, "director-0730");
        string token = link[(link.IndexOf("?t=", StringComparison.Ordinal) + 3)..];
        using Visitor visitor = new(app);
        await visitor.OpenAsync(link);
        await visitor.SendAsync("/ingen-punkter");
        await visitor.OpenAsync(link[..^3]);

        Assert.Contains("Linket virker ikke", visitor.Html, StringComparison.Ordinal);
        Assert.NotEmpty(logs.Lines);
        Assert.DoesNotContain(logs.Lines, line => line.Contains(token[..40], StringComparison.Ordinal));
        Assert.DoesNotContain(logs.Lines, line => line.Contains(CouncilAtWork.LinkKey.Split(':')[1], StringComparison.Ordinal));
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
