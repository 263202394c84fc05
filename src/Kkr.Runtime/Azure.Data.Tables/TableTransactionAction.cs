namespace Azure.Data.Tables;

/// <summary>One write of a transaction (see <see cref="TableClient.SubmitTransactionAsync"/>).</summary>
public class TableTransactionAction
{
    /// <summary>An unconditional write.</summary>
    /// <param name="actionType">What to do.</param>
    /// <param name="entity">The row.</param>
    public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity)
        : this(actionType, entity, default)
    {
    }

    /// <summary>A write that may depend on the row's version.</summary>
    /// <param name="actionType">What to do.</param>
    /// <param name="entity">The row.</param>
    /// <param name="etag">For updates and deletes: the version the row must have. The default and <see cref="ETag.All"/> are unconditional.</param>
    public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity, ETag etag = default)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ActionType = actionType;
        Entity = entity;
        ETag = etag;
    }

    /// <summary>What is done.</summary>
    public TableTransactionActionType ActionType { get; }

    /// <summary>The row that is written.</summary>
    public ITableEntity Entity { get; }

    /// <summary>The version that the row must have for an update or delete; the default is unconditional.</summary>
    public ETag ETag { get; }
}
