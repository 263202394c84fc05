using Azure;
using Kkr.Runtime.Engine.History;

namespace Kkr.Runtime.Engine.Hub;

/// <content>The loop of one instance, and finding the hub's instances when taking it over.</content>
internal sealed partial class HubSession
{
    /// <summary>Reads what is open and sets it going. Done before the first client call is answered.</summary>
    public async Task RecoverAsync()
    {
        _work.Acquire();
        try
        {
            List<OpenWork> found = await FindAsync();
            foreach (InstanceRow row in found.Select(work => work.Instance).OfType<InstanceRow>())
            {
                _instances[row.Id] = new Instance(row.Id) { Row = row };
            }

            foreach (InstanceRow row in found.Select(work => work.Instance).OfType<InstanceRow>())
            {
                SetGoing(row);
            }

            List<OutboxRow> outboxes = [.. found.Select(work => work.Outbox).OfType<OutboxRow>()];
            outboxes.ForEach(outbox => Outbox.Deliver(outbox, again: true));
            EngineLog.HubOwned(_logger, _options.TaskHub, Epoch, _instances.Count, outboxes.Count);
        }
        finally
        {
            _work.Release();
        }
    }

    /// <summary>Looks again when a former owner that did not say goodbye can have nothing under way any more.</summary>
    public async Task LookAgainAsync()
    {
        try
        {
            await Task.Delay(_options.LeaseDuration, TimeProvider.System, Lost);
            List<OpenWork> found = await FindAsync();
            foreach (OpenWork work in found)
            {
                if (work.Instance is { } row && row.Epoch < Epoch && _instances.TryAdd(row.Id, new Instance(row.Id) { Row = row }))
                {
                    SetGoing(row);
                }
                else if (work.Instance is { } other && other.Epoch < Epoch)
                {
                    Post(other.Id, new RefreshMessage(other), create: false);
                }
                else if (work.Outbox is { } outbox && !outbox.Messages.TrueForAll(message => message.MessageId.StartsWith($"{Epoch}.", StringComparison.Ordinal)))
                {
                    Outbox.Deliver(outbox, again: true);
                }
            }

            await ForgetEndedAsync([.. found.Select(work => work.Instance?.Id).OfType<string>()]);
        }
        catch (Exception exception) when (exception is OperationCanceledException or HubLostException)
        {
            // The next owner looks for itself.
        }
    }

    /// <summary>Finds instances that are open here, but that the former owner has ended or removed.</summary>
    private async Task ForgetEndedAsync(HashSet<string> open)
    {
        foreach (Instance known in _instances.Values.Where(known => known.Row is { IsOpen: true } row && row.Epoch < Epoch && !open.Contains(known.Id)))
        {
            if (await Writer.ReadAsync(known.Id) is { IsOpen: false } ended && ended.Epoch < Epoch)
            {
                RefreshMessage refresh = new(ended);
                Post(known.Id, refresh, create: false);
                await refresh.Done.Task.WaitAsync(Lost);
                _waiters.Tell(known.Id, ended: true);
            }
        }
    }

    private Task<List<OpenWork>> FindAsync() => Writer.RetryAsync(async () =>
    {
        List<OpenWork> found = [];
        await foreach (OpenWork work in _store.FindOpenWorkAsync(Lost))
        {
            found.Add(work);
        }

        return found;
    });

    private void SetGoing(InstanceRow row)
    {
        if (row.Busy)
        {
            Post(row.Id, new WakeMessage(), create: false);
        }
        else if (row.WakeAt is not null && _instances.TryGetValue(row.Id, out Instance? instance))
        {
            _wakes.Set(instance, row.WakeAt);
        }
    }

    private async Task LoopAsync(Instance instance)
    {
        List<Message> batch = [];
        bool inside = false;
        try
        {
            await _turns.WaitAsync(Lost);
            inside = true;
            while (TryTake(instance, out batch))
            {
                await StepAsync(instance, batch);
                batch = [];
                if (_options.LiveInstances == 0)
                {
                    instance.DropExecution();
                }
            }
        }
        catch (Exception exception)
        {
            GiveUp(instance, batch, exception);
        }
        finally
        {
            if (inside)
            {
                _turns.Release();
            }

            _work.Release();
        }
    }

