using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Kkr.Runtime.Engine.History;

namespace Kkr.Runtime.Engine.Orchestration;

/// <summary>The orchestrator's view of its execution.</summary>
internal sealed class EmbeddedOrchestrationContext(OrchestrationExecution execution, HistoryEvent started) : TaskOrchestrationContext
{
    private readonly DataConverter _converter = execution.Environment.Converter;
    private int _guids;

    public override TaskName Name { get; } = started.Name!;

    public override string InstanceId => execution.InstanceId;

    public override ParentOrchestrationInstance? Parent { get; } =
        started.Parent is { } parent ? new ParentOrchestrationInstance(parent.Name, parent.Id) : null;

    public override string Version => started.Version ?? string.Empty;

    public override DateTime CurrentUtcDateTime => execution.TurnTime;

    public override bool IsReplaying => execution.IsReplaying;

    protected override ILoggerFactory LoggerFactory => execution.Environment.LoggerFactory;

    public override T? GetInput<T>()
        where T : default => _converter.Deserialize<T>(started.Data);

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name.Name);
        string? data = Prepare(input);
        return Call(options, () => Typed<TResult>(execution.Schedule(new HistoryEvent
        {
            Kind = EventKind.TaskScheduled,
            Name = name.Name,
            Version = options?.Version?.Version,
            Data = data,
            Tags = TagsOf(options),
        })));
    }

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(orchestratorName.Name);
        string? data = Prepare(input);
        string? version = options?.Version?.Version ?? execution.Environment.DefaultVersion ?? started.Version;
        return Call(options, () => Typed<TResult>(execution.Schedule(new HistoryEvent
        {
            Kind = EventKind.SubOrchestrationScheduled,
            Name = orchestratorName.Name,
            Version = string.IsNullOrEmpty(version) ? null : version,
            Data = data,
            Other = (options as SubOrchestrationOptions)?.InstanceId ?? NewGuid().ToString("N"),
            Tags = TagsOf(options),
        })));
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        execution.EnsureOwnThread();
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        DateTime utc = fireAt.Kind == DateTimeKind.Local ? fireAt.ToUniversalTime() : DateTime.SpecifyKind(fireAt, DateTimeKind.Utc);
        return execution.Schedule(new HistoryEvent { Kind = EventKind.TimerCreated, At = new DateTimeOffset(utc) }, cancellationToken);
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        execution.EnsureOwnThread();
        return Typed<T>(execution.WaitForEvent(eventName, cancellationToken));
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        _ = execution.Schedule(new HistoryEvent { Kind = EventKind.EventSent, Name = eventName, Other = instanceId, Data = Prepare(payload) });
    }

    public override void SetCustomStatus(object? customStatus) => execution.SetCustomStatus(Prepare(customStatus));

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        ContinueAsNew(new ContinueAsNewOptions { NewInput = newInput, PreserveUnprocessedEvents = preserveUnprocessedEvents });

    public override void ContinueAsNew(ContinueAsNewOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        execution.ContinueAsNew(Prepare(options.NewInput), options.NewVersion ?? started.Version, options.PreserveUnprocessedEvents);
    }

    public override Guid NewGuid()
    {
        execution.EnsureOwnThread();
        return DeterministicGuid.Of(FormattableString.Invariant(
            $"{InstanceId}|{execution.Generation}|{execution.StartTime.Ticks}|{_guids++}"));
    }

    private string? Prepare(object? value)
    {
        execution.EnsureOwnThread();
        return _converter.Serialize(value);
    }

    private static Dictionary<string, string>? TagsOf(TaskOptions? options) => options?.Tags is { Count: > 0 } tags ? new(tags) : null;

    private Task<T> Call<T>(TaskOptions? options, Func<Task<T>> call) =>
        options?.Retry is { } retry ? Retries.RunAsync(this, retry, call) : call();

    private async Task<T> Typed<T>(Task<string?> raw)
    {
        string? data = await raw;
        return _converter.Deserialize<T>(data)!;
    }
}
