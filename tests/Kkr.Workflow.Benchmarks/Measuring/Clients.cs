using System.Diagnostics;

namespace Kkr.Workflow.Benchmarks.Measuring;

/// <summary>The same operation many times, by a fixed number of clients that each start the next when the last is done.</summary>
internal static class Clients
{
    /// <summary>Operations a second.</summary>
    public static async Task<double> RateAsync(int clients, int operations, Func<int, Task> operation)
    {
        long start = Stopwatch.GetTimestamp();
        await EachAsync(clients, operations, operation);
        return operations / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>How long each operation took, in milliseconds.</summary>
    public static async Task<Sample> LatenciesAsync(int clients, int operations, Func<int, Task> operation)
    {
        double[] milliseconds = new double[operations];
        await EachAsync(clients, operations, async i =>
        {
            long start = Stopwatch.GetTimestamp();
            await operation(i);
            milliseconds[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        });
        return new Sample(milliseconds);
    }

    private static Task EachAsync(int clients, int operations, Func<int, Task> operation)
    {
        int next = -1;
        return Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            for (int i = Interlocked.Increment(ref next); i < operations; i = Interlocked.Increment(ref next))
            {
                await operation(i);
            }
        })));
    }
}
