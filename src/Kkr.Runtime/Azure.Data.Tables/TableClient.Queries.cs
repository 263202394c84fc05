using System.Linq.Expressions;
using Kkr.Runtime.Tables;

namespace Azure.Data.Tables;

public partial class TableClient
{
    /// <summary>Gets a row.</summary>
    /// <typeparam name="T">The row's class, with a constructor without parameters.</typeparam>
    /// <param name="partitionKey">The row's partition.</param>
    /// <param name="rowKey">The row's key.</param>
    /// <param name="select">The properties to get; all when null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The row.</returns>
    /// <exception cref="RequestFailedException">404 ResourceNotFound, or another refusal of the service.</exception>
    public virtual Task<Response<T>> GetEntityAsync<T>(string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        return EntityOperations.GetAsync<T>(_connection, _name, partitionKey, rowKey, select, async: true, cancellationToken);
    }

    /// <inheritdoc cref="GetEntityAsync{T}" />
    public virtual Response<T> GetEntity<T>(string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        return EntityOperations.GetAsync<T>(_connection, _name, partitionKey, rowKey, select, async: false, cancellationToken).GetAwaiter().GetResult();
    }

    /// <summary>Gets a row if it exists.</summary>
    /// <typeparam name="T">The row's class, with a constructor without parameters.</typeparam>
    /// <param name="partitionKey">The row's partition.</param>
    /// <param name="rowKey">The row's key.</param>
    /// <param name="select">The properties to get; all when null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A response that has a value only when the row exists.</returns>
    /// <exception cref="RequestFailedException">A refusal of the service other than 404.</exception>
    public virtual Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        return EntityOperations.GetIfExistsAsync<T>(_connection, _name, partitionKey, rowKey, select, async: true, cancellationToken);
    }

    /// <inheritdoc cref="GetEntityIfExistsAsync{T}" />
    public virtual NullableResponse<T> GetEntityIfExists<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        return EntityOperations.GetIfExistsAsync<T>(_connection, _name, partitionKey, rowKey, select, async: false, cancellationToken).GetAwaiter().GetResult();
    }

    /// <summary>The rows that a filter lets through, ordered by partition and row key, fetched page by page while they are enumerated.</summary>
    /// <typeparam name="T">The rows' class, with a constructor without parameters.</typeparam>
    /// <param name="filter">An OData filter (see <see cref="CreateQueryFilter(FormattableString)"/>); all rows when null.</param>
    /// <param name="maxPerPage">The most rows in a page; the service's limit of 1000 when null.</param>
    /// <param name="select">The properties to get; all when null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The rows. Errors of the service come, as <see cref="RequestFailedException"/>, while enumerating.</returns>
    public virtual AsyncPageable<T> QueryAsync<T>(
        string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
        => new AsyncTablePages<T>(EntityOperations.Query<T>(_connection, _name, filter, select), maxPerPage, cancellationToken);

    /// <inheritdoc cref="QueryAsync{T}(string, int?, IEnumerable{string}, CancellationToken)" />
    public virtual Pageable<T> Query<T>(
        string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
        => new TablePages<T>(EntityOperations.Query<T>(_connection, _name, filter, select), maxPerPage, cancellationToken);

    /// <summary>The rows that an expression lets through; see <see cref="CreateQueryFilter{T}"/> for what it may hold.</summary>
    /// <typeparam name="T">The rows' class, with a constructor without parameters.</typeparam>
    /// <param name="filter">The expression.</param>
    /// <param name="maxPerPage">The most rows in a page; the service's limit of 1000 when null.</param>
    /// <param name="select">The properties to get; all when null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The rows. Errors of the service come, as <see cref="RequestFailedException"/>, while enumerating.</returns>
    public virtual AsyncPageable<T> QueryAsync<T>(
        Expression<Func<T, bool>> filter, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
        => QueryAsync<T>(FilterExpression.Translate(filter), maxPerPage, select, cancellationToken);

    /// <inheritdoc cref="QueryAsync{T}(Expression{Func{T, bool}}, int?, IEnumerable{string}, CancellationToken)" />
    public virtual Pageable<T> Query<T>(
        Expression<Func<T, bool>> filter, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
        => Query<T>(FilterExpression.Translate(filter), maxPerPage, select, cancellationToken);

    /// <summary>An OData filter from an interpolated text whose values are quoted and escaped by their type.</summary>
    /// <param name="filter">For instance <c>$"PartitionKey eq {council} and Due lt {instant}"</c>.</param>
    /// <returns>The filter.</returns>
    /// <exception cref="ArgumentException">A value has a type that a table cannot hold.</exception>
    public static string CreateQueryFilter(FormattableString filter) => FilterText.Create(filter);

    /// <summary>
    /// An OData filter from an expression: comparisons of a property with a value, <c>string.Compare</c> and <c>CompareTo</c> against 0,
    /// boolean properties, and <c>&amp;&amp;</c>, <c>||</c> and <c>!</c> over them.
    /// </summary>
    /// <typeparam name="T">The rows' class.</typeparam>
    /// <param name="filter">The expression.</param>
    /// <returns>The filter.</returns>
    /// <exception cref="NotSupportedException">The expression holds something the service cannot filter by.</exception>
    public static string CreateQueryFilter<T>(Expression<Func<T, bool>> filter) => FilterExpression.Translate(filter);
}
