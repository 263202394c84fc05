using Azure.Data.Tables.Sas;

namespace Azure.Data.Tables;

public partial class TableClient
{
    /// <summary>A builder of signatures for this table.</summary>
    /// <param name="permissions">What is allowed.</param>
    /// <param name="expiresOn">When it ends.</param>
    /// <returns>The builder.</returns>
    public virtual TableSasBuilder GetSasBuilder(TableSasPermissions permissions, DateTimeOffset expiresOn) => new(Name, permissions, expiresOn);

    /// <summary>A builder of signatures for this table.</summary>
    /// <param name="rawPermissions">What is allowed, letter by letter: r, a, u and d.</param>
    /// <param name="expiresOn">When it ends.</param>
    /// <returns>The builder.</returns>
    public virtual TableSasBuilder GetSasBuilder(string rawPermissions, DateTimeOffset expiresOn) => new(Name, rawPermissions, expiresOn);

    /// <summary>This table's address with a signature, for someone without the account's key.</summary>
    /// <param name="permissions">What is allowed.</param>
    /// <param name="expiresOn">When it ends.</param>
    /// <returns>The address.</returns>
    /// <exception cref="InvalidOperationException">This client has no account key to sign with.</exception>
    public virtual Uri GenerateSasUri(TableSasPermissions permissions, DateTimeOffset expiresOn) => GenerateSasUri(GetSasBuilder(permissions, expiresOn));

    /// <summary>This table's address with a signature, for someone without the account's key.</summary>
    /// <param name="builder">What the signature says.</param>
    /// <returns>The address.</returns>
    /// <exception cref="InvalidOperationException">This client has no account key to sign with, or the builder is for another table.</exception>
    public virtual Uri GenerateSasUri(TableSasBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.TableName != Name)
        {
            throw new InvalidOperationException($"The builder is for the table '{builder.TableName}', this client for '{Name}'.");
        }

        return _connection.Key is { } key
            ? new Uri($"{Uri}?{builder.Sign(key)}")
            : throw new InvalidOperationException("Only a client with the account's key can sign.");
    }
}
