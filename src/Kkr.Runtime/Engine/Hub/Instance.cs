using Kkr.Runtime.Engine.History;
using Kkr.Runtime.Engine.Orchestration;

namespace Kkr.Runtime.Engine.Hub;

/// <summary>An open instance in memory. Asleep it is this object and its row without texts, no more.</summary>
internal sealed class Instance(string id)
{
    private const int MaxBatch = 500;
    private const int MaxBatchSize = 1_000_000;
    private const int MaxIdentified = 40;

    private Queue<Message>? _inbox;

    public string Id { get; } = id;

    public Lock Gate { get; } = new();

    /// <summary>Gets or sets the row as stored last; null before the instance is.</summary>
    public InstanceRow? Row { get; set; }

    /// <summary>Gets or sets the running code; null while it is not in memory.</summary>
    public OrchestrationExecution? Execution { get; set; }

    /// <summary>Gets or sets ids of messages received; known only together with <see cref="Execution"/>.</summary>
    public HashSet<string>? Received { get; set; }

    /// <summary>Gets or sets a value indicating whether the instance has something to do without a message.</summary>
    public bool NeedsTurn { get; set; }

    /// <summary>Gets or sets a value indicating whether the loop runs. Guarded by <see cref="Gate"/>.</summary>
    public bool IsScheduled { get; set; }

    /// <summary>Gets or sets a value indicating whether this object has left the hub's index. Guarded by <see cref="Gate"/>.</summary>
    public bool IsGone { get; set; }

    /// <summary>Gets or sets how often in a row storage has refused the instance.</summary>
    public int Refusals { get; set; }

    /// <summary>Gets or sets a value indicating whether it is tried again by itself after a refusal. Changed by one loop at a time.</summary>
    public bool IsResting { get; set; }

    /// <summary>Gets or sets the instant for which a wake-up is queued.</summary>
    public DateTimeOffset? QueuedWake { get; set; }

    /// <summary>Gets or sets the place among the live executions.</summary>
    public LinkedListNode<Instance>? LiveNode { get; set; }

    public bool HasMessages => _inbox is { Count: > 0 };

    public void Enqueue(Message message) => (_inbox ??= new Queue<Message>()).Enqueue(message);

    /// <summary>Takes what goes into the next checkpoint: a start only at the front, and no more than one transaction holds.</summary>
    public List<Message> TakeBatch()
    {
        List<Message> batch = [];
        int size = 0;
        int identified = 0;
        while (_inbox is { Count: > 0 } && batch.Count < MaxBatch && size < MaxBatchSize && identified < MaxIdentified)
        {
            if (batch.Count > 0 && _inbox.Peek() is StartMessage)
            {
                break;
            }

            Message next = _inbox.Dequeue();
            size += next.Size;
            identified += next is RaiseMessage { MessageId: not null } ? 1 : 0;
            batch.Add(next);
        }

        if (_inbox is { Count: 0 })
        {
            _inbox = null;
        }

        return batch;
    }

    public void DropExecution()
    {
        Execution = null;
        Received = null;
    }
}
