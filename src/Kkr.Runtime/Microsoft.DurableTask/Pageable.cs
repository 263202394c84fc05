namespace Microsoft.DurableTask;

/// <summary>One page of a query's results.</summary>
/// <typeparam name="T">The type of the results.</typeparam>
public sealed class Page<T>
{
    /// <summary>Makes a page.</summary>
    /// <param name="values">The results.</param>
    /// <param name="continuationToken">Where the next page starts; null when this is the last.</param>
    public Page(IReadOnlyList<T> values, string? continuationToken = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        Values = values;
        ContinuationToken = continuationToken;
    }

    /// <summary>Gets the results.</summary>
    public IReadOnlyList<T> Values { get; }

    /// <summary>Gets where the next page starts; null when this is the last.</summary>
    public string? ContinuationToken { get; }
}

/// <summary>The results of a query, fetched page by page as they are read.</summary>
/// <typeparam name="T">The type of the results.</typeparam>
public abstract class AsyncPageable<T> : IAsyncEnumerable<T>
{
    /// <summary>Reads page by page.</summary>
    /// <param name="continuationToken">Where to start; at the beginning where null.</param>
    /// <param name="pageSizeHint">How many results a page should have; the query's own size where null.</param>
    /// <returns>The pages.</returns>
    public abstract IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null);

    /// <inheritdoc/>
    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (Page<T> page in AsPages().WithCancellation(cancellationToken))
        {
            foreach (T value in page.Values)
            {
                yield return value;
            }
        }
    }
}

/// <summary>Makes pageable results from a function that fetches one page.</summary>
public static class Pageable
{
    /// <summary>Makes pageable results.</summary>
    /// <typeparam name="T">The type of the results.</typeparam>
    /// <param name="pageFunc">Fetches the page that starts at a continuation token.</param>
    /// <returns>The results.</returns>
    public static AsyncPageable<T> Create<T>(Func<string?, CancellationToken, Task<Page<T>>> pageFunc)
    {
        ArgumentNullException.ThrowIfNull(pageFunc);
        return new Fetched<T>((token, _, cancellation) => pageFunc(token, cancellation));
    }

    /// <summary>Makes pageable results.</summary>
    /// <typeparam name="T">The type of the results.</typeparam>
    /// <param name="pageFunc">Fetches the page that starts at a continuation token, of about a given size.</param>
    /// <returns>The results.</returns>
    public static AsyncPageable<T> Create<T>(Func<string?, int?, CancellationToken, Task<Page<T>>> pageFunc)
    {
        ArgumentNullException.ThrowIfNull(pageFunc);
        return new Fetched<T>(pageFunc);
    }

    private sealed class Fetched<T>(Func<string?, int?, CancellationToken, Task<Page<T>>> fetch) : AsyncPageable<T>
    {
        public override IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null) =>
            Pages(continuationToken, pageSizeHint);

        private async IAsyncEnumerable<Page<T>> Pages(
            string? token, int? size, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
        {
            do
            {
                Page<T> page = await fetch(token, size, cancellation);
                yield return page;
                token = page.ContinuationToken;
            }
            while (token is not null);
        }
    }
}
