using Kkr.Runtime.Tables;

namespace Azure.Data.Tables.Sas;

/// <summary>Makes a signature for an account's table service, as "Create an account SAS" in Azure's REST documentation has it.</summary>
public class TableAccountSasBuilder
{
    /// <summary>A builder from an address that carries a signature for an account.</summary>
    /// <param name="sasUri">The address.</param>
    public TableAccountSasBuilder(Uri sasUri)
    {
        ArgumentNullException.ThrowIfNull(sasUri);
        SasQuery query = SasQuery.Parse(sasUri.Query);
        Permissions = query["sp"];
        Protocol = SasLetters.Protocol(query["spr"]);
        StartsOn = SasLetters.Instant(query["st"]);
        ExpiresOn = SasLetters.Instant(query["se"]);
        IPRange = query["sip"] is { } range ? TableSasIPRange.Parse(range) : default;
        Identifier = query["si"];
        ResourceTypes = SasLetters.ResourceTypes(query["srt"]) ?? default;
    }

    /// <summary>A builder for the account that later signs.</summary>
    /// <param name="permissions">What is allowed.</param>
    /// <param name="resourceTypes">The levels that are covered.</param>
    /// <param name="expiresOn">When it ends.</param>
    public TableAccountSasBuilder(TableAccountSasPermissions permissions, TableAccountSasResourceTypes resourceTypes, DateTimeOffset expiresOn)
        : this(SasLetters.Of(permissions), resourceTypes, expiresOn)
    {
    }

    /// <summary>A builder for the account that later signs.</summary>
    /// <param name="rawPermissions">What is allowed, letter by letter: r, w, d, l, a and u.</param>
    /// <param name="resourceTypes">The levels that are covered.</param>
    /// <param name="expiresOn">When it ends.</param>
    public TableAccountSasBuilder(string rawPermissions, TableAccountSasResourceTypes resourceTypes, DateTimeOffset expiresOn)
    {
        ArgumentException.ThrowIfNullOrEmpty(rawPermissions);
        Permissions = rawPermissions;
        ResourceTypes = resourceTypes;
        ExpiresOn = expiresOn;
    }

    /// <summary>The levels that are covered.</summary>
    public TableAccountSasResourceTypes ResourceTypes { get; set; }

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
    public void SetPermissions(TableAccountSasPermissions permissions) => Permissions = SasLetters.Of(permissions);

    /// <summary>Sets what is allowed.</summary>
    /// <param name="rawPermissions">The letters.</param>
    public void SetPermissions(string rawPermissions) => Permissions = rawPermissions;

    /// <summary>Signs with the account's key.</summary>
    /// <param name="sharedKeyCredential">The account's name and key.</param>
    /// <returns>The signed query.</returns>
    public TableAccountSasQueryParameters ToSasQueryParameters(TableSharedKeyCredential sharedKeyCredential)
    {
        ArgumentNullException.ThrowIfNull(sharedKeyCredential);
        SasQuery query = new()
        {
            ["sv"] = SasQuery.Version,
            ["ss"] = "t",
            ["srt"] = SasLetters.Of(ResourceTypes),
            ["spr"] = SasLetters.Of(Protocol),
            ["st"] = SasLetters.Of(StartsOn),
            ["se"] = SasLetters.Of(ExpiresOn),
            ["sip"] = SasQuery.NullIfEmpty(IPRange.ToString()),
            ["sp"] = SasQuery.NullIfEmpty(Permissions),
        };
        query["sig"] = sharedKeyCredential.Sign(string.Join('\n',
            sharedKeyCredential.AccountName, query["sp"], query["ss"], query["srt"], query["st"], query["se"], query["sip"], query["spr"], query["sv"], ""));
        return new TableAccountSasQueryParameters(query);
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
