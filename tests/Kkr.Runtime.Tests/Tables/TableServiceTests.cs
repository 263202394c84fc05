using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Kkr.Runtime.Tests.Azurite;

namespace Kkr.Runtime.Tests.Tables;

public sealed class TableServiceTests(AzuriteFixture azurite) : TableTests(azurite)
{
    private TableServiceClient Service => new(Azurite.ConnectionString);

    [Fact]
    public async Task CreateTable_New_IsListedAndCanBeDeleted()
    {
        string name = AzuriteFixture.UniqueName("made");
        TableItem made = await Service.CreateTableAsync(name);
        Assert.Equal(name, made.Name);
        Assert.Equal([name], (await ListAsync(Service.QueryAsync(table => table.Name == name))).Select(table => table.Name));
        Assert.Equal([name], (await ListAsync(Service.QueryAsync((FormattableString)$"TableName eq {name}"))).Select(table => table.Name));

        Assert.Equal(204, (await Service.DeleteTableAsync(name)).Status);
        Assert.Empty(await ListAsync(Service.QueryAsync($"TableName eq '{name}'")));
    }

    [Fact]
    public async Task CreateTable_NameTaken_IsRefusedWith409UnlessAskedNotTo()
    {
        await RefusedAsync(() => Service.CreateTableAsync(Table.Name), 409, "TableAlreadyExists");
        await RefusedAsync(() => Table.CreateAsync(), 409, "TableAlreadyExists");

        Response<TableItem> existing = await Table.CreateIfNotExistsAsync();
        Assert.Equal((Table.Name, 409), (existing.Value.Name, existing.GetRawResponse().Status));
        Assert.Equal(Table.Name, Service.CreateTableIfNotExists(Table.Name).Value.Name);
    }

    [Fact]
    public async Task CreateTable_BadName_IsRefusedWith400()
    {
        RequestFailedException refused = await Assert.ThrowsAsync<RequestFailedException>(() => Service.CreateTableAsync("no-dashes"));
        Assert.Equal(400, refused.Status);
    }

    [Fact]
    public async Task DeleteTable_Missing_AnswersWith404AndDoesNotThrow()
        => Assert.Equal(404, (await Service.DeleteTableAsync(AzuriteFixture.UniqueName("missing"))).Status);

    [Fact]
    public async Task Query_Pages_GoThroughAllTables()
    {
        string prefix = AzuriteFixture.UniqueName("paged");
        for (int number = 0; number < 5; number++)
        {
            await Service.CreateTableAsync($"{prefix}{number}");
        }

        List<Page<TableItem>> pages = await ListAsync(Service.QueryAsync($"TableName ge '{prefix}' and TableName lt '{prefix}9'", 2).AsPages());
        Assert.Equal(5, pages.SelectMany(page => page.Values).Count());
        Assert.True(pages.Count >= 3);
    }

    [Fact]
    public async Task GetTableClient_AnyTable_SharesTheAccount()
    {
        TableClient table = Service.GetTableClient(Table.Name);
        await table.AddEntityAsync(new TableEntity("p", "r"));
        Assert.True((await Table.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
        Assert.Equal(("devstoreaccount1", Table.Name), (table.AccountName, table.Name));
        Assert.Equal($"{Azurite.TableEndpoint}/{Table.Name}", table.Uri.ToString());
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\tb")]
    public async Task Add_KeyWithForbiddenCharacter_IsRefusedWith400(string key)
    {
        RequestFailedException refused = await Assert.ThrowsAsync<RequestFailedException>(() => Table.AddEntityAsync(new TableEntity("p", key)));
        Assert.Equal(400, refused.Status);
    }

    [Theory]
    [InlineData("it's")]
    [InlineData("med mellemrum")]
    [InlineData("æøå")]
    [InlineData("100%")]
    [InlineData("%41")]
    [InlineData("a+b&c=d")]
    [InlineData("")]
    public async Task Row_OddKeys_CanBeAddedUpdatedReadAndDeleted(string key)
    {
        await Table.AddEntityAsync(new TableEntity(key, key));
        await Table.UpsertEntityAsync(new TableEntity(key, key) { ["V"] = 1 });
        TableEntity row = await Table.GetEntityAsync<TableEntity>(key, key);
        Assert.Equal((key, key, 1), (row.PartitionKey, row.RowKey, row.GetInt32("V")));
        await Table.UpdateEntityAsync(new TableEntity(key, key) { ["V"] = 2 }, row.ETag, TableUpdateMode.Replace);
        Assert.Single(await ListAsync(Table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {key} and RowKey eq {key}"))));
        Assert.Equal(204, (await Table.DeleteEntityAsync(key, key)).Status);
        Assert.Empty(await ListAsync(Table.QueryAsync<TableEntity>()));
    }

    [Fact]
    public async Task Add_TooLargeValueOrKey_IsRefusedWith400()
    {
        RequestFailedException value = await Assert.ThrowsAsync<RequestFailedException>(
            () => Table.AddEntityAsync(new TableEntity("p", "r") { ["Text"] = new string('x', 40_000) }));
        Assert.Equal((400, "PropertyValueTooLarge"), (value.Status, value.ErrorCode));

        RequestFailedException key = await Assert.ThrowsAsync<RequestFailedException>(() => Table.AddEntityAsync(new TableEntity("p", new string('x', 2000))));
        Assert.Equal(400, key.Status);
    }

    [Fact]
    public async Task Request_WrongKey_IsRefusedWith403()
    {
        TableSharedKeyCredential wrong = new("devstoreaccount1", Convert.ToBase64String("not the key"u8));
        TableClient table = new(Azurite.TableEndpoint, Table.Name, wrong);
        RequestFailedException refused = await Assert.ThrowsAsync<RequestFailedException>(() => table.GetEntityAsync<TableEntity>("p", "r"));
        Assert.Equal(403, refused.Status);
        Assert.False(string.IsNullOrEmpty(refused.ErrorCode));
    }

    [Fact]
    public async Task SharedKey_RotatedKey_IsUsedFromThenOn()
    {
        string key = Azurite.ConnectionString.Split("AccountKey=")[1].Split(';')[0];
        TableSharedKeyCredential credential = new("devstoreaccount1", Convert.ToBase64String("old"u8));
        TableClient table = new(Azurite.TableEndpoint, Table.Name, credential);
        await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "r")));
        credential.SetAccountKey(key);
        Assert.Equal(204, (await table.AddEntityAsync(new TableEntity("p", "r"))).Status);
    }
}
