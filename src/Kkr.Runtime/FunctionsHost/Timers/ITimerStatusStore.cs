using System.Collections.Concurrent;
using Kkr.Runtime.FunctionsHost.Discovery;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Runtime.FunctionsHost.Timers;

/// <summary>Keeps how far each monitored timer has come.</summary>
internal interface ITimerStatusStore
{
    Task<ScheduleStatus?> GetAsync(FunctionEntry function, CancellationToken cancellationToken);

    Task SetAsync(FunctionEntry function, ScheduleStatus status, CancellationToken cancellationToken);
}

/// <summary>Keeps it in the process.</summary>
internal sealed class MemoryTimerStatus : ITimerStatusStore
{
    private readonly ConcurrentDictionary<string, ScheduleStatus> _statuses = new(StringComparer.OrdinalIgnoreCase);

    public Task<ScheduleStatus?> GetAsync(FunctionEntry function, CancellationToken cancellationToken) =>
        Task.FromResult(_statuses.GetValueOrDefault(function.Name));

    public Task SetAsync(FunctionEntry function, ScheduleStatus status, CancellationToken cancellationToken)
    {
        _statuses[function.Name] = status;
        return Task.CompletedTask;
    }
}
