using Kkr.Runtime.Local;

namespace Kkr.Runtime.Tests.Azurite;

/// <summary>
/// One Azurite in memory for all test classes that ask for it (<c>IClassFixture&lt;AzuriteFixture&gt;</c> or a collection), started with the
/// first and stopped with the last. Tests keep apart by table and container names of their own.
/// </summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static AzuriteProcess? s_shared;
    private static int s_users;
    private static int s_names;

    public string ConnectionString { get; private set; } = "";

    public Uri TableEndpoint { get; private set; } = null!;

    public Uri BlobEndpoint { get; private set; } = null!;

    /// <summary>A name that no other test uses, valid for tables and containers.</summary>
    public static string UniqueName(string prefix) => $"{prefix}{Interlocked.Increment(ref s_names):d5}";

    public async Task InitializeAsync()
    {
        await Gate.WaitAsync();
        try
        {
            AzuriteProcess azurite = s_shared ??= await AzuriteProcess.StartAsync();
            s_users++;
            (ConnectionString, TableEndpoint, BlobEndpoint) = (azurite.ConnectionString, azurite.TableEndpoint, azurite.BlobEndpoint);
        }
        finally
        {
            Gate.Release();
        }
    }

    public async Task DisposeAsync()
    {
        await Gate.WaitAsync();
        try
        {
            if (--s_users == 0 && s_shared is { } azurite)
            {
                s_shared = null;
                await azurite.DisposeAsync();
            }
        }
        finally
        {
            Gate.Release();
        }
    }
}

/// <summary>For classes that should not run beside each other on the emulator.</summary>
[CollectionDefinition(Name)]
public sealed class AzuriteCollection : ICollectionFixture<AzuriteFixture>
{
    public const string Name = "Azurite";
}