    private async Task StepAsync(Instance instance, List<Message> batch)
    {
        while (true)
        {
            try
            {
                await new InstanceStep(this, instance, batch).RunAsync();
                instance.Refusals = 0;
                return;
            }
            catch (StaleRowException stale)
            {
                EngineLog.Stale(_logger, instance.Id);
                instance.DropExecution();
                instance.Row = stale.Row is { IsOpen: true } row ? row.Slim() : null;
                if (stale.Row is { IsOpen: false })
                {
                    _waiters.Tell(instance.Id, ended: true);
                }

                foreach (StartMessage start in batch.OfType<StartMessage>())
                {
                    start.IdIsNew = false;
                }
            }
        }
    }

    /// <summary>Takes the next batch, or ends the loop while nobody can add to it.</summary>
    private bool TryTake(Instance instance, out List<Message> batch)
    {
        lock (instance.Gate)
        {
            batch = instance.TakeBatch();
            if (batch.Count > 0)
            {
                return true;
            }

            if (instance.NeedsTurn && !_stopping.IsCancellationRequested)
            {
                batch.Add(new WakeMessage());
                return true;
            }

            instance.IsScheduled = false;
            if (instance.Row is not { IsOpen: true })
            {
                instance.IsGone = true;
                _instances.TryRemove(new KeyValuePair<string, Instance>(instance.Id, instance));
                _live.Remove(instance);
            }
            else
            {
                _live.Use(instance);
            }

            return false;
        }
    }

    /// <summary>How long whoever storage has refused rests before the next attempt.</summary>
    public TimeSpan RestAfter(int refusals) => _options.RefusedRest * Math.Pow(2, Math.Min(refusals - 1, 4));

    /// <summary>Waits on real time, as long as this host serves the hub. False when it does not any more.</summary>
    public async Task<bool> RestAsync(TimeSpan rest)
    {
        try
        {
            await Task.Delay(rest, TimeProvider.System, _stopping.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Tries an instance again that storage has refused: rights, rules and limits are mended from outside, and nobody tells us.</summary>
    private async Task ComeBackAsync(Instance instance, int status)
    {
        TimeSpan rest = RestAfter(++instance.Refusals);
        EngineLog.Refused(_logger, instance.Id, status, rest.TotalSeconds);
        if (instance.IsResting)
        {
            return;
        }

        instance.IsResting = true;
        if (await RestAsync(rest))
        {
            instance.IsResting = false;
            Post(instance.Id, new WakeMessage(), create: false);
        }
    }

    /// <summary>Leaves an instance that cannot go on: the hub is lost, or its row or history cannot be read or written.</summary>
    private void GiveUp(Instance instance, List<Message> batch, Exception exception)
    {
        bool lost = exception is HubLostException or OperationCanceledException || Lost.IsCancellationRequested;
        if (!lost && exception is RequestFailedException refused)
        {
            _ = ComeBackAsync(instance, refused.Status);
        }
        else if (!lost)
        {
            // What is not supported says which version it is of, and nothing that people wrote.
            EngineLog.Stuck(_logger, instance.Id, exception is NotSupportedException ? exception.Message : exception.GetType().Name);
        }

        lock (instance.Gate)
        {
            instance.IsScheduled = false;
            instance.DropExecution();
            while (instance.HasMessages)
            {
                batch.AddRange(instance.TakeBatch());
            }

            if (instance.Row is not { IsOpen: true })
            {
                instance.IsGone = true;
                _instances.TryRemove(new KeyValuePair<string, Instance>(instance.Id, instance));
            }
        }

        foreach (Message message in batch)
        {
            if (message is OutcomeMessage outcome)
            {
                // It is not stored: the activity runs again when the instance goes on.
                Activities.Forget(instance.Id, outcome.Generation, outcome.Event.Id!.Value);
            }

            message.Done.TrySetException(lost ? NotOwner() : exception);

            // Nobody may be waiting; the failure has been logged.
            _ = message.Done.Task.Exception;
        }
    }
}
