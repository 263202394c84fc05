using System.Security.Cryptography;
using System.Text;
using Kkr.Workflow.Domain.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.IntegrationTests.Adapters;

[Collection(StorageTests.Name)]
public sealed class DocumentArchiveTests(StorageFixture storage)
{
    private const string Pdf = "application/pdf";

    private readonly string council = StorageFixture.NewCouncil();

    [Fact]
    public async Task Document_Kept_OpensWithItsTypeLengthAndDigest()
    {
        await using ServiceProvider app = storage.Start();
        IDocumentArchive archive = app.GetRequiredService<IDocumentArchive>();
        byte[] bytes = Encoding.UTF8.GetBytes("Dagsorden æøå");
        string path = $"{council}/2026-5/bilag/Økonomi & drift.pdf";

        ArchivedDocument kept = await archive.KeepAsync(path, Pdf, bytes, false, default);
        (ArchivedDocument Document, Stream Content)? opened = await archive.OpenAsync(path, false, default);

        await using Stream content = opened!.Value.Content;
        using MemoryStream read = new();
        await content.CopyToAsync(read);
        Assert.Equal(bytes, read.ToArray());
        Assert.Equal(new ArchivedDocument(path, Pdf, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes))), kept);
        Assert.Equal(kept, opened.Value.Document);
    }

    [Fact]
    public async Task Document_KeptAgain_IsARepeatWithTheSameBytesAndAConflictWithOthers()
    {
        await using ServiceProvider app = storage.Start();
        IDocumentArchive archive = app.GetRequiredService<IDocumentArchive>();
        string path = $"{council}/2026-5/dagsorden-v1.pdf";
        byte[] large = RandomNumberGenerator.GetBytes(9_000_000);
        ArchivedDocument first = await archive.KeepAsync(path, Pdf, large, false, default);

        Assert.Equal(first, await archive.KeepAsync(path, Pdf, large, false, default));
        large[^1] ^= 1;
        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => archive.KeepAsync(path, Pdf, large, false, default));
    }

    [Fact]
    public async Task Document_KeptByManyAtOnce_IsKeptOnce()
    {
        await using ServiceProvider app = storage.Start();
        IDocumentArchive archive = app.GetRequiredService<IDocumentArchive>();
        string path = $"{council}/2026-5/referat-v1.pdf";

        Task<ArchivedDocument>[] keeps = [.. Enumerable.Range(0, 8).Select(n => archive.KeepAsync(path, Pdf, new[] { (byte)(n % 2) }, false, default))];
        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => Task.WhenAll(keeps));

        string winner = Assert.Single(keeps.Where(keep => keep.IsCompletedSuccessfully).Select(keep => keep.Result.Sha256).Distinct());
        Assert.Equal(4, keeps.Count(keep => keep.IsCompletedSuccessfully));
        (ArchivedDocument Document, Stream Content)? opened = await archive.OpenAsync(path, false, default);
        await opened!.Value.Content.DisposeAsync();
        Assert.Equal(winner, opened.Value.Document.Sha256);
    }

    [Fact]
    public async Task Document_Confidential_IsNotAmongThePublicOnes()
    {
        await using ServiceProvider app = storage.Start();
        IDocumentArchive archive = app.GetRequiredService<IDocumentArchive>();
        string path = $"{council}/2026-5/fortroligt.pdf";
        await archive.KeepAsync(path, Pdf, new byte[] { 1 }, true, default);

        Assert.Null(await archive.OpenAsync(path, false, default));
        (ArchivedDocument Document, Stream Content)? opened = await archive.OpenAsync(path, true, default);
        Assert.NotNull(opened);
        await opened.Value.Content.DisposeAsync();
        Assert.True(await storage.Blobs.GetBlobContainerClient("confidential").GetBlobClient(path).ExistsAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a//b")]
    [InlineData("../secret")]
    [InlineData("a/b\\c")]
    [InlineData("a/b.")]
    public async Task Document_PathThatReadersWouldTakeDifferently_IsRefused(string path)
    {
        await using ServiceProvider app = storage.Start();
        await Assert.ThrowsAsync<ArgumentException>(() => app.GetRequiredService<IDocumentArchive>().KeepAsync(path, Pdf, new byte[] { 1 }, false, default));
    }
}
