using Kkr.Runtime.Tables;

namespace Azure.Data.Tables;

public partial class TableClient
{
    /// <summary>Does up to 100 writes, at most 4 MiB together and all in one partition, as one: all of them or none.</summary>
    /// <param name="transactionActions">The writes; a row may occur once.</param>
    /// <param name="cancellationToken">Gives up waiting; the service may still do the transaction.</param>
    /// <returns>One response for each write, in order, with the new version in its header ETag.</returns>
    /// <exception cref="InvalidOperationException">There are no writes.</exception>
    /// <exception cref="TableTransactionFailedException">A write was refused; the exception says which.</exception>
    /// <exception cref="RequestFailedException">The transaction was refused as a whole.</exception>
    public virtual Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
        => TransactionOperation.SubmitAsync(_connection, _name, transactionActions, async: true, cancellationToken);

    /// <inheritdoc cref="SubmitTransactionAsync" />
    public virtual Response<IReadOnlyList<Response>> SubmitTransaction(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
        => TransactionOperation.SubmitAsync(_connection, _name, transactionActions, async: false, cancellationToken).GetAwaiter().GetResult();
}
