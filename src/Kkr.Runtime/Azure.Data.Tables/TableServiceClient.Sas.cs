using Azure.Data.Tables.Sas;

namespace Azure.Data.Tables;

public partial class TableServiceClient
{
    /// <summary>A builder of signatures for the account's table service.</summary>
    /// <param name="permissions">What is allowed.</param>
    /// <param name="resourceTypes">The levels that are covered.</param>
    /// <param name="expiresOn">When it ends.</param>
    /// <returns>The builder.</returns>
    public virtual TableAccountSasBuilder GetSasBuilder(
        TableAccountSasPermissions permissions, TableAccountSasResourceTypes resourceTypes, DateTimeOffset expiresOn)
        => new(permissions, resourceTypes, expiresOn);

    /// <summary>A builder of signatures for the account's table service.</summary>
    /// <param name="rawPermissions">What is allowed, letter by letter: r, w, d, l, a and u.</param>
    /// <param name="resourceTypes">The levels that are covered.</param>
    /// <param name="expiresOn">When it ends.</param>
    /// <returns>The builder.</returns>
    public virtual TableAccountSasBuilder GetSasBuilder(string rawPermissions, TableAccountSasResourceTypes resourceTypes, DateTimeOffset expiresOn)
        => new(rawPermissions, resourceTypes, expiresOn);

    /// <summary>The service's address with a signature, for someone without the account's key.</summary>
    /// <param name="permissions">What is allowed.</param>
    /// <param name="resourceTypes">The levels that are covered.</param>
    /// <param name="expiresOn">When it ends.</param>
    /// <returns>The address.</returns>
    /// <exception cref="InvalidOperationException">This client has no account key to sign with.</exception>
    public virtual Uri GenerateSasUri(TableAccountSasPermissions permissions, TableAccountSasResourceTypes resourceTypes, DateTimeOffset expiresOn)
        => GenerateSasUri(GetSasBuilder(permissions, resourceTypes, expiresOn));

    /// <summary>The service's address with a signature, for someone without the account's key.</summary>
    /// <param name="builder">What the signature says.</param>
    /// <returns>The address.</returns>
    /// <exception cref="InvalidOperationException">This client has no account key to sign with.</exception>
    public virtual Uri GenerateSasUri(TableAccountSasBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return _connection.Key is { } key
            ? new Uri($"{_connection.Address}/?{builder.Sign(key)}")
            : throw new InvalidOperationException("Only a client with the account's key can sign.");
    }
}
