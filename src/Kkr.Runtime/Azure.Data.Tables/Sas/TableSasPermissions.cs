namespace Azure.Data.Tables.Sas;

/// <summary>What a signature for one table allows.</summary>
[Flags]
public enum TableSasPermissions
{
    /// <summary>Reading and querying rows.</summary>
    Read = 1,

    /// <summary>Adding rows. Upserts need <see cref="Update"/> too.</summary>
    Add = 2,

    /// <summary>Updating rows.</summary>
    Update = 4,

    /// <summary>Deleting rows.</summary>
    Delete = 8,

    /// <summary>Everything.</summary>
    All = -1,
}
