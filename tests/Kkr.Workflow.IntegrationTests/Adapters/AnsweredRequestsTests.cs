using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Kkr.Workflow.Domain.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.IntegrationTests.Adapters;

[Collection(StorageTests.Name)]
public sealed class AnsweredRequestsTests(StorageFixture storage)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    private readonly string council = StorageFixture.NewCouncil();

    private RequestKey Key(string key, string post = "secretariat") => new(council, post, "SubmitItem", key);

    [Fact]
    public async Task Answer_Remembered_IsFoundWhole_AlsoWhenItIsLong()
    {
        await using ServiceProvider app = storage.Start();
        IAnsweredRequests requests = app.GetRequiredService<IAnsweredRequests>();
        RequestKey key = Key("nøgle/med #tegn?");
        Stored<AnsweredRequest> claimed = await requests.SaveAsync(key, new AnsweredRequest { Fingerprint = "f", At = Now }, null, default);
        RequestAnswer answer = new(201, "application/json", new string('æ', 80_000), new Dictionary<string, string> { ["Location"] = "/api/x" });
        await requests.SaveAsync(key, claimed.Value with { Answer = answer }, claimed.ETag, default);

        AnsweredRequest found = (await requests.FindAsync(key, default))!.Value;

        Assert.Equal((201, 80_000, "/api/x"), (found.Answer!.Status, found.Answer.Body.Length, found.Answer.Headers["Location"]));
        Assert.Null(await requests.FindAsync(Key("nøgle/med #tegn?", "chair"), default));
    }

    [Fact]
    public async Task Claim_OfTheSameKeyTwice_IsOnesAlone()
    {
        await using ServiceProvider app = storage.Start();
        IAnsweredRequests requests = app.GetRequiredService<IAnsweredRequests>();
        await requests.SaveAsync(Key("en"), new AnsweredRequest { Fingerprint = "f", At = Now }, null, default);

        await Assert.ThrowsAsync<ConcurrencyConflictException>(
            () => requests.SaveAsync(Key("en"), new AnsweredRequest { Fingerprint = "f", At = Now }, null, default));
    }

    [Fact]
    public async Task OldKeys_AreForgotten_AndOneThatIsAtWorkAgainIsNot()
    {
        await using ServiceProvider app = storage.Start();
        IAnsweredRequests requests = app.GetRequiredService<IAnsweredRequests>();
        Stored<AnsweredRequest> old = await requests.SaveAsync(Key("gammel"), new AnsweredRequest { Fingerprint = "f", At = Now.AddDays(-9) }, null, default);
        await requests.SaveAsync(Key("ældre"), new AnsweredRequest { Fingerprint = "f", At = Now.AddDays(-10) }, null, default);
        await requests.SaveAsync(Key("ny"), new AnsweredRequest { Fingerprint = "f", At = Now }, null, default);
        await requests.SaveAsync(Key("gammel"), old.Value with { At = Now }, old.ETag, default);
        await requests.RemoveAsync(Key("gammel"), old.ETag, default);

        Assert.True(await requests.RemoveOlderThanAsync(Now.AddDays(-7), default) >= 1);

        Assert.NotNull(await requests.FindAsync(Key("gammel"), default));
        Assert.Null(await requests.FindAsync(Key("ældre"), default));
        Assert.NotNull(await requests.FindAsync(Key("ny"), default));
    }

    [Fact]
    public async Task LongAnswer_ForgottenOrReplaced_LeavesNoBlob()
    {
        await using ServiceProvider app = storage.Start();
        IAnsweredRequests requests = app.GetRequiredService<IAnsweredRequests>();
        string mark = Guid.NewGuid().ToString("N");
        RequestAnswer answer = new(200, "text/plain", mark + new string('x', 80_000), new Dictionary<string, string>());
        await RememberAsync(requests, "gammel", Now.AddDays(-8), answer);
        await RememberAsync(requests, "deres", Now, answer with { Body = answer.Body + "Dagny" });
        await RememberAsync(requests, "andres", Now, answer);
        Assert.Equal(3, await BlobsWithAsync(mark));

        await requests.RemoveOlderThanAsync(Now.AddDays(-7), default);
        Assert.Equal(2, await BlobsWithAsync(mark));

        Assert.Single(await requests.RemoveAnswersAsync(council, given => given.Body.EndsWith("Dagny", StringComparison.Ordinal), default));
        Assert.Equal(1, await BlobsWithAsync(mark));
        Assert.Null(await requests.FindAsync(Key("deres"), default));

        Stored<AnsweredRequest> left = (await requests.FindAsync(Key("andres"), default))!;
        await requests.SaveAsync(Key("andres"), left.Value with { Answer = null }, left.ETag, default);
        Assert.Equal(0, await BlobsWithAsync(mark));
    }

    private async Task RememberAsync(IAnsweredRequests requests, string key, DateTimeOffset at, RequestAnswer answer)
    {
        Stored<AnsweredRequest> claimed = await requests.SaveAsync(Key(key), new AnsweredRequest { Fingerprint = key, At = at }, null, default);
        await requests.SaveAsync(Key(key), claimed.Value with { Answer = answer }, claimed.ETag, default);
    }

    private async Task<int> BlobsWithAsync(string mark)
    {
        int found = 0;
        BlobContainerClient items = storage.Blobs.GetBlobContainerClient("items");
        await foreach (BlobItem blob in items.GetBlobsAsync(prefix: "rows/AnsweredRequests/"))
        {
            BlobDownloadResult content = await items.GetBlobClient(blob.Name).DownloadContentAsync();
            found += content.Content.ToString().Contains(mark, StringComparison.Ordinal) ? 1 : 0;
        }

        return found;
    }
}
