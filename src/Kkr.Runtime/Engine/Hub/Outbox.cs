using System.Collections.Concurrent;
using Azure;
using Kkr.Runtime.Engine.History;
using Kkr.Runtime.Time;
using Microsoft.DurableTask;

namespace Kkr.Runtime.Engine.Hub;

/// <summary>Carries stored messages to their receivers, and removes them when every receiver has stored its own.</summary>
internal sealed class Outbox(HubSession session, IHistoryStore store, IClockHold work, WorkCount cleaning)
{
    private readonly ConcurrentDictionary<(string Sender, long Revision), Task> _delivering = new();

    /// <summary>Waits until an instance has nothing left to send: only then may its rows be removed.</summary>
    public Task WhenSentAsync(string sender) => Task.WhenAll(_delivering.Where(entry => entry.Key.Sender == sender).Select(entry => entry.Value));

    /// <summary>Delivers an outbox. The caller holds the clock.</summary>
    /// <param name="row">The messages.</param>
    /// <param name="again">Whether some may have been delivered before, by an owner that died.</param>
    public void Deliver(OutboxRow row, bool again) => Deliver(row, again, refusals: 0);

    private void Deliver(OutboxRow row, bool again, int refusals)
    {
        work.Acquire();
        cleaning.Acquire();
        Task delivering = DeliverAsync(row, refusals, [.. row.Messages.Select(message => SendAsync(message, again))]);
        (string, long) key = (row.Sender, row.Revision);
        _delivering[key] = delivering;
        _ = delivering.ContinueWith(_ => _delivering.TryRemove(key, out Task? _), TaskScheduler.Default);
    }

    private async Task DeliverAsync(OutboxRow row, int refusals, Task[] deliveries)
    {
        try
        {
            try
            {
                await Task.WhenAll(deliveries);
            }
            finally
            {
                work.Release();
            }

            await session.Writer.RetryAsync(async () =>
            {
                await store.RemoveOutboxAsync(row.Sender, row.Revision, session.Lost);
                return true;
            });

            // Only now can no owner deliver them again.
            foreach (OutgoingMessage message in row.Messages.Where(message => message.Kind == EventKind.EventRaised))
            {
                await session.Writer.RetryAsync(async () =>
                {
                    await store.ForgetReceivedAsync(message.To, message.MessageId, session.Lost);
                    return true;
                });
            }
        }
        catch (RequestFailedException)
        {
            // Storage refuses the receiver's rows or the outbox's own.
            _ = ComeBackAsync(row, refusals + 1);
        }
        catch (Exception)
        {
            // The hub is lost, or a receiver is stuck: the outbox stays, and the next owner delivers it.
        }
        finally
        {
            cleaning.Release();
        }
    }

    private async Task ComeBackAsync(OutboxRow row, int refusals)
    {
        if (await session.RestAsync(session.RestAfter(refusals)))
        {
            Deliver(row, again: true, refusals);
        }
    }

    private Task SendAsync(OutgoingMessage message, bool again) => message.Kind switch
    {
        EventKind.ExecutionStarted => StartAsync(message, again),
        EventKind.EventRaised => session.SendAsync(message.To, new RaiseMessage(message.Event, message.MessageId)),
        EventKind.ExecutionTerminated => session.SendAsync(message.To, new TerminateMessage(message.Event.Data, Recursive: true)),
        _ => session.SendAsync(message.To, new OutcomeMessage(message.Event, message.Generation)),
    };

    private async Task StartAsync(OutgoingMessage message, bool again)
    {
        try
        {
            await session.StartAsync(message.To, new StartMessage(message.Event, null, null) { IdIsNew = !again });
        }
        catch (InstanceExistsException exists)
        {
            ParentRef parent = message.Event.Parent!;
            HistoryEvent refused = new() { Kind = EventKind.SubOrchestrationFailed, Id = parent.TaskId, Failure = TaskFailureDetails.FromException(exists) };
            await session.SendAsync(parent.Id, new OutcomeMessage(refused, parent.Generation));
        }
    }
}
