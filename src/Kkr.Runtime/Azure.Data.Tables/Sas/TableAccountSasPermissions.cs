namespace Azure.Data.Tables.Sas;

/// <summary>What a signature for an account's table service allows.</summary>
[Flags]
public enum TableAccountSasPermissions
{
    /// <summary>Reading rows and properties.</summary>
    Read = 1,

    /// <summary>Creating tables and writing properties.</summary>
    Write = 2,

    /// <summary>Deleting rows and tables.</summary>
    Delete = 4,

    /// <summary>Listing tables.</summary>
    List = 8,

    /// <summary>Adding rows.</summary>
    Add = 16,

    /// <summary>Updating rows.</summary>
    Update = 64,

    /// <summary>Everything.</summary>
    All = -1,
}
