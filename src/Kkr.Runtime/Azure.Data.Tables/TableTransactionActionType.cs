namespace Azure.Data.Tables;

/// <summary>What one action of a transaction does.</summary>
public enum TableTransactionActionType
{
    /// <summary>Adds a row; fails with 409 when the keys are taken.</summary>
    Add = 0,

    /// <summary>Updates a row and keeps the properties that the entity lacks.</summary>
    UpdateMerge = 1,

    /// <summary>Updates a row and removes the properties that the entity lacks.</summary>
    UpdateReplace = 2,

    /// <summary>Deletes a row.</summary>
    Delete = 3,

    /// <summary>Adds the row or merges into it, whatever its version.</summary>
    UpsertMerge = 4,

    /// <summary>Adds the row or replaces it, whatever its version.</summary>
    UpsertReplace = 5,
}
