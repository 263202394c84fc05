namespace Azure.Data.Tables.Sas;

/// <summary>The levels that a signature for an account's table service covers.</summary>
[Flags]
public enum TableAccountSasResourceTypes
{
    /// <summary>The service: its properties and the list of tables.</summary>
    Service = 1,

    /// <summary>Tables.</summary>
    Container = 2,

    /// <summary>Rows.</summary>
    Object = 4,

    /// <summary>All levels.</summary>
    All = -1,
}
