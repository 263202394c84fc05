using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Kkr.Runtime.Tests.Azurite;

namespace Kkr.Runtime.Tests.Tables;

public sealed class TableEntityWriteTests(AzuriteFixture azurite) : TableTests(azurite)
{
    private static TableEntity Row(string key, string title = "first") => new("p", key) { ["Title"] = title, ["Count"] = 1 };

    [Fact]
    public async Task Add_NewRow_IsReadBackWithVersionAndTimestamp()
    {
        Response added = await Table.AddEntityAsync(Row("a"));

        TableEntity read = await Table.GetEntityAsync<TableEntity>("p", "a");
        Assert.Equal(204, added.Status);
        Assert.Equal(added.Headers.ETag, read.ETag);
        Assert.Equal("first", read.GetString("Title"));
        Assert.Equal(1, read.GetInt32("Count"));
        Assert.NotNull(read.Timestamp);
    }

    [Fact]
    public async Task Add_KeysTaken_IsRefusedWith409()
    {
        await Table.AddEntityAsync(Row("a"));
        RequestFailedException refused = await RefusedAsync(() => Table.AddEntityAsync(Row("a")), 409, "EntityAlreadyExists");
        Assert.True(TableErrorCode.EntityAlreadyExists == refused.ErrorCode);
        Assert.Contains("already exists", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_MissingRow_IsRefusedWith404AndIfExistsHasNoValue()
    {
        await RefusedAsync(() => Table.GetEntityAsync<TableEntity>("p", "none"), 404, "ResourceNotFound");

        NullableResponse<TableEntity> found = await Table.GetEntityIfExistsAsync<TableEntity>("p", "none");
        Assert.False(found.HasValue);
        Assert.Equal(404, found.GetRawResponse().Status);
        Assert.Throws<InvalidOperationException>(() => found.Value);
    }

    [Fact]
    public async Task GetIfExists_RowThere_HasIt()
    {
        await Table.AddEntityAsync(Row("a"));
        NullableResponse<TableEntity> found = await Table.GetEntityIfExistsAsync<TableEntity>("p", "a");
        Assert.True(found.HasValue);
        Assert.Equal("a", found.Value!.RowKey);
    }

    [Fact]
    public async Task Get_Select_GivesOnlyWhatWasAskedFor()
    {
        await Table.AddEntityAsync(Row("a"));
        TableEntity read = await Table.GetEntityAsync<TableEntity>("p", "a", ["Count"]);
        Assert.Equal(1, read.GetInt32("Count"));
        Assert.False(read.ContainsKey("Title"));
    }

    [Fact]
    public async Task Upsert_Merge_KeepsPropertiesThatTheEntityLacks()
    {
        await Table.UpsertEntityAsync(Row("a"));
        await Table.UpsertEntityAsync(new TableEntity("p", "a") { ["Title"] = "second" });

        TableEntity read = await Table.GetEntityAsync<TableEntity>("p", "a");
        Assert.Equal(("second", 1), (read.GetString("Title"), read.GetInt32("Count")));
    }

    [Fact]
    public async Task Upsert_Replace_RemovesPropertiesThatTheEntityLacks()
    {
        await Table.UpsertEntityAsync(Row("a"));
        await Table.UpsertEntityAsync(new TableEntity("p", "a") { ["Title"] = "second" }, TableUpdateMode.Replace);

        TableEntity read = await Table.GetEntityAsync<TableEntity>("p", "a");
        Assert.Equal("second", read.GetString("Title"));
        Assert.False(read.ContainsKey("Count"));
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge)]
    [InlineData(TableUpdateMode.Replace)]
    public async Task Update_VersionReadBefore_WritesAndChangesTheVersion(TableUpdateMode mode)
    {
        await Table.AddEntityAsync(Row("a"));
        TableEntity read = await Table.GetEntityAsync<TableEntity>("p", "a");
        read["Title"] = "second";
        Response updated = await Table.UpdateEntityAsync(read, read.ETag, mode);

        TableEntity again = await Table.GetEntityAsync<TableEntity>("p", "a");
        Assert.Equal("second", again.GetString("Title"));
        Assert.Equal(updated.Headers.ETag, again.ETag);
        Assert.NotEqual(read.ETag, again.ETag);
    }

    [Fact]
    public async Task Update_StaleVersion_IsRefusedWith412()
    {
        Response added = await Table.AddEntityAsync(Row("a"));
        await Table.UpsertEntityAsync(Row("a", "other"));
        await RefusedAsync(() => Table.UpdateEntityAsync(Row("a", "mine"), added.Headers.ETag!.Value), 412, "UpdateConditionNotSatisfied");
        Assert.Equal("other", (await Table.GetEntityAsync<TableEntity>("p", "a")).Value.GetString("Title"));
    }

    [Fact]
    public async Task Update_AnyVersionOfMissingRow_IsRefusedWith404()
        => await RefusedAsync(() => Table.UpdateEntityAsync(Row("none"), ETag.All), 404, "ResourceNotFound");

    [Fact]
    public async Task Update_DefaultVersion_IsAnArgumentError()
        => await Assert.ThrowsAsync<ArgumentException>(() => Table.UpdateEntityAsync(Row("a"), default));

    [Fact]
    public async Task Delete_ByKeysAndByEntity_RemovesTheRow()
    {
        await Table.AddEntityAsync(Row("a"));
        await Table.AddEntityAsync(Row("b"));
        Assert.Equal(204, (await Table.DeleteEntityAsync("p", "a")).Status);
        Assert.Equal(204, (await Table.DeleteEntityAsync(Row("b"))).Status);
        Assert.Empty(await ListAsync(Table.QueryAsync<TableEntity>()));
    }

    [Fact]
    public async Task Delete_MissingRow_AnswersWith404AndDoesNotThrow()
        => Assert.Equal(404, (await Table.DeleteEntityAsync("p", "none")).Status);

    [Fact]
    public async Task Delete_StaleVersion_IsRefusedWith412()
    {
        Response added = await Table.AddEntityAsync(Row("a"));
        await Table.UpsertEntityAsync(Row("a", "other"));
        await RefusedAsync(() => Table.DeleteEntityAsync("p", "a", added.Headers.ETag!.Value), 412, "UpdateConditionNotSatisfied");
    }

    [Fact]
    public async Task Add_Cancelled_IsNotDone()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Table.AddEntityAsync(Row("a"), new CancellationToken(canceled: true)));
        Assert.Empty(await ListAsync(Table.QueryAsync<TableEntity>()));
    }

    [Fact]
    public void Synchronous_EveryOperation_DoesTheSame()
    {
        Assert.Equal(204, Table.AddEntity(Row("a")).Status);
        TableEntity read = Table.GetEntity<TableEntity>("p", "a");
        Assert.Equal(204, Table.UpdateEntity(Row("a", "second"), read.ETag).Status);
        Assert.Equal(204, Table.UpsertEntity(Row("b")).Status);
        Assert.True(Table.GetEntityIfExists<TableEntity>("p", "b").HasValue);
        Assert.Equal(["a", "b"], Table.Query<TableEntity>().Select(row => row.RowKey));
        Assert.Equal(204, Table.DeleteEntity("p", "a").Status);
        Assert.Equal(204, Table.SubmitTransaction([new(TableTransactionActionType.Delete, Row("b"))]).Value[0].Status);
        Assert.Empty(Table.Query<TableEntity>());
    }
}
