using Kkr.Runtime.Tables;

namespace Azure.Data.Tables.Sas;

/// <summary>Makes a signature for one table, as "Create a service SAS" in Azure's REST documentation has it.</summary>
public class TableSasBuilder
{
    /// <summary>An empty builder.</summary>
    public TableSasBuilder()
    {
    }

    /// <summary>A builder from an address that carries a signature for a table.</summary>
    /// <param name="sasUri">The address.</param>
    public TableSasBuilder(Uri sasUri)
    {
        ArgumentNullException.ThrowIfNull(sasUri);
        SasQuery query = SasQuery.Parse(sasUri.Query);
        TableName = TableAccount.TableIn(sasUri) ?? query["tn"];
        Permissions = query["sp"];
        Protocol = SasLetters.Protocol(query["spr"]);
        StartsOn = SasLetters.Instant(query["st"]);
        ExpiresOn = SasLetters.Instant(query["se"]);
        IPRange = query["sip"] is { } range ? TableSasIPRange.Parse(range) : default;
        Identifier = query["si"];
        (PartitionKeyStart, RowKeyStart, PartitionKeyEnd, RowKeyEnd) = (query["spk"], query["srk"], query["epk"], query["erk"]);
    }

    /// <summary>A builder for a table.</summary>
    /// <param name="tableName">The table's name.</param>
    /// <param name="permissions">What is allowed.</param>
    /// <param name="expiresOn">When it ends.</param>
    public TableSasBuilder(string tableName, TableSasPermissions permissions, DateTimeOffset expiresOn)
        : this(tableName, SasLetters.Of(permissions), expiresOn)
    {
    }

    /// <summary>A builder for a table.</summary>
    /// <param name="tableName">The table's name.</param>
    /// <param name="rawPermissions">What is allowed, letter by letter: r, a, u and d.</param>
    /// <param name="expiresOn">When it ends.</param>
    public TableSasBuilder(string tableName, string rawPermissions, DateTimeOffset expiresOn)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        ArgumentException.ThrowIfNullOrEmpty(rawPermissions);
        TableName = tableName;
        Permissions = rawPermissions;
        ExpiresOn = expiresOn;
    }

    /// <summary>The table's name.</summary>
    public string? TableName { get; set; }

    /// <summary>The first partition that is covered.</summary>
    public string? PartitionKeyStart { get; set; }

    /// <summary>The last partition that is covered.</summary>
    public string? PartitionKeyEnd { get; set; }

    /// <summary>The first row key, in the first partition, that is covered.</summary>
    public string? RowKeyStart { get; set; }

    /// <summary>The last row key, in the last partition, that is covered.</summary>
    public string? RowKeyEnd { get; set; }

    /// <summary>The protocols it may be used over.</summary>
    public TableSasProtocol Protocol { get; set; }

    /// <summary>When it begins to hold; the default is at once.</summary>
    public DateTimeOffset StartsOn { get; set; }

    /// <summary>When it ends. Left out when a stored policy says so.</summary>
    public DateTimeOffset ExpiresOn { get; set; }

    /// <summary>The addresses it may be used from; the default is any.</summary>
    public TableSasIPRange IPRange { get; set; }

    /// <summary>A policy stored with the table, which can be withdrawn.</summary>
    public string? Identifier { get; set; }

    /// <summary>What is allowed, letter by letter.</summary>
    public string? Permissions { get; private set; }

    /// <summary>Sets what is allowed.</summary>
    /// <param name="permissions">What is allowed.</param>
    public void SetPermissions(TableSasPermissions permissions) => Permissions = SasLetters.Of(permissions);

    /// <summary>Sets what is allowed.</summary>
    /// <param name="rawPermissions">The letters.</param>
    public void SetPermissions(string rawPermissions) => Permissions = rawPermissions;

    /// <summary>Signs with the account's key.</summary>
    /// <param name="sharedKeyCredential">The account's name and key.</param>
    /// <returns>The signed query.</returns>
    public TableSasQueryParameters ToSasQueryParameters(TableSharedKeyCredential sharedKeyCredential)
    {
        ArgumentNullException.ThrowIfNull(sharedKeyCredential);
        SasQuery query = new()
        {
            ["sv"] = SasQuery.Version,
            ["spr"] = SasLetters.Of(Protocol),
            ["st"] = SasLetters.Of(StartsOn),
            ["se"] = SasLetters.Of(ExpiresOn),
            ["sip"] = SasQuery.NullIfEmpty(IPRange.ToString()),
            ["si"] = SasQuery.NullIfEmpty(Identifier),
            ["sp"] = SasQuery.NullIfEmpty(Permissions),
            ["tn"] = TableName,
            ["spk"] = PartitionKeyStart,
            ["srk"] = RowKeyStart,
            ["epk"] = PartitionKeyEnd,
            ["erk"] = RowKeyEnd,
        };
        string resource = $"/table/{sharedKeyCredential.AccountName}/{TableName?.ToLowerInvariant()}";
        query["sig"] = sharedKeyCredential.Sign(string.Join('\n',
            query["sp"], query["st"], query["se"], resource, query["si"], query["sip"], query["spr"], query["sv"], query["spk"], query["srk"], query["epk"], query["erk"]));
        return new TableSasQueryParameters(query);
    }

    /// <summary>Signs with the account's key.</summary>
    /// <param name="sharedKeyCredential">The account's name and key.</param>
    /// <returns>The signed query as a text, without a question mark.</returns>
    public string Sign(TableSharedKeyCredential sharedKeyCredential) => ToSasQueryParameters(sharedKeyCredential).ToString();

    /// <inheritdoc />
    public override bool Equals(object? obj) => base.Equals(obj);

    /// <inheritdoc />
    public override int GetHashCode() => base.GetHashCode();

    /// <inheritdoc />
    public override string ToString() => base.ToString()!;
}
