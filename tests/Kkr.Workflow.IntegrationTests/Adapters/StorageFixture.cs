using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Kkr.Runtime.Local;
using Kkr.Workflow.Adapters;
using Kkr.Workflow.Adapters.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.IntegrationTests.Adapters;

/// <summary>One Azurite in memory for the adapters' tests. Tests keep apart by council ids of their own.</summary>
public sealed class StorageFixture : IAsyncLifetime
{
    private static int s_names;

    private AzuriteProcess? azurite;

    public string ConnectionString => azurite!.ConnectionString;

    public TableServiceClient Tables => new(ConnectionString);

    public BlobServiceClient Blobs => new(ConnectionString);

    /// <summary>A council of the test's own, with Danish letters so that every key is tried with them.</summary>
    public static string NewCouncil() => $"møde-æå-{Interlocked.Increment(ref s_names):d4}";

    /// <summary>The adapters as an app has them; each call is a process of its own as far as memory goes.</summary>
    public ServiceProvider Start(params HttpPipelinePolicy[] tablePolicies) => Build(
        new Dictionary<string, string?> { ["AzureWebJobsStorage"] = ConnectionString },
        services =>
        {
            TableClientOptions tables = new();
            foreach (HttpPipelinePolicy policy in tablePolicies)
            {
                tables.AddPolicy(policy, HttpPipelinePosition.PerCall);
            }

            services.AddSingleton(new WorkflowStorage(new StorageOptions { ConnectionString = ConnectionString }, tables, new BlobClientOptions()));
        });

    /// <summary>The adapters with the given settings beside harmless ones.</summary>
    public static ServiceProvider Build(IDictionary<string, string?> settings, Action<IServiceCollection>? register = null)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
                ["SendGrid:ApiKey"] = "SG.test",
            })
            .AddInMemoryCollection(settings)
            .Build();
        ServiceCollection services = new();
        services.AddLogging();
        register?.Invoke(services);
        services.AddWorkflowAdapters(configuration);
        return services.BuildServiceProvider();
    }

    public async Task InitializeAsync() => azurite = await AzuriteProcess.StartAsync();

    public async Task DisposeAsync()
    {
        if (azurite is not null)
        {
            await azurite.DisposeAsync();
        }
    }
}

[CollectionDefinition(Name)]
public sealed class StorageTests : ICollectionFixture<StorageFixture>
{
    public const string Name = "Adapters on storage";
}
