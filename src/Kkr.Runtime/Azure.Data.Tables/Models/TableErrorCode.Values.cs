namespace Azure.Data.Tables.Models;

public readonly partial struct TableErrorCode
{
    /// <summary>The account has reached its limit of operations a second.</summary>
    public static TableErrorCode AccountIOPSLimitExceeded { get; } = new("AccountIOPSLimitExceeded");

    /// <summary>Atom is not spoken by this service version.</summary>
    public static TableErrorCode AtomFormatNotSupported { get; } = new("AtomFormatNotSupported");

    /// <summary>The caller is known but may not do this.</summary>
    public static TableErrorCode AuthorizationPermissionMismatch { get; } = new("AuthorizationPermissionMismatch");

    /// <summary>The signature does not cover this kind of resource.</summary>
    public static TableErrorCode AuthorizationResourceTypeMismatch { get; } = new("AuthorizationResourceTypeMismatch");

    /// <summary>More operations a second were asked for than one table may have.</summary>
    public static TableErrorCode CannotCreateTableWithIOPSGreaterThanMaxAllowedPerTable { get; } = new("CannotCreateTableWithIOPSGreaterThanMaxAllowedPerTable");

    /// <summary>A transaction spans several partitions.</summary>
    public static TableErrorCode CommandsInBatchActOnDifferentPartitions { get; } = new("CommandsInBatchActOnDifferentPartitions");

    /// <summary>The request is larger than 4 MiB.</summary>
    public static TableErrorCode ContentLengthExceeded { get; } = new("ContentLengthExceeded");

    /// <summary>A key property occurs twice.</summary>
    public static TableErrorCode DuplicateKeyPropertySpecified { get; } = new("DuplicateKeyPropertySpecified");

    /// <summary>A property occurs twice.</summary>
    public static TableErrorCode DuplicatePropertiesSpecified { get; } = new("DuplicatePropertiesSpecified");

    /// <summary>A row with these keys exists.</summary>
    public static TableErrorCode EntityAlreadyExists { get; } = new("EntityAlreadyExists");

    /// <summary>No row has these keys.</summary>
    public static TableErrorCode EntityNotFound { get; } = new("EntityNotFound");

    /// <summary>The row is larger than 1 MiB.</summary>
    public static TableErrorCode EntityTooLarge { get; } = new("EntityTooLarge");

    /// <summary>The caller may not do this.</summary>
    public static TableErrorCode Forbidden { get; } = new("Forbidden");

    /// <summary>A transaction names one row twice.</summary>
    public static TableErrorCode InvalidDuplicateRow { get; } = new("InvalidDuplicateRow");

    /// <summary>The request is not valid.</summary>
    public static TableErrorCode InvalidInput { get; } = new("InvalidInput");

    /// <summary>A value does not have the type that is stated for it.</summary>
    public static TableErrorCode InvalidValueType { get; } = new("InvalidValueType");

    /// <summary>JSON is not spoken by this service version.</summary>
    public static TableErrorCode JsonFormatNotSupported { get; } = new("JsonFormatNotSupported");

    /// <summary>Verbose JSON is not spoken by this service version.</summary>
    public static TableErrorCode JsonVerboseFormatNotSupported { get; } = new("JsonVerboseFormatNotSupported");

    /// <summary>A key is longer than 1024 characters.</summary>
    public static TableErrorCode KeyValueTooLarge { get; } = new("KeyValueTooLarge");

    /// <summary>The content type is not supported.</summary>
    public static TableErrorCode MediaTypeNotSupported { get; } = new("MediaTypeNotSupported");

    /// <summary>The HTTP method is not allowed here.</summary>
    public static TableErrorCode MethodNotAllowed { get; } = new("MethodNotAllowed");

    /// <summary>The service does not offer this.</summary>
    public static TableErrorCode NotImplemented { get; } = new("NotImplemented");

    /// <summary>The operation took longer than the service allows.</summary>
    public static TableErrorCode OperationTimedOut { get; } = new("OperationTimedOut");

    /// <summary>The filter has an operator that is not valid here.</summary>
    public static TableErrorCode OperatorInvalid { get; } = new("OperatorInvalid");

    /// <summary>A value is outside its range.</summary>
    public static TableErrorCode OutOfRangeInput { get; } = new("OutOfRangeInput");

    /// <summary>The partition key must be compared for equality.</summary>
    public static TableErrorCode PartitionKeyEqualityComparisonExpected { get; } = new("PartitionKeyEqualityComparisonExpected");

    /// <summary>The partition key is missing.</summary>
    public static TableErrorCode PartitionKeyNotSpecified { get; } = new("PartitionKeyNotSpecified");

    /// <summary>A row cannot change partition.</summary>
    public static TableErrorCode PartitionKeyPropertyCannotBeUpdated { get; } = new("PartitionKeyPropertyCannotBeUpdated");

    /// <summary>The partition key occurs twice.</summary>
    public static TableErrorCode PartitionKeySpecifiedMoreThanOnce { get; } = new("PartitionKeySpecifiedMoreThanOnce");

    /// <summary>The table's capacity cannot be lowered more often.</summary>
    public static TableErrorCode PerTableIOPSDecrementLimitReached { get; } = new("PerTableIOPSDecrementLimitReached");

    /// <summary>The table's capacity cannot be raised more often.</summary>
    public static TableErrorCode PerTableIOPSIncrementLimitReached { get; } = new("PerTableIOPSIncrementLimitReached");

    /// <summary>A key is not a string.</summary>
    public static TableErrorCode PrimaryKeyPropertyIsInvalidType { get; } = new("PrimaryKeyPropertyIsInvalidType");

    /// <summary>A property that is needed has no value.</summary>
    public static TableErrorCode PropertiesNeedValue { get; } = new("PropertiesNeedValue");

    /// <summary>A property has a name that is not valid.</summary>
    public static TableErrorCode PropertyNameInvalid { get; } = new("PropertyNameInvalid");

    /// <summary>A property name is longer than 255 characters.</summary>
    public static TableErrorCode PropertyNameTooLong { get; } = new("PropertyNameTooLong");

    /// <summary>A value is larger than 64 KiB.</summary>
    public static TableErrorCode PropertyValueTooLarge { get; } = new("PropertyValueTooLarge");

    /// <summary>The row or resource does not exist.</summary>
    public static TableErrorCode ResourceNotFound { get; } = new("ResourceNotFound");

    /// <summary>The table is still being provisioned.</summary>
    public static TableErrorCode SettingIOPSForATableInProvisioningNotAllowed { get; } = new("SettingIOPSForATableInProvisioningNotAllowed");

    /// <summary>A table of this name exists.</summary>
    public static TableErrorCode TableAlreadyExists { get; } = new("TableAlreadyExists");

    /// <summary>A table of this name is being deleted; try again in a minute.</summary>
    public static TableErrorCode TableBeingDeleted { get; } = new("TableBeingDeleted");

    /// <summary>The table has no properties.</summary>
    public static TableErrorCode TableHasNoProperties { get; } = new("TableHasNoProperties");

    /// <summary>The table has no such property.</summary>
    public static TableErrorCode TableHasNoSuchProperty { get; } = new("TableHasNoSuchProperty");

    /// <summary>The table does not exist.</summary>
    public static TableErrorCode TableNotFound { get; } = new("TableNotFound");

    /// <summary>The row has more than 252 properties of its own.</summary>
    public static TableErrorCode TooManyProperties { get; } = new("TooManyProperties");

    /// <summary>The row's version is not the one that was asked for.</summary>
    public static TableErrorCode UpdateConditionNotSatisfied { get; } = new("UpdateConditionNotSatisfied");

    /// <summary>The X-HTTP-Method header occurs more than once.</summary>
    public static TableErrorCode XMethodIncorrectCount { get; } = new("XMethodIncorrectCount");

    /// <summary>The X-HTTP-Method header has a value that is not valid.</summary>
    public static TableErrorCode XMethodIncorrectValue { get; } = new("XMethodIncorrectValue");

    /// <summary>The X-HTTP-Method header needs POST.</summary>
    public static TableErrorCode XMethodNotUsingPost { get; } = new("XMethodNotUsingPost");
}
