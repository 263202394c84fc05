using Azure;

namespace Kkr.Runtime.Tables;

/// <summary>Gets one page: the token of the page before (null for the first), the size hint, and whether to wait asynchronously.</summary>
internal delegate Task<Page<T>> PageSource<T>(string? continuationToken, int? pageSizeHint, bool async, CancellationToken cancellationToken);

/// <summary>A query's rows, fetched page by page while they are enumerated.</summary>
internal sealed class TablePages<T>(PageSource<T> source, int? pageSize, CancellationToken cancellationToken) : Pageable<T>(cancellationToken)
    where T : notnull
{
    public override IEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        string? token = continuationToken;
        do
        {
            Page<T> page = source(token, pageSizeHint ?? pageSize, async: false, CancellationToken).GetAwaiter().GetResult();
            yield return page;
            token = page.ContinuationToken;
        }
        while (token is not null);
    }
}

/// <summary>A query's rows, fetched page by page while they are enumerated.</summary>
internal sealed class AsyncTablePages<T>(PageSource<T> source, int? pageSize, CancellationToken cancellationToken) : AsyncPageable<T>(cancellationToken)
    where T : notnull
{
    public override async IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        string? token = continuationToken;
        do
        {
            Page<T> page = await source(token, pageSizeHint ?? pageSize, async: true, CancellationToken);
            yield return page;
            token = page.ContinuationToken;
        }
        while (token is not null);
    }
}
