using Azure.Data.Tables;
using Kkr.Workflow.Adapters.Storage;

namespace Kkr.Workflow.Adapters.Tables;

/// <summary>A table that is made at first use, once per process.</summary>
internal sealed class TableHandle
{
    private readonly Once<TableClient> client;

    public TableHandle(WorkflowStorage storage, string name)
    {
        Name = name;
        client = new Once<TableClient>(async cancellation =>
        {
            TableClient table = storage.Tables.GetTableClient(name);
            await table.CreateIfNotExistsAsync(cancellation);
            return table;
        });
    }

    public string Name { get; }

    public ValueTask<TableClient> OpenAsync(CancellationToken cancellation) => client.GetAsync(cancellation);
}
