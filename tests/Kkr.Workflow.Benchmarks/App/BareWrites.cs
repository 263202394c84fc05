using System.Globalization;
using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Kkr.Runtime.Local;

namespace Kkr.Workflow.Benchmarks.App;

/// <summary>
/// The writes that accepting an item cannot do without, one after the other as the app must: the text's blob, the item's row, the start of the
/// receipt's mailing (one checkpoint) and the audit log's entry with its head and key.
/// </summary>
internal sealed class BareWrites
{
    private readonly BlobContainerClient _texts;
    private readonly TableClient _items;
    private readonly TableClient _hub;
    private readonly TableClient _audit;
    private int _number;

    private BareWrites(BlobContainerClient texts, TableClient items, TableClient hub, TableClient audit) =>
        (_texts, _items, _hub, _audit) = (texts, items, hub, audit);

    public static async Task<BareWrites> PrepareAsync(AzuriteProcess azurite)
    {
        BareWrites writes = new(
            new BlobContainerClient(azurite.ConnectionString, "baretexts"),
            new TableClient(azurite.ConnectionString, "BareItems"),
            new TableClient(azurite.ConnectionString, "BareHub"),
            new TableClient(azurite.ConnectionString, "BareAudit"));
        await writes._texts.CreateIfNotExistsAsync();
        await writes._items.CreateIfNotExistsAsync();
        await writes._hub.CreateIfNotExistsAsync();
        await writes._audit.CreateIfNotExistsAsync();
        return writes;
    }

    public async Task WriteAsync()
    {
        string number = Interlocked.Increment(ref _number).ToString("d9", CultureInfo.InvariantCulture);
        byte[] text = Encoding.UTF8.GetBytes($"{{\"n\":{number},\"background\":\"{Draft.Background}\",\"recommendation\":\"{Draft.Recommendation}\"}}");
        await _texts.UploadBlobAsync($"texts/{number}", new BinaryData(text));
        await _items.AddEntityAsync(Row("meeting", number));
        await _hub.SubmitTransactionAsync([Add(Row(number, "instance")), Add(Row(number, "events"))]);
        await _audit.SubmitTransactionAsync([Add(Row("council", "entry" + number)), Put(Row("council", "head")), Add(Row("council", "key" + number))]);
    }

    private static TableTransactionAction Add(TableEntity entity) => new(TableTransactionActionType.Add, entity);

    private static TableTransactionAction Put(TableEntity entity) => new(TableTransactionActionType.UpsertReplace, entity);

    private static TableEntity Row(string partition, string row) => new(partition, row)
    {
        ["Schema"] = 1,
        ["Json"] = "{\"title\":\"" + Draft.Title + "\",\"section\":3,\"submitterPost\":\"director-0730\",\"status\":\"proposed\",\"isLate\":false}",
    };
}
