using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Kkr.Runtime.Tests.Azurite;

namespace Kkr.Runtime.Tests.Tables;

public sealed class TableTransactionTests(AzuriteFixture azurite) : TableTests(azurite)
{
    private static TableEntity Row(string key, int value = 1) => new("p", key) { ["Value"] = value, ["Note"] = "note" };

    private static TableTransactionAction Do(TableTransactionActionType type, ITableEntity row, ETag etag = default) => new(type, row, etag);

    private async Task<Dictionary<string, TableEntity>> RowsAsync()
        => (await ListAsync(Table.QueryAsync<TableEntity>())).ToDictionary(row => row.RowKey, StringComparer.Ordinal);

    [Fact]
    public async Task Submit_EveryKindOfAction_DoesAllAndAnswersInOrder()
    {
        foreach (string key in new[] { "merge", "replace", "delete", "upmerge", "upreplace" })
        {
            await Table.AddEntityAsync(Row(key));
        }

        Response<IReadOnlyList<Response>> done = await Table.SubmitTransactionAsync(
        [
            Do(TableTransactionActionType.Add, Row("add", 2)),
            Do(TableTransactionActionType.UpdateMerge, new TableEntity("p", "merge") { ["Value"] = 2 }),
            Do(TableTransactionActionType.UpdateReplace, new TableEntity("p", "replace") { ["Value"] = 2 }),
            Do(TableTransactionActionType.Delete, new TableEntity("p", "delete")),
            Do(TableTransactionActionType.UpsertMerge, new TableEntity("p", "upmerge") { ["Value"] = 2 }),
            Do(TableTransactionActionType.UpsertReplace, new TableEntity("p", "upreplace") { ["Value"] = 2 }),
            Do(TableTransactionActionType.UpsertMerge, Row("new", 2)),
        ]);

        Assert.Equal(202, done.GetRawResponse().Status);
        Assert.Equal(7, done.Value.Count);
        Assert.All(done.Value, response => Assert.InRange(response.Status, 200, 204));
        Dictionary<string, TableEntity> rows = await RowsAsync();
        Assert.Equal(["add", "merge", "new", "replace", "upmerge", "upreplace"], rows.Keys.Order(StringComparer.Ordinal));
        Assert.All(rows.Values, row => Assert.Equal(2, row.GetInt32("Value")));
        Assert.Equal(["add", "merge", "new", "upmerge"], rows.Values.Where(row => row.ContainsKey("Note")).Select(row => row.RowKey).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Submit_Versions_ComeBackAndMatchTheRows()
    {
        Response<IReadOnlyList<Response>> done = await Table.SubmitTransactionAsync(
            [Do(TableTransactionActionType.Add, Row("a")), Do(TableTransactionActionType.UpsertReplace, Row("b"))]);
        Dictionary<string, TableEntity> rows = await RowsAsync();
        Assert.Equal([rows["a"].ETag, rows["b"].ETag], done.Value.Select(response => response.Headers.ETag!.Value));
    }

    [Fact]
    public async Task Submit_OneActionConflicts_NothingIsDoneAndTheIndexIsTold()
    {
        await Table.AddEntityAsync(Row("taken"));
        TableTransactionFailedException failed = await Assert.ThrowsAsync<TableTransactionFailedException>(() => Table.SubmitTransactionAsync(
            [Do(TableTransactionActionType.Add, Row("a")), Do(TableTransactionActionType.UpsertReplace, Row("b")), Do(TableTransactionActionType.Add, Row("taken", 9))]));

        Assert.Equal((409, "EntityAlreadyExists", 2), (failed.Status, failed.ErrorCode, failed.FailedTransactionActionIndex));
        Assert.Equal(["taken"], (await RowsAsync()).Keys);
    }

    [Fact]
    public async Task Submit_StaleVersion_IsRefusedWith412AndRolledBack()
    {
        Response added = await Table.AddEntityAsync(Row("a"));
        await Table.UpsertEntityAsync(Row("a", 5));
        TableTransactionFailedException failed = await Assert.ThrowsAsync<TableTransactionFailedException>(() => Table.SubmitTransactionAsync(
            [Do(TableTransactionActionType.Add, Row("b")), Do(TableTransactionActionType.UpdateReplace, Row("a", 6), added.Headers.ETag!.Value)]));

        Assert.Equal((412, "UpdateConditionNotSatisfied", 1), (failed.Status, failed.ErrorCode, failed.FailedTransactionActionIndex));
        Dictionary<string, TableEntity> rows = await RowsAsync();
        Assert.Equal(5, Assert.Single(rows).Value.GetInt32("Value"));
    }

    [Fact]
    public async Task Submit_CurrentVersions_UpdateAndDelete()
    {
        Response a = await Table.AddEntityAsync(Row("a"));
        Response b = await Table.AddEntityAsync(Row("b"));
        await Table.SubmitTransactionAsync(
        [
            Do(TableTransactionActionType.UpdateMerge, new TableEntity("p", "a") { ["Value"] = 7 }, a.Headers.ETag!.Value),
            Do(TableTransactionActionType.Delete, Row("b"), b.Headers.ETag!.Value),
        ]);
        Assert.Equal(7, Assert.Single(await RowsAsync()).Value.GetInt32("Value"));
    }

    [Theory]
    [InlineData(TableTransactionActionType.UpdateMerge)]
    [InlineData(TableTransactionActionType.UpdateReplace)]
    [InlineData(TableTransactionActionType.Delete)]
    public async Task Submit_MissingRow_IsRefusedWith404(TableTransactionActionType type)
    {
        TableTransactionFailedException failed = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => Table.SubmitTransactionAsync([Do(TableTransactionActionType.Add, Row("a")), Do(type, Row("none"))]));
        Assert.Equal((404, 1), (failed.Status, failed.FailedTransactionActionIndex));
        Assert.Empty(await RowsAsync());
    }

    [Fact]
    public async Task Submit_HundredActions_AreDone()
    {
        await Table.SubmitTransactionAsync(Enumerable.Range(0, 100).Select(number => Do(TableTransactionActionType.Add, Row(number.ToString("d3", CultureInfo.InvariantCulture)))));
        Assert.Equal(100, (await RowsAsync()).Count);
    }

    [Fact]
    public async Task Submit_MoreThanHundredActions_IsRefusedWith400()
    {
        RequestFailedException failed = await Assert.ThrowsAnyAsync<RequestFailedException>(() => Table.SubmitTransactionAsync(
            Enumerable.Range(0, 101).Select(number => Do(TableTransactionActionType.Add, Row(number.ToString("d3", CultureInfo.InvariantCulture))))));
        Assert.Equal((400, "InvalidInput"), (failed.Status, failed.ErrorCode));
        Assert.Empty(await RowsAsync());
    }

    [Fact]
    public async Task Submit_TwoPartitions_IsRefusedWith400AndTheIndex()
    {
        TableTransactionFailedException failed = await Assert.ThrowsAsync<TableTransactionFailedException>(() => Table.SubmitTransactionAsync(
            [Do(TableTransactionActionType.Add, Row("a")), Do(TableTransactionActionType.Add, new TableEntity("q", "b"))]));
        Assert.Equal((400, "CommandsInBatchActOnDifferentPartitions", 1), (failed.Status, failed.ErrorCode, failed.FailedTransactionActionIndex));
        Assert.Empty(await RowsAsync());
    }

    [Fact]
    public async Task Submit_SameRowTwice_IsRefusedWith400()
    {
        TableTransactionFailedException failed = await Assert.ThrowsAsync<TableTransactionFailedException>(() => Table.SubmitTransactionAsync(
            [Do(TableTransactionActionType.UpsertMerge, Row("a")), Do(TableTransactionActionType.UpsertMerge, Row("a", 2))]));
        Assert.Equal((400, "InvalidDuplicateRow"), (failed.Status, failed.ErrorCode));
    }

    [Fact]
    public async Task Submit_NoActions_IsAnInvalidOperation()
        => await Assert.ThrowsAsync<InvalidOperationException>(() => Table.SubmitTransactionAsync([]));

    [Fact]
    public async Task Submit_TableMissing_IsRefusedWith404()
    {
        TableClient missing = new(Azurite.ConnectionString, AzuriteFixture.UniqueName("missing"));
        RequestFailedException failed = await Assert.ThrowsAnyAsync<RequestFailedException>(
            () => missing.SubmitTransactionAsync([Do(TableTransactionActionType.Add, Row("a"))]));
        Assert.Equal((404, "TableNotFound"), (failed.Status, failed.ErrorCode));
    }

    [Theory]
    [InlineData("it's")]
    [InlineData("''")]
    [InlineData("med mellemrum")]
    [InlineData("æøå ÆØÅ")]
    [InlineData("100%25")]
    [InlineData("a+b&c=d;e,f")]
    [InlineData("{curly} \"quoted\" (round) [square] <angle>")]
    [InlineData("http://not-a-url:80 PUT")]
    [InlineData("日本語🙂")]
    public async Task Submit_OddKeys_NameTheRowTheySay(string key)
    {
        // '/' and '\' are not allowed in keys.
        key = key.Replace('/', '|');
        await Table.SubmitTransactionAsync([Do(TableTransactionActionType.Add, new TableEntity("p'ø", key) { ["Value"] = 1 })]);
        await Table.SubmitTransactionAsync([Do(TableTransactionActionType.UpdateReplace, new TableEntity("p'ø", key) { ["Value"] = 2, ["Text"] = key })]);

        TableEntity row = await Table.GetEntityAsync<TableEntity>("p'ø", key);
        Assert.Equal((2, key), (row.GetInt32("Value"), row.GetString("Text")));

        await Table.SubmitTransactionAsync([Do(TableTransactionActionType.Delete, row, row.ETag)]);
        Assert.Empty(await RowsAsync());
    }
}
