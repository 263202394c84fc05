using Azure.Data.Tables;
using Kkr.Runtime.Hosting;
using Kkr.Runtime.Local;

namespace Kkr.Workflow.Benchmarks.Engine;

/// <summary>An emulator that keeps its data in memory, for the engine and for the bare writes it is compared with.</summary>
internal static class Storage
{
    private static int s_hubs;

    public static Task<AzuriteProcess> StartAsync() => AzuriteProcess.StartAsync(new AzuriteOptions { Progress = Console.WriteLine });

    public static Action<EmbeddedEngineOptions> NewHub(AzuriteProcess azurite) => Hub(azurite.ConnectionString, $"Bench{Interlocked.Increment(ref s_hubs)}");

    public static Action<EmbeddedEngineOptions> Hub(string connectionString, string name) => options =>
    {
        options.TaskHub = name;
        options.ConnectionString = connectionString;
    };

    public static async Task<TableClient> NewTableAsync(AzuriteProcess azurite)
    {
        TableClient table = new(azurite.ConnectionString, $"Bare{Interlocked.Increment(ref s_hubs)}");
        await table.CreateIfNotExistsAsync();
        return table;
    }
}
