using Azure;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Data.Tables.Sas;
using Kkr.Runtime.Tests.Azurite;

namespace Kkr.Runtime.Tests.Tables;

public sealed class TableCredentialTests(AzuriteFixture azurite) : TableTests(azurite)
{
    private static readonly DateTimeOffset Tomorrow = TimeProvider.System.GetUtcNow().AddDays(1);

    private string AccountKey => Azurite.ConnectionString.Split("AccountKey=")[1].Split(';')[0];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Table.AddEntityAsync(new TableEntity("p", "r") { ["V"] = 1 });
    }

    private static async Task ReadsAsync(TableClient table) => Assert.Equal(1, (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetInt32("V"));

    [Fact]
    public async Task SharedKey_ServiceOrTableAddress_LetsIn()
    {
        TableSharedKeyCredential credential = new("devstoreaccount1", AccountKey);
        await ReadsAsync(new TableClient(Azurite.TableEndpoint, Table.Name, credential));
        await ReadsAsync(new TableClient(Table.Uri, Table.Name, credential, new TableClientOptions()));
        await ReadsAsync(new TableServiceClient(Azurite.TableEndpoint, credential).GetTableClient(Table.Name));
    }

    [Fact]
    public async Task TableSas_ReadOnly_LetsReadAndNotWrite()
    {
        Uri address = Table.GenerateSasUri(TableSasPermissions.Read, Tomorrow);
        TableClient reader = new(address);
        Assert.Equal(Table.Name, reader.Name);
        await ReadsAsync(reader);
        RequestFailedException refused = await Assert.ThrowsAsync<RequestFailedException>(() => reader.AddEntityAsync(new TableEntity("p", "x")));
        Assert.Equal(403, refused.Status);
        await ReadsAsync(new TableClient(Table.Uri, new AzureSasCredential(address.Query)));
    }

    [Fact]
    public async Task AccountSas_AllPermissions_CoverTransactions()
    {
        TableServiceClient service = new(Azurite.ConnectionString);
        TableClient writer = new TableServiceClient(service.GenerateSasUri(TableAccountSasPermissions.All, TableAccountSasResourceTypes.All, Tomorrow))
            .GetTableClient(Table.Name);
        await writer.SubmitTransactionAsync([new(TableTransactionActionType.UpsertMerge, new TableEntity("p", "x"))]);
        await writer.DeleteEntityAsync("p", "x");
        Assert.Single(await ListAsync(writer.QueryAsync<TableEntity>()));
    }

    [Fact]
    public async Task TableSas_Expired_IsRefusedWith403()
    {
        TableClient late = new(Table.GenerateSasUri(TableSasPermissions.All, new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        RequestFailedException refused = await Assert.ThrowsAsync<RequestFailedException>(() => late.GetEntityAsync<TableEntity>("p", "r"));
        Assert.Equal(403, refused.Status);
    }

    [Fact]
    public async Task AccountSas_Service_ListsTablesAndReadsRows()
    {
        TableServiceClient service = new(Azurite.ConnectionString);
        Uri address = service.GenerateSasUri(TableAccountSasPermissions.All, TableAccountSasResourceTypes.All, Tomorrow);
        TableServiceClient guest = new(address);
        Assert.Contains(Table.Name, (await ListAsync(guest.QueryAsync())).Select(table => table.Name));
        await ReadsAsync(guest.GetTableClient(Table.Name));
        await ReadsAsync(new TableServiceClient(Azurite.TableEndpoint, new AzureSasCredential(address.Query)).GetTableClient(Table.Name));
        await ReadsAsync(new TableClient($"TableEndpoint={Azurite.TableEndpoint};SharedAccessSignature={address.Query.TrimStart('?')}", Table.Name));
    }

    [Fact]
    public void SasBuilder_AddressMadeBefore_IsReadBack()
    {
        TableSasBuilder builder = Table.GetSasBuilder(TableSasPermissions.Read | TableSasPermissions.Add, Tomorrow);
        (builder.PartitionKeyStart, builder.PartitionKeyEnd, builder.Protocol) = ("a", "b ø", TableSasProtocol.HttpsAndHttp);
        builder.IPRange = TableSasIPRange.Parse("127.0.0.1-127.0.0.9");
        TableSasBuilder read = new(Table.GenerateSasUri(builder));
        Assert.Equal((Table.Name, "ra", "a", "b ø"), (read.TableName, read.Permissions, read.PartitionKeyStart, read.PartitionKeyEnd));
        Assert.Equal((TableSasProtocol.HttpsAndHttp, builder.IPRange), (read.Protocol, read.IPRange));
        Assert.Equal(Tomorrow, read.ExpiresOn, TimeSpan.FromSeconds(1));
        Assert.Throws<InvalidOperationException>(() => new TableClient(Table.GenerateSasUri(builder)).GenerateSasUri(builder));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("AccountName=a")]
    [InlineData("AccountName=a;AccountKey=not base64!")]
    [InlineData("UseDevelopmentStorage=false")]
    [InlineData("TableEndpoint=not an address;SharedAccessSignature=sv=1")]
    public void ConnectionString_NotOne_IsRefused(string text)
        => Assert.ThrowsAny<Exception>(() => new TableClient(text, "table"));

    [Fact]
    public void ConnectionString_AccountOrEmulator_GivesTheAddress()
    {
        Assert.Equal("https://acc.table.core.windows.net/t", new TableClient("DefaultEndpointsProtocol=https;AccountName=acc;AccountKey=a2V5;EndpointSuffix=core.windows.net", "t").Uri.ToString());
        TableClient local = new("UseDevelopmentStorage=true", "t");
        Assert.Equal(("http://127.0.0.1:10002/devstoreaccount1/t", "devstoreaccount1"), (local.Uri.ToString(), local.AccountName));
        Assert.Equal("acc", new TableServiceClient(new Uri("https://acc.table.core.windows.net"), new AzureSasCredential("sig=x")).AccountName);
    }

    [Fact]
    public async Task Token_Http_IsRefusedAndHttpsSendsIt()
    {
        Assert.Throws<ArgumentException>(() => new TableClient(Azurite.TableEndpoint, "t", new FixedToken()));

        ScriptedTransport transport = new((200, """{"PartitionKey":"p","RowKey":"r"}"""));
        TableClient table = new(new Uri("https://acc.table.core.windows.net"), "t", new FixedToken(), new TableClientOptions { Transport = transport });
        await table.GetEntityAsync<TableEntity>("p", "r");
        Assert.Equal("Bearer secret for https://storage.azure.com/.default", transport.Requests[0].Authorization);
        Assert.Equal("https://acc.table.core.windows.net/t(PartitionKey='p',RowKey='r')", transport.Requests[0].Address);
    }

    private sealed class FixedToken : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
            => new($"secret for {requestContext.Scopes[0]}", Tomorrow);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
            => new(GetToken(requestContext, cancellationToken));
    }
}
