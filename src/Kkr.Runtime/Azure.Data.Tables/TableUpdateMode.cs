namespace Azure.Data.Tables;

/// <summary>What happens to properties that a row has and the written entity lacks.</summary>
public enum TableUpdateMode
{
    /// <summary>They stay as they are.</summary>
    Merge = 0,

    /// <summary>They are removed: the row becomes the entity.</summary>
    Replace = 1,
}
