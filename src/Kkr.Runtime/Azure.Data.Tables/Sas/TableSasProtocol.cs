namespace Azure.Data.Tables.Sas;

/// <summary>Over which protocols a shared access signature may be used.</summary>
public enum TableSasProtocol
{
    /// <summary>Not said: both.</summary>
    None = 0,

    /// <summary>Both.</summary>
    HttpsAndHttp = 1,

    /// <summary>Only https.</summary>
    Https = 2,
}
