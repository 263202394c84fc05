using Azure;
using Azure.Core;
using Azure.Data.Tables;

namespace Kkr.Runtime.Tests.Tables;

public sealed class TableRetryTests
{
    private const string Busy = """{"odata.error":{"code":"ServerBusy","message":{"lang":"en-US","value":"Slow down."}}}""";
    private const string Account = "AccountName=acc;AccountKey=a2V5;TableEndpoint=http://127.0.0.1:1/acc";

    private static TableClient Client(ScriptedTransport transport)
    {
        TableClientOptions options = new() { Transport = transport };
        options.Retry.Delay = TimeSpan.Zero;
        options.Retry.MaxDelay = TimeSpan.Zero;
        options.Retry.Mode = RetryMode.Fixed;
        return new TableClient(Account, "t", options);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Request_ServiceBusy_IsSentAgainWithTheSameBody(int status)
    {
        ScriptedTransport transport = new((status, Busy), (status, Busy), (204, ""));
        await Client(transport).AddEntityAsync(new TableEntity("p", "r") { ["Text"] = "æøå" });

        Assert.Equal(3, transport.Requests.Count);
        Assert.All(transport.Requests, request => Assert.Equal("""{"PartitionKey":"p","RowKey":"r","Text":"æøå"}""", request.Body));
        Assert.All(transport.Requests, request => Assert.StartsWith("SharedKeyLite acc:", request.Authorization, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Transaction_ServiceBusy_IsSentAgainWithTheSameBody()
    {
        ScriptedTransport transport = new((503, Busy), (202, "--b\r\n\r\n--c\r\n\r\nHTTP/1.1 204 No Content\r\nETag: W/\"1\"\r\n\r\n\r\n--c--\r\n--b--\r\n"));
        Response<IReadOnlyList<Response>> done = await Client(transport).SubmitTransactionAsync(
            [new(TableTransactionActionType.UpdateReplace, new TableEntity("p", "r") { ["V"] = 1 }, new ETag("W/\"0\""))]);

        Assert.Equal(transport.Requests[0].Body, transport.Requests[1].Body);
        Assert.Contains("PUT http://127.0.0.1:1/acc/t(PartitionKey='p',RowKey='r') HTTP/1.1\r\n", transport.Requests[1].Body, StringComparison.Ordinal);
        Assert.Contains("If-Match: W/\"0\"\r\n", transport.Requests[1].Body, StringComparison.Ordinal);
        Assert.Equal("W/\"1\"", done.Value[0].Headers.ETag!.Value.ToString());
    }

    [Fact]
    public async Task Request_ServiceStaysBusy_IsGivenUpWithItsError()
    {
        ScriptedTransport transport = new([.. Enumerable.Repeat((503, Busy), 4)]);
        RequestFailedException refused = await Assert.ThrowsAsync<RequestFailedException>(() => Client(transport).GetEntityAsync<TableEntity>("p", "r"));
        Assert.Equal((503, "ServerBusy", 4), (refused.Status, refused.ErrorCode, transport.Requests.Count));
        Assert.Contains("Slow down.", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""<?xml version="1.0"?><m:error xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"><m:code>OutOfRangeInput</m:code><m:message>Too far.</m:message></m:error>""", "OutOfRangeInput")]
    [InlineData("<html>not the service</html>", null)]
    [InlineData("{not json", null)]
    [InlineData("", null)]
    public async Task Refusal_AnyBody_GivesStatusAndCodeIfThereIsOne(string body, string? code)
    {
        RequestFailedException refused = await Assert.ThrowsAsync<RequestFailedException>(
            () => Client(new ScriptedTransport((400, body))).UpsertEntityAsync(new TableEntity("p", "r")));
        Assert.Equal((400, code), (refused.Status, refused.ErrorCode));
    }

    [Fact]
    public async Task Transaction_RefusedAsAWhole_IsNotTakenForAnAction()
    {
        RequestFailedException refused = await Assert.ThrowsAsync<RequestFailedException>(() => Client(new ScriptedTransport((413, Busy)))
            .SubmitTransactionAsync([new(TableTransactionActionType.Add, new TableEntity("p", "r"))]));
        Assert.IsNotType<TableTransactionFailedException>(refused);
        Assert.Equal(413, refused.Status);
    }

    [Fact]
    public async Task Row_TypeStatedAfterItsValue_IsStillOfThatType()
    {
        ScriptedTransport transport = new((200, """{"odata.etag":"W/\"1\"","PartitionKey":"p","RowKey":"r","V":"5","V@odata.type":"Edm.Int64","D":1.0}"""));
        TableEntity row = await Client(transport).GetEntityAsync<TableEntity>("p", "r");
        Assert.Equal(5L, row["V"]);
        Assert.Equal(1.0, row["D"]);
        Assert.Equal(new ETag("W/\"1\""), row.ETag);
    }
}
