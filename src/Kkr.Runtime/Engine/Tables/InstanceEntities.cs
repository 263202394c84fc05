using Azure;
using Azure.Data.Tables;
using Kkr.Runtime.Engine.History;
using Microsoft.DurableTask.Client;

namespace Kkr.Runtime.Engine.Tables;

/// <summary>Instance rows as table entities, but for their texts.</summary>
internal static class InstanceEntities
{
    /// <summary>The columns of a row without texts: what a new owner reads of every open instance.</summary>
    public static readonly string[] SlimColumns =
    [
        "PartitionKey", "RowKey", "odata.etag", "Schema", "InstanceId", "Name", "OrchestratorVersion", "Status", "CreatedAt", "UpdatedAt", "CompletedAt", "StartAt",
        "ParentId", "ParentName", "ParentGeneration", "ParentTask", "Generation", "Revision", "Stamp", "Epoch", "Busy", "WakeAt",
    ];

    public static TableEntity ToEntity(InstanceRow row, bool whole)
    {
        TableEntity entity = new(HubKeys.Partition(row.Id), HubKeys.InstanceRow)
        {
            ["Status"] = row.Status.ToString(),
            ["UpdatedAt"] = row.UpdatedAt,
            ["Generation"] = row.Generation,
            ["Revision"] = row.Revision,
            ["Stamp"] = row.Stamp,
            ["Epoch"] = row.Epoch,
            ["Busy"] = row.Busy,
            ["Open"] = row.IsOpen,

            // Ticks, because a merge cannot clear a column and a table's dates begin in 1601.
            ["WakeAt"] = row.WakeAt?.UtcTicks ?? 0L,
        };
        if (row.CompletedAt is { } completed)
        {
            entity["CompletedAt"] = completed;
        }

        if (whole)
        {
            AddFixed(entity, row);
        }

        return entity;
    }

    public static InstanceRow FromEntity(TableEntity entity)
    {
        int schema = entity.GetInt32("Schema") ?? InstanceRow.CurrentSchema;
        if (schema > InstanceRow.CurrentSchema)
        {
            throw new NotSupportedException(
                $"Instance '{entity.GetString("InstanceId")}' has schema version {schema}; this program knows versions up to {InstanceRow.CurrentSchema}. Run the newer program.");
        }

        long wake = entity.GetInt64("WakeAt") ?? 0;
        return new InstanceRow
        {
            Id = entity.GetString("InstanceId")!,
            Name = entity.GetString("Name")!,
            Version = Text(entity, "OrchestratorVersion"),
            Status = Enum.Parse<OrchestrationRuntimeStatus>(entity.GetString("Status")!),
            CreatedAt = entity.GetDateTimeOffset("CreatedAt")!.Value,
            UpdatedAt = entity.GetDateTimeOffset("UpdatedAt")!.Value,
            CompletedAt = entity.GetDateTimeOffset("CompletedAt"),
            StartAt = entity.GetDateTimeOffset("StartAt"),
            Parent = Text(entity, "ParentId") is { } parent
                ? new ParentRef(parent, entity.GetString("ParentName")!, entity.GetInt32("ParentGeneration")!.Value, entity.GetInt32("ParentTask")!.Value)
                : null,
            Generation = entity.GetInt32("Generation")!.Value,
            Revision = entity.GetInt64("Revision")!.Value,
            Stamp = entity.GetString("Stamp")!,
            Epoch = entity.GetInt64("Epoch")!.Value,
            Busy = entity.GetBoolean("Busy")!.Value,
            WakeAt = wake == 0 ? null : new DateTimeOffset(wake, TimeSpan.Zero),
            ETag = entity.ETag.ToString(),
        };
    }

    /// <summary>Gives a lease row as an entity.</summary>
    public static TableEntity ToEntity(LeaseRow lease) => new(HubKeys.LeasePartition, HubKeys.LeaseRow)
    {
        ["Schema"] = InstanceRow.CurrentSchema,
        ["Owner"] = lease.Owner,
        ["Epoch"] = lease.Epoch,
        ["Expires"] = lease.Expires,
    };

    public static LeaseRow ToLease(TableEntity entity) => new(
        entity.GetString("Owner")!, entity.GetInt64("Epoch")!.Value, entity.GetDateTimeOffset("Expires")!.Value, entity.ETag.ToString());

    private static void AddFixed(TableEntity entity, InstanceRow row)
    {
        entity["Schema"] = InstanceRow.CurrentSchema;
        entity["InstanceId"] = row.Id;
        entity["Name"] = row.Name;
        entity["CreatedAt"] = row.CreatedAt;
        if (row.StartAt is { } start)
        {
            entity["StartAt"] = start;
        }

        if (row.Parent is { } parent)
        {
            entity["ParentId"] = parent.Id;
            entity["ParentName"] = parent.Name;
            entity["ParentGeneration"] = parent.Generation;
            entity["ParentTask"] = parent.TaskId;
        }
    }

    private static string? Text(TableEntity entity, string column) => entity.GetString(column) is { Length: > 0 } text ? text : null;
}
