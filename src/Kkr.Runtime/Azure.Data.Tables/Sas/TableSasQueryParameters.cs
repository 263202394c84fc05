using Kkr.Runtime.Tables;

namespace Azure.Data.Tables.Sas;

/// <summary>A shared access signature for one table as the query of an address.</summary>
public sealed class TableSasQueryParameters : TableAccountSasQueryParameters
{
    internal TableSasQueryParameters(SasQuery query)
        : base(query)
    {
    }

    /// <summary>No signature.</summary>
    public static TableSasQueryParameters Empty => new(new SasQuery());

    /// <summary>The first partition that is covered (<c>spk</c>).</summary>
    public string? StartPartitionKey
    {
        get => Query["spk"];
        set => Query["spk"] = value;
    }

    /// <summary>The last partition that is covered (<c>epk</c>).</summary>
    public string? EndPartitionKey
    {
        get => Query["epk"];
        set => Query["epk"] = value;
    }

    /// <summary>The first row key, in the first partition, that is covered (<c>srk</c>).</summary>
    public string? StartRowKey
    {
        get => Query["srk"];
        set => Query["srk"] = value;
    }

    /// <summary>The last row key, in the last partition, that is covered (<c>erk</c>).</summary>
    public string? EndRowKey
    {
        get => Query["erk"];
        set => Query["erk"] = value;
    }

    /// <inheritdoc />
    public override string ToString() => base.ToString();
}
