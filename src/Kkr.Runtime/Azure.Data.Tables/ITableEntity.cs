namespace Azure.Data.Tables;

/// <summary>
/// A row of a table. A class that implements it has its other public properties stored under their names (or the name that
/// <see cref="System.Runtime.Serialization.DataMemberAttribute"/> gives), except those marked
/// <see cref="System.Runtime.Serialization.IgnoreDataMemberAttribute"/>.
/// </summary>
public interface ITableEntity
{
    /// <summary>The partition: rows of one partition can be written in one transaction. At most 1024 characters, without / \ # ? and control characters.</summary>
    string PartitionKey { get; set; }

    /// <summary>The row's key, unique within its partition. Same limits as <see cref="PartitionKey"/>.</summary>
    string RowKey { get; set; }

    /// <summary>When the service last wrote the row, in UTC. Set by the service; what a program sets is not sent.</summary>
    DateTimeOffset? Timestamp { get; set; }

    /// <summary>The row's version, which the service changes with every write. Used for optimistic concurrency.</summary>
    ETag ETag { get; set; }
}
