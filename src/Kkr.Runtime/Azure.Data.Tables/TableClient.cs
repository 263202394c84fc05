using Azure.Core;
using Azure.Data.Tables.Models;
using Kkr.Runtime.Tables;

namespace Azure.Data.Tables;

/// <summary>One table of a storage account (see "Table Storage REST API" in Azure's documentation). Thread-safe: keep one for as long as the program runs.</summary>
public partial class TableClient
{
    private readonly TableConnection _connection;
    private readonly string _name;

    /// <summary>A table at an address that carries its own shared access signature.</summary>
    /// <param name="endpoint">The table's address with the signature as its query.</param>
    /// <param name="options">Retries, transport and diagnostics.</param>
    public TableClient(Uri endpoint, TableClientOptions? options = null)
        : this(endpoint, uri => TableConnection.From(TableAccount.ServiceOf(uri), uri.Query, options))
    {
    }

    /// <summary>A table at an address, with a shared access signature that can be renewed.</summary>
    /// <param name="endpoint">The table's address, without a signature.</param>
    /// <param name="credential">The signature.</param>
    /// <param name="options">Retries, transport and diagnostics.</param>
    public TableClient(Uri endpoint, AzureSasCredential credential, TableClientOptions? options = null)
        : this(endpoint, uri => TableConnection.From(uri.Query.Length > 1 ? uri : TableAccount.ServiceOf(uri), credential, options))
    {
    }

    /// <summary>A table of an account, with the account's key.</summary>
    /// <param name="endpoint">The address of the account's table service.</param>
    /// <param name="tableName">The table's name.</param>
    /// <param name="credential">The account's name and key.</param>
    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential)
        : this(endpoint, tableName, credential, null)
    {
    }

    /// <summary>A table of an account, with the account's key.</summary>
    /// <param name="endpoint">The address of the account's table service.</param>
    /// <param name="tableName">The table's name.</param>
    /// <param name="credential">The account's name and key.</param>
    /// <param name="options">Retries, transport and diagnostics.</param>
    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential, TableClientOptions? options = null)
        : this(TableConnection.From(Service(endpoint, tableName), credential, options), tableName)
    {
    }

    /// <summary>A table of an account, with a token from Microsoft Entra ID.</summary>
    /// <param name="endpoint">The https address of the account's table service.</param>
    /// <param name="tableName">The table's name.</param>
    /// <param name="tokenCredential">Where tokens come from.</param>
    /// <param name="options">Audience, retries, transport and diagnostics.</param>
    public TableClient(Uri endpoint, string tableName, TokenCredential tokenCredential, TableClientOptions? options = null)
        : this(TableConnection.From(Service(endpoint, tableName), tokenCredential, options), tableName)
    {
    }

    /// <summary>A table of the account that a connection string names.</summary>
    /// <param name="connectionString">A storage connection string, or <c>UseDevelopmentStorage=true</c>.</param>
    /// <param name="tableName">The table's name.</param>
    public TableClient(string connectionString, string tableName)
        : this(connectionString, tableName, null)
    {
    }

    /// <summary>A table of the account that a connection string names.</summary>
    /// <param name="connectionString">A storage connection string, or <c>UseDevelopmentStorage=true</c>.</param>
    /// <param name="tableName">The table's name.</param>
    /// <param name="options">Retries, transport and diagnostics.</param>
    public TableClient(string connectionString, string tableName, TableClientOptions? options = null)
        : this(TableConnection.From(connectionString, options), tableName)
    {
    }

    /// <summary>For test doubles.</summary>
    protected TableClient()
    {
        _connection = null!;
        _name = null!;
    }

    internal TableClient(TableConnection connection, string tableName)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        _connection = connection;
        _name = tableName;
    }

    private TableClient(Uri endpoint, Func<Uri, TableConnection> connect)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        _name = TableAccount.TableIn(endpoint) ?? throw new ArgumentException("The address must end in a table's name.", nameof(endpoint));
        _connection = connect(endpoint);
    }

    /// <summary>The name of the storage account.</summary>
    public virtual string AccountName => _connection.AccountName;

    /// <summary>The table's name.</summary>
    public virtual string Name => _name;

    /// <summary>The table's address.</summary>
    public virtual Uri Uri => new($"{_connection.Address}/{_name}");

    /// <summary>Creates the table.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The table.</returns>
    /// <exception cref="RequestFailedException">409 TableAlreadyExists, or another refusal of the service.</exception>
    public virtual Task<Response<TableItem>> CreateAsync(CancellationToken cancellationToken = default)
        => TableOperations.CreateAsync(_connection, _name, ifNotExists: false, async: true, cancellationToken);

    /// <inheritdoc cref="CreateAsync" />
    public virtual Response<TableItem> Create(CancellationToken cancellationToken = default)
        => TableOperations.CreateAsync(_connection, _name, ifNotExists: false, async: false, cancellationToken).GetAwaiter().GetResult();

    /// <summary>Creates the table unless it exists.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The table; the raw response has status 409 when it existed.</returns>
    /// <exception cref="RequestFailedException">A refusal of the service.</exception>
    public virtual Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default)
        => TableOperations.CreateAsync(_connection, _name, ifNotExists: true, async: true, cancellationToken);

    /// <inheritdoc cref="CreateIfNotExistsAsync" />
    public virtual Response<TableItem> CreateIfNotExists(CancellationToken cancellationToken = default)
        => TableOperations.CreateAsync(_connection, _name, ifNotExists: true, async: false, cancellationToken).GetAwaiter().GetResult();

    /// <summary>Deletes the table with all its rows.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Status 204, or 404 when there was no such table.</returns>
    /// <exception cref="RequestFailedException">A refusal of the service.</exception>
    public virtual Task<Response> DeleteAsync(CancellationToken cancellationToken = default)
        => TableOperations.DeleteAsync(_connection, _name, async: true, cancellationToken);

    /// <inheritdoc cref="DeleteAsync" />
    public virtual Response Delete(CancellationToken cancellationToken = default)
        => TableOperations.DeleteAsync(_connection, _name, async: false, cancellationToken).GetAwaiter().GetResult();

    /// <summary>The published client takes the service's address or the table's own.</summary>
    private static Uri Service(Uri endpoint, string tableName)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return TableAccount.TableIn(endpoint) == tableName ? TableAccount.ServiceOf(endpoint) : TableAccount.WithoutQuery(endpoint);
    }
}
