using Azure.Core;
using Azure.Data.Tables.Models;
using Kkr.Runtime.Tables;

namespace Azure.Data.Tables;

/// <summary>The table service of a storage account. Thread-safe: keep one for as long as the program runs.</summary>
public partial class TableServiceClient
{
    private readonly TableConnection _connection;

    /// <summary>A service at an address, with a shared access signature that can be renewed.</summary>
    /// <param name="endpoint">The service's address, without a signature.</param>
    /// <param name="credential">The signature.</param>
    public TableServiceClient(Uri endpoint, AzureSasCredential credential)
        : this(endpoint, credential, null)
    {
    }

    /// <summary>A service at an address, with a shared access signature that can be renewed.</summary>
    /// <param name="endpoint">The service's address, without a signature.</param>
    /// <param name="credential">The signature.</param>
    /// <param name="options">Retries, transport and diagnostics.</param>
    public TableServiceClient(Uri endpoint, AzureSasCredential credential, TableClientOptions? options = null)
        : this(TableConnection.From(NotNull(endpoint), credential, options))
    {
    }

    /// <summary>A service, with a token from Microsoft Entra ID.</summary>
    /// <param name="endpoint">The service's https address.</param>
    /// <param name="tokenCredential">Where tokens come from.</param>
    /// <param name="options">Audience, retries, transport and diagnostics.</param>
    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions? options = null)
        : this(TableConnection.From(NotNull(endpoint), tokenCredential, options))
    {
    }

    /// <summary>A service at an address that carries its own shared access signature.</summary>
    /// <param name="endpoint">The service's address with the signature as its query.</param>
    /// <param name="options">Retries, transport and diagnostics.</param>
    public TableServiceClient(Uri endpoint, TableClientOptions? options = null)
        : this(TableConnection.From(TableAccount.WithoutQuery(NotNull(endpoint)), endpoint.Query, options))
    {
    }

    /// <summary>A service, with the account's key.</summary>
    /// <param name="endpoint">The service's address.</param>
    /// <param name="credential">The account's name and key.</param>
    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential)
        : this(endpoint, credential, null!)
    {
    }

    /// <summary>A service, with the account's key.</summary>
    /// <param name="endpoint">The service's address.</param>
    /// <param name="credential">The account's name and key.</param>
    /// <param name="options">Retries, transport and diagnostics.</param>
    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions options)
        : this(TableConnection.From(TableAccount.WithoutQuery(NotNull(endpoint)), credential, options))
    {
    }

    /// <summary>The service of the account that a connection string names.</summary>
    /// <param name="connectionString">A storage connection string, or <c>UseDevelopmentStorage=true</c>.</param>
    public TableServiceClient(string connectionString)
        : this(connectionString, null)
    {
    }

    /// <summary>The service of the account that a connection string names.</summary>
    /// <param name="connectionString">A storage connection string, or <c>UseDevelopmentStorage=true</c>.</param>
    /// <param name="options">Retries, transport and diagnostics.</param>
    public TableServiceClient(string connectionString, TableClientOptions? options = null)
        : this(TableConnection.From(connectionString, options))
    {
    }

    /// <summary>For test doubles.</summary>
    protected TableServiceClient()
    {
        _connection = null!;
    }

    private TableServiceClient(TableConnection connection)
    {
        _connection = connection;
    }

    /// <summary>The name of the storage account.</summary>
    public virtual string AccountName => _connection.AccountName;

    /// <summary>The service's address.</summary>
    public virtual Uri Uri => _connection.Endpoint;

    /// <summary>A client for one table, which need not exist yet. It shares this client's credential and connections.</summary>
    /// <param name="tableName">The table's name.</param>
    /// <returns>The client.</returns>
    public virtual TableClient GetTableClient(string tableName) => new(_connection, tableName);

    /// <summary>Creates a table.</summary>
    /// <param name="tableName">3 to 63 letters and digits, the first a letter.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The table.</returns>
    /// <exception cref="RequestFailedException">409 TableAlreadyExists, or another refusal of the service.</exception>
    public virtual Task<Response<TableItem>> CreateTableAsync(string tableName, CancellationToken cancellationToken = default)
        => TableOperations.CreateAsync(_connection, NotNull(tableName), ifNotExists: false, async: true, cancellationToken);

    /// <inheritdoc cref="CreateTableAsync" />
    public virtual Response<TableItem> CreateTable(string tableName, CancellationToken cancellationToken = default)
        => TableOperations.CreateAsync(_connection, NotNull(tableName), ifNotExists: false, async: false, cancellationToken).GetAwaiter().GetResult();

    /// <summary>Creates a table unless it exists.</summary>
    /// <param name="tableName">3 to 63 letters and digits, the first a letter.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The table; the raw response has status 409 when it existed.</returns>
    /// <exception cref="RequestFailedException">A refusal of the service.</exception>
    public virtual Task<Response<TableItem>> CreateTableIfNotExistsAsync(string tableName, CancellationToken cancellationToken = default)
        => TableOperations.CreateAsync(_connection, NotNull(tableName), ifNotExists: true, async: true, cancellationToken);

    /// <inheritdoc cref="CreateTableIfNotExistsAsync" />
    public virtual Response<TableItem> CreateTableIfNotExists(string tableName, CancellationToken cancellationToken = default)
        => TableOperations.CreateAsync(_connection, NotNull(tableName), ifNotExists: true, async: false, cancellationToken).GetAwaiter().GetResult();

    /// <summary>Deletes a table with all its rows.</summary>
    /// <param name="tableName">The table's name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Status 204, or 404 when there was no such table.</returns>
    /// <exception cref="RequestFailedException">A refusal of the service.</exception>
    public virtual Task<Response> DeleteTableAsync(string tableName, CancellationToken cancellationToken = default)
        => TableOperations.DeleteAsync(_connection, NotNull(tableName), async: true, cancellationToken);

    /// <inheritdoc cref="DeleteTableAsync" />
    public virtual Response DeleteTable(string tableName, CancellationToken cancellationToken = default)
        => TableOperations.DeleteAsync(_connection, NotNull(tableName), async: false, cancellationToken).GetAwaiter().GetResult();

    private static T NotNull<T>(T value)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(value);
        return value;
    }
}
