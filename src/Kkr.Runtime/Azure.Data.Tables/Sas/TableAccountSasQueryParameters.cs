using Kkr.Runtime.Tables;

namespace Azure.Data.Tables.Sas;

/// <summary>A shared access signature as the query of an address.</summary>
public class TableAccountSasQueryParameters
{
    private readonly SasQuery _query;

    internal TableAccountSasQueryParameters(SasQuery query)
    {
        _query = query;
    }

    /// <summary>The version of the signature's form (<c>sv</c>).</summary>
    public string Version => _query["sv"]!;

    /// <summary>The levels that are covered (<c>srt</c>); null for a signature for one table.</summary>
    public TableAccountSasResourceTypes? ResourceTypes => SasLetters.ResourceTypes(_query["srt"]);

    /// <summary>The protocols (<c>spr</c>).</summary>
    public TableSasProtocol Protocol => SasLetters.Protocol(_query["spr"]);

    /// <summary>When it begins to hold (<c>st</c>), in UTC; the minimum when at once.</summary>
    public DateTimeOffset StartsOn => SasLetters.Instant(_query["st"]);

    /// <summary>When it ends (<c>se</c>), in UTC; the minimum when a stored policy says so.</summary>
    public DateTimeOffset ExpiresOn => SasLetters.Instant(_query["se"]);

    /// <summary>The addresses it may be used from (<c>sip</c>).</summary>
    public TableSasIPRange IPRange => _query["sip"] is { } range ? TableSasIPRange.Parse(range) : default;

    /// <summary>The stored policy it refers to (<c>si</c>).</summary>
    public string Identifier => _query["si"] ?? "";

    /// <summary>The resource (<c>sr</c>), if said.</summary>
    public string Resource => _query["sr"] ?? "";

    /// <summary>What is allowed (<c>sp</c>), letter by letter.</summary>
    public string Permissions => _query["sp"] ?? "";

    /// <summary>The signature itself (<c>sig</c>), in base64.</summary>
    public string Signature => _query["sig"]!;

    internal SasQuery Query => _query;

    /// <summary>The query, percent-encoded and without a question mark.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _query.ToString();
}
