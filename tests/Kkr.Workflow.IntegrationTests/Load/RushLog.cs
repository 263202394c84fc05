using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Kkr.Workflow.IntegrationTests.Load;

/// <summary>What the app logs as errors during a rush.</summary>
internal sealed class RushLog : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Errors { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            Errors.Enqueue($"logged {eventId.Id}: {formatter(state, exception)} {exception?.GetType().Name}");
        }
    }

    public void Dispose()
    {
        // The errors are read after the app has stopped.
    }
}
