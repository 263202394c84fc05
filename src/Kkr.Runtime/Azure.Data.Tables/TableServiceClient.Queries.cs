using System.Linq.Expressions;
using Azure.Data.Tables.Models;
using Kkr.Runtime.Tables;

namespace Azure.Data.Tables;

public partial class TableServiceClient
{
    /// <summary>The account's tables, ordered by name, fetched page by page while they are enumerated.</summary>
    /// <param name="filter">An OData filter over <c>TableName</c>; all tables when null.</param>
    /// <param name="maxPerPage">The most tables in a page; the service's limit of 1000 when null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The tables. Errors of the service come, as <see cref="RequestFailedException"/>, while enumerating.</returns>
    public virtual AsyncPageable<TableItem> QueryAsync(string? filter = null, int? maxPerPage = null, CancellationToken cancellationToken = default)
        => new AsyncTablePages<TableItem>(TableOperations.Query(_connection, filter), maxPerPage, cancellationToken);

    /// <inheritdoc cref="QueryAsync(string, int?, CancellationToken)" />
    public virtual Pageable<TableItem> Query(string? filter = null, int? maxPerPage = null, CancellationToken cancellationToken = default)
        => new TablePages<TableItem>(TableOperations.Query(_connection, filter), maxPerPage, cancellationToken);

    /// <summary>The tables that an interpolated filter lets through.</summary>
    /// <param name="filter">For instance <c>$"TableName eq {name}"</c>.</param>
    /// <param name="maxPerPage">The most tables in a page.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The tables.</returns>
    public virtual AsyncPageable<TableItem> QueryAsync(FormattableString filter, int? maxPerPage = null, CancellationToken cancellationToken = default)
        => QueryAsync(FilterText.Create(filter), maxPerPage, cancellationToken);

    /// <inheritdoc cref="QueryAsync(FormattableString, int?, CancellationToken)" />
    public virtual Pageable<TableItem> Query(FormattableString filter, int? maxPerPage = null, CancellationToken cancellationToken = default)
        => Query(FilterText.Create(filter), maxPerPage, cancellationToken);

    /// <summary>The tables that an expression lets through.</summary>
    /// <param name="filter">For instance <c>table => table.Name == name</c>.</param>
    /// <param name="maxPerPage">The most tables in a page.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The tables.</returns>
    public virtual AsyncPageable<TableItem> QueryAsync(Expression<Func<TableItem, bool>> filter, int? maxPerPage = null, CancellationToken cancellationToken = default)
        => QueryAsync(FilterExpression.Translate(filter), maxPerPage, cancellationToken);

    /// <inheritdoc cref="QueryAsync(Expression{Func{TableItem, bool}}, int?, CancellationToken)" />
    public virtual Pageable<TableItem> Query(Expression<Func<TableItem, bool>> filter, int? maxPerPage = null, CancellationToken cancellationToken = default)
        => Query(FilterExpression.Translate(filter), maxPerPage, cancellationToken);

    /// <summary>An OData filter from an interpolated text whose values are quoted and escaped by their type.</summary>
    /// <param name="filter">For instance <c>$"TableName eq {name}"</c>.</param>
    /// <returns>The filter.</returns>
    public static string CreateQueryFilter(FormattableString filter) => FilterText.Create(filter);

    /// <summary>An OData filter from an expression over a table.</summary>
    /// <param name="filter">For instance <c>table => table.Name == name</c>.</param>
    /// <returns>The filter.</returns>
    /// <exception cref="NotSupportedException">The expression holds something the service cannot filter by.</exception>
    public static string CreateQueryFilter(Expression<Func<TableItem, bool>> filter) => FilterExpression.Translate(filter);
}
