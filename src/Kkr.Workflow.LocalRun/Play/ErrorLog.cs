using System.Collections.Concurrent;
using Kkr.Workflow.Adapters.SendGrid;
using Microsoft.Extensions.Logging;

namespace Kkr.Workflow.LocalRun.Play;

/// <summary>Collects what the app logs as errors, so that a run cannot be called good when the app only survived it.</summary>
internal sealed class ErrorLog(bool isProvoked) : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _errors = [];

    public IReadOnlyCollection<string> Errors => _errors;

    public ILogger CreateLogger(string categoryName) => new Logger(_errors, categoryName, isProvoked);

    public void Dispose()
    {
        // The errors are read after the app has stopped.
    }

    private sealed class Logger(ConcurrentQueue<string> errors, string category, bool isProvoked) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel) && !(isProvoked && exception is MailProviderException or TimeoutException))
            {
                errors.Enqueue($"{category}: {formatter(state, exception)}{(exception is null ? "" : $" ({exception.GetType().Name}: {exception.Message})")}");
            }
        }
    }
}
