using Azure;
using Azure.Data.Tables;
using Kkr.Runtime.Tests.Azurite;

namespace Kkr.Runtime.Tests.Tables;

/// <summary>A fresh table on the emulator for every test.</summary>
[Collection(AzuriteCollection.Name)]
public abstract class TableTests(AzuriteFixture azurite) : IAsyncLifetime
{
    protected AzuriteFixture Azurite { get; } = azurite;

    protected TableClient Table { get; } = new(azurite.ConnectionString, AzuriteFixture.UniqueName("tables"));

    public virtual async Task InitializeAsync() => await Table.CreateAsync();

    public virtual async Task DisposeAsync() => await Table.DeleteAsync();

    protected static async Task<RequestFailedException> RefusedAsync(Func<Task> action, int status, string errorCode)
    {
        RequestFailedException exception = await Assert.ThrowsAnyAsync<RequestFailedException>(action);
        Assert.Equal((status, errorCode), (exception.Status, exception.ErrorCode));
        return exception;
    }

    protected static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> pages)
        where T : notnull
    {
        List<T> list = [];
        await foreach (T item in pages)
        {
            list.Add(item);
        }

        return list;
    }
}
