using Kkr.Runtime.Engine.History;
using Kkr.Runtime.Engine.Hub;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace Kkr.Runtime.Engine;

/// <summary>The client of this host's engine. Calls that change something wait until this host owns the hub.</summary>
internal sealed partial class EmbeddedDurableTaskClient(string name, DurableEngine engine, IOptionsMonitor<DurableTaskClientOptions> options)
    : DurableTaskClient(name)
{
    private readonly DurableTaskClientOptions _options = options.Get(name);

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(orchestratorName.Name);
        string version = options?.Version?.Version ?? _options.DefaultVersion;
        HistoryEvent started = new()
        {
            Kind = EventKind.ExecutionStarted,
            Name = orchestratorName.Name,
            Version = string.IsNullOrEmpty(version) ? null : version,
            Data = _options.DataConverter.Serialize(input),
            Tags = options?.Tags is { Count: > 0 } tags ? new Dictionary<string, string>(tags) : null,
        };
        IReadOnlyCollection<OrchestrationRuntimeStatus>? kept = options?.DedupeStatuses?.Select(ParseStatus).ToList();
        return await StartAsync(options?.InstanceId, started, options?.StartAt?.ToUniversalTime(), kept, cancellation);
    }

    public override async Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        HistoryEvent raised = new() { Kind = EventKind.EventRaised, Name = eventName, Data = _options.DataConverter.Serialize(eventPayload) };
        await SendAsync(instanceId, new RaiseMessage(raised, null), cancellation);
    }

    public override Task TerminateInstanceAsync(string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return SendAsync(instanceId, new TerminateMessage(_options.DataConverter.Serialize(options?.Output), options?.Recursive ?? false), cancellation);
    }

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, new SuspendMessage(true, reason), cancellation);

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, new SuspendMessage(false, reason), cancellation);

    public override async Task<string> RestartAsync(string instanceId, bool restartWithNewInstanceId = false, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        InstanceRow row = await engine.CallStoreAsync(store => store.ReadAsync(instanceId, cancellation), cancellation)
            ?? throw new ArgumentException($"No orchestration instance with id '{instanceId}' was found.", nameof(instanceId));
        if (row.IsOpen && !restartWithNewInstanceId)
        {
            throw new InvalidOperationException($"The orchestration instance '{instanceId}' has not ended; its status is {row.Status}.");
        }

        HistoryEvent started = new()
        {
            Kind = EventKind.ExecutionStarted,
            Name = row.Name,
            Version = row.Version,
            Data = row.Input,
            Tags = HistoryText.ReadTags(row.Tags) is { Count: > 0 } tags ? tags : null,
        };
        return await StartAsync(restartWithNewInstanceId ? null : instanceId, started, null, null, cancellation);
    }

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, forEnd: false, getInputsAndOutputs, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, forEnd: true, getInputsAndOutputs, cancellation);

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static OrchestrationRuntimeStatus ParseStatus(string status) => Enum.TryParse(status, ignoreCase: true, out OrchestrationRuntimeStatus parsed)
        ? parsed
        : throw new ArgumentException($"'{status}' is not an orchestration status.", nameof(status));

    private async Task<string> StartAsync(
        string? instanceId, HistoryEvent started, DateTimeOffset? at, IReadOnlyCollection<OrchestrationRuntimeStatus>? kept, CancellationToken cancellation)
    {
        string id = string.IsNullOrEmpty(instanceId) ? Guid.NewGuid().ToString("N") : instanceId;
        HubSession session = await engine.SessionAsync(cancellation);
        await session.StartAsync(id, new StartMessage(started, at, kept) { IdIsNew = string.IsNullOrEmpty(instanceId) }).WaitAsync(cancellation);
        return id;
    }

    private async Task SendAsync(string instanceId, Message message, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        HubSession session = await engine.SessionAsync(cancellation);
        await session.SendAsync(instanceId, message).WaitAsync(cancellation);
    }

    private async Task<OrchestrationMetadata> WaitAsync(string instanceId, bool forEnd, bool withTexts, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        while (true)
        {
            HubSession session = await engine.SessionAsync(cancellation);

            // Listening before looking: a change in between is not missed.
            using Waiters.Waiter waiter = session.Waiters.Add(instanceId, forEnd);
            if (!forEnd || !session.IsOpen(instanceId))
            {
                InstanceRow row = await engine.CallStoreAsync(store => store.ReadAsync(instanceId, cancellation), cancellation)
                    ?? throw new InvalidOperationException($"No orchestration instance with id '{instanceId}' was found.");
                if (forEnd ? !row.IsOpen : row.Status != OrchestrationRuntimeStatus.Pending)
                {
                    return ToMetadata(row, withTexts);
                }
            }

            try
            {
                await waiter.Source.Task.WaitAsync(cancellation);
            }
            catch (HubLostException)
            {
                // Wait for the hub to be owned again, here.
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, cancellation);
            }
        }
    }
}
