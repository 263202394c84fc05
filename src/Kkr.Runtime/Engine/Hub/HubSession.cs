using System.Collections.Concurrent;
using System.Diagnostics;
using Kkr.Runtime.Engine.History;
using Kkr.Runtime.Engine.Orchestration;
using Kkr.Runtime.Hosting;
using Kkr.Runtime.Time;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.Logging;

namespace Kkr.Runtime.Engine.Hub;

/// <summary>One epoch of owning the hub: every open instance, and the work on them.</summary>
internal sealed partial class HubSession
{
    private readonly ConcurrentDictionary<string, Instance> _instances = new(StringComparer.Ordinal);
    private readonly Waiters _waiters = new();
    private readonly EmbeddedEngineOptions _options;
    private readonly IHistoryStore _store;
    private readonly HubLease _lease;
    private readonly ExecutionEnvironment _environment;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _turns;
    private readonly WorkCount _work;
    private readonly WorkCount _cleaning = new();
    private readonly WakeClock _wakes;
    private readonly LiveExecutions _live;
    private readonly CancellationTokenSource _stopping = new();

    public HubSession(
        EmbeddedEngineOptions options, IHistoryStore store, HubLease lease, ExecutionEnvironment environment, TimeProvider time, ILogger logger)
    {
        _options = options;
        _store = store;
        _lease = lease;
        _environment = environment;
        _logger = logger;
        Time = time;
        Lost = lease.Lost;
        _work = new WorkCount(ClockHold.For(time));
        _turns = new SemaphoreSlim(options.MaxConcurrentOrchestrators ?? environment.Options.Concurrency.MaximumConcurrentOrchestrationWorkItems);
        _wakes = new WakeClock(time, instance => Post(instance.Id, new WakeMessage(), create: false));
        _live = new LiveExecutions(options.LiveInstances);
        Writer = new CheckpointWriter(store, lease, logger);
        Outbox = new Outbox(this, store, _work, _cleaning);
        Activities = new ActivityDispatcher(
            environment,
            options.MaxConcurrentActivities ?? environment.Options.Concurrency.MaximumConcurrentActivityWorkItems,
            _work,
            (instanceId, outcome) => Post(instanceId, outcome, create: false),
            _stopping.Token,
            logger);
        Lost.Register(Fail);
    }

    public TimeProvider Time { get; }

    public CheckpointWriter Writer { get; }

    public Outbox Outbox { get; }

    public ActivityDispatcher Activities { get; }

    public CancellationToken Lost { get; }

    public long Epoch => _lease.Epoch;

    /// <summary>Gets the number of open instances.</summary>
    public int OpenInstances => _instances.Count;

    /// <summary>Gives an instance a message. False if none of that id is open: the message would have no effect.</summary>
    public bool Post(string instanceId, Message message, bool create)
    {
        while (!Lost.IsCancellationRequested)
        {
            Instance? instance = create ? _instances.GetOrAdd(instanceId, static id => new Instance(id)) : _instances.GetValueOrDefault(instanceId);
            if (instance is null)
            {
                return false;
            }

            lock (instance.Gate)
            {
                if (instance.IsGone)
                {
                    continue;
                }

                instance.Enqueue(message);
                if (!instance.IsScheduled)
                {
                    instance.IsScheduled = true;
                    _work.Acquire();
                    ThreadPool.UnsafeQueueUserWorkItem(_ => _ = LoopAsync(instance), null);
                }

                return true;
            }
        }

        message.Done.TrySetException(NotOwner());
        return true;
    }

    /// <summary>Gives a message to an open instance and waits until it is durable.</summary>
    public Task SendAsync(string instanceId, Message message) => Post(instanceId, message, create: false) ? message.Done.Task : Task.CompletedTask;

    /// <summary>Starts an instance and waits until that is durable.</summary>
    public Task StartAsync(string instanceId, StartMessage message)
    {
        Post(instanceId, message, create: true);
        return message.Done.Task;
    }

    public OrchestrationExecution NewExecution(string instanceId, int generation) =>
        new(_environment, instanceId, generation, () => Post(instanceId, new ForeignAwaitMessage(generation), create: false));

    /// <summary>Asks the worker's filter whether an orchestration may run here.</summary>
    public async Task<bool> IsValidAsync(HistoryEvent started) => _environment.Options.OrchestrationFilter is not { } filter
        || await filter.IsOrchestrationValidAsync(new OrchestrationFilterParameters { Name = started.Name, Tags = started.Tags }, Lost);

    public async Task<string> CommitAsync(Checkpoint checkpoint)
    {
        long began = Stopwatch.GetTimestamp();
        string etag = await Writer.CommitAsync(checkpoint);
        EngineTelemetry.Checkpoints.Add(1);
        EngineTelemetry.CheckpointTime.Record(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        return etag;
    }

    public void SetWake(Instance instance, DateTimeOffset? at) => _wakes.Set(instance, at);

    /// <summary>Gets those who wait for an instance to start or end.</summary>
    public Waiters Waiters => _waiters;

    /// <summary>Tells whether an instance is known to be open, without asking the store. It may be open when this says no: not before it has been stored.</summary>
    public bool IsOpen(string instanceId) => _instances.TryGetValue(instanceId, out Instance? instance) && instance.Row is { IsOpen: true };

    /// <summary>Tells those who wait that a checkpoint is stored.</summary>
    public void Changed(InstanceRow row, bool started, HistoryEvent? end)
    {
        if (started)
        {
            EngineTelemetry.Started.Add(1);
            EngineLog.Started(_logger, row.Name, row.Id);
        }

        if (end is not null)
        {
            EngineTelemetry.Ended.Add(1);
            EngineLog.Ended(_logger, row.Name, row.Id, row.Status.ToString());
            if (end.Failure is { } failure)
            {
                EngineLog.Failed(_logger, row.Name, row.Id, failure.ErrorType);
            }
        }

        if (row.Status != OrchestrationRuntimeStatus.Pending)
        {
            _waiters.Tell(row.Id, ended: !row.IsOpen);
        }
    }

    /// <summary>Lets running activities and turns finish, starts nothing new, and gives the hub up.</summary>
    public async Task StopAsync(CancellationToken impatience)
    {
        _wakes.Dispose();
        _stopping.Cancel();
        try
        {
            await Task.WhenAll(_work.WhenNoneAsync(), _cleaning.WhenNoneAsync()).WaitAsync(impatience);
        }
        catch (OperationCanceledException)
        {
            // What is not finished is found pending by the next owner.
        }

        if (!Lost.IsCancellationRequested)
        {
            await _lease.ReleaseAsync();
            EngineLog.HubReleased(_logger, _options.TaskHub);
        }

        _lease.Lose();
    }

    /// <summary>Stops at once, as if the process had died: nothing is finished or released.</summary>
    public void Abandon() => _lease.Lose();

    private void Fail()
    {
        _wakes.Dispose();
        _stopping.Cancel();
        _waiters.Fail(NotOwner());
    }

    private static HubLostException NotOwner() => new("This host does not own the task hub any more.");
}
