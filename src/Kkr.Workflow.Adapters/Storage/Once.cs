using System.Diagnostics.CodeAnalysis;

namespace Kkr.Workflow.Adapters.Storage;

/// <summary>Something that is made at first use and then kept; a failed try is forgotten, so that the next use tries again.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle is never asked for holds nothing to give back.")]
internal sealed class Once<T>(Func<CancellationToken, Task<T>> make)
    where T : class
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile T? made;

    public ValueTask<T> GetAsync(CancellationToken cancellation) =>
        made is { } ready ? ValueTask.FromResult(ready) : new ValueTask<T>(MakeAsync(cancellation));

    private async Task<T> MakeAsync(CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            return made ??= await make(cancellation);
        }
        finally
        {
            gate.Release();
        }
    }
}
