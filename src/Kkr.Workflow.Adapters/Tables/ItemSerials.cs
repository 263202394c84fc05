using System.Diagnostics.CodeAnalysis;

namespace Kkr.Workflow.Adapters.Tables;

/// <summary>
/// A guess at a partition's next free serial number. It saves a look into the table, but decides nothing: the insert does. Numbers that were
/// taken here and not used are handed out again, so that a repeated or refused submission leaves no hole.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle is never asked for holds nothing to give back.")]
internal sealed class ItemSerials
{
    private readonly Lock sync = new();
    private readonly SemaphoreSlim asking = new(1, 1);
    private readonly SortedSet<int> returned = [];
    private int next;

    /// <summary>Takes a number; the table is asked for its highest one when nothing is known yet.</summary>
    public async ValueTask<int> TakeAsync(Func<CancellationToken, Task<int>> highest, CancellationToken cancellation)
    {
        if (TryTake(out int serial))
        {
            return serial;
        }

        await asking.WaitAsync(cancellation);
        try
        {
            while (!TryTake(out serial))
            {
                AtLeast(await highest(cancellation) + 1);
            }

            return serial;
        }
        finally
        {
            asking.Release();
        }
    }

    /// <summary>The number was certainly not used.</summary>
    public void Return(int serial)
    {
        lock (sync)
        {
            if (serial < next)
            {
                returned.Add(serial);
            }
        }
    }

    /// <summary>Others have got this far.</summary>
    public void AtLeast(int serial)
    {
        lock (sync)
        {
            next = Math.Max(next, serial);
        }
    }

    /// <summary>It is not known what became of a number: the table will be asked.</summary>
    public void Forget()
    {
        lock (sync)
        {
            next = 0;
            returned.Clear();
        }
    }

    private bool TryTake(out int serial)
    {
        lock (sync)
        {
            if (returned.Count > 0)
            {
                serial = returned.Min;
                returned.Remove(serial);
                return true;
            }

            serial = next;
            if (next == 0)
            {
                return false;
            }

            next++;
            return true;
        }
    }
}
