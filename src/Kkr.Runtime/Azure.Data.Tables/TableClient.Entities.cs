using Kkr.Runtime.Tables;

namespace Azure.Data.Tables;

public partial class TableClient
{
    /// <summary>Adds a row.</summary>
    /// <typeparam name="T">The row's class.</typeparam>
    /// <param name="entity">The row.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Status 204; the header ETag has the row's version.</returns>
    /// <exception cref="RequestFailedException">409 EntityAlreadyExists, 404 TableNotFound, or another refusal of the service.</exception>
    public virtual Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity
        => EntityOperations.AddAsync(_connection, _name, WithKeys(entity), async: true, cancellationToken);

    /// <inheritdoc cref="AddEntityAsync{T}" />
    public virtual Response AddEntity<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity
        => EntityOperations.AddAsync(_connection, _name, WithKeys(entity), async: false, cancellationToken).GetAwaiter().GetResult();

    /// <summary>Adds a row, or writes to the one that is there, whatever its version.</summary>
    /// <typeparam name="T">The row's class.</typeparam>
    /// <param name="entity">The row.</param>
    /// <param name="mode">What becomes of properties that <paramref name="entity"/> lacks.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Status 204; the header ETag has the row's version.</returns>
    /// <exception cref="RequestFailedException">404 TableNotFound, or another refusal of the service.</exception>
    public virtual Task<Response> UpsertEntityAsync<T>(T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity
        => EntityOperations.WriteAsync(_connection, _name, WithKeys(entity), null, mode, async: true, cancellationToken);

    /// <inheritdoc cref="UpsertEntityAsync{T}" />
    public virtual Response UpsertEntity<T>(T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity
        => EntityOperations.WriteAsync(_connection, _name, WithKeys(entity), null, mode, async: false, cancellationToken).GetAwaiter().GetResult();

    /// <summary>Writes to a row that is there and has the given version.</summary>
    /// <typeparam name="T">The row's class.</typeparam>
    /// <param name="entity">The row.</param>
    /// <param name="ifMatch">The version that was read, or <see cref="ETag.All"/> for any.</param>
    /// <param name="mode">What becomes of properties that <paramref name="entity"/> lacks.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Status 204; the header ETag has the row's new version.</returns>
    /// <exception cref="ArgumentException"><paramref name="ifMatch"/> is the default: an update has to say which version it means.</exception>
    /// <exception cref="RequestFailedException">412 UpdateConditionNotSatisfied, 404 ResourceNotFound, or another refusal of the service.</exception>
    public virtual Task<Response> UpdateEntityAsync<T>(T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity
        => EntityOperations.WriteAsync(_connection, _name, WithKeys(entity), Stated(ifMatch), mode, async: true, cancellationToken);

    /// <inheritdoc cref="UpdateEntityAsync{T}" />
    public virtual Response UpdateEntity<T>(T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity
        => EntityOperations.WriteAsync(_connection, _name, WithKeys(entity), Stated(ifMatch), mode, async: false, cancellationToken).GetAwaiter().GetResult();

    /// <summary>Deletes a row.</summary>
    /// <param name="partitionKey">The row's partition.</param>
    /// <param name="rowKey">The row's key.</param>
    /// <param name="ifMatch">The version that was read; the default and <see cref="ETag.All"/> delete any.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Status 204, or 404 when there was no such row.</returns>
    /// <exception cref="RequestFailedException">412 UpdateConditionNotSatisfied, or another refusal of the service.</exception>
    public virtual Task<Response> DeleteEntityAsync(string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        return EntityOperations.DeleteAsync(_connection, _name, partitionKey, rowKey, ifMatch, async: true, cancellationToken);
    }

    /// <inheritdoc cref="DeleteEntityAsync(string, string, ETag, CancellationToken)" />
    public virtual Response DeleteEntity(string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        return EntityOperations.DeleteAsync(_connection, _name, partitionKey, rowKey, ifMatch, async: false, cancellationToken).GetAwaiter().GetResult();
    }

    /// <summary>Deletes a row. The entity's own version is not looked at: give <paramref name="ifMatch"/>.</summary>
    /// <param name="entity">The row, of which the keys are used.</param>
    /// <param name="ifMatch">The version that was read; the default and <see cref="ETag.All"/> delete any.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Status 204, or 404 when there was no such row.</returns>
    /// <exception cref="RequestFailedException">412 UpdateConditionNotSatisfied, or another refusal of the service.</exception>
    public virtual Task<Response> DeleteEntityAsync(ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default)
        => DeleteEntityAsync(WithKeys(entity).PartitionKey, entity.RowKey, ifMatch, cancellationToken);

    /// <inheritdoc cref="DeleteEntityAsync(ITableEntity, ETag, CancellationToken)" />
    public virtual Response DeleteEntity(ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default)
        => DeleteEntity(WithKeys(entity).PartitionKey, entity.RowKey, ifMatch, cancellationToken);

    private static ITableEntity WithKeys(ITableEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ArgumentNullException.ThrowIfNull(entity.PartitionKey);
        ArgumentNullException.ThrowIfNull(entity.RowKey);
        return entity;
    }

    private static ETag Stated(ETag ifMatch)
        => ifMatch == default ? throw new ArgumentException("An update needs the version it means, or ETag.All.", nameof(ifMatch)) : ifMatch;
}
