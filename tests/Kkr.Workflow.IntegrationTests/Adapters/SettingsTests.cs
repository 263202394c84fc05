using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Kkr.Workflow.IntegrationTests.Adapters;

public sealed class SettingsTests
{
    [Theory]
    [InlineData("AzureWebJobsStorage", null, "AzureWebJobsStorage is missing")]
    [InlineData("SendGrid:ApiKey", "", "SendGrid:ApiKey is missing")]
    [InlineData("SendGrid:Host", "http://mail.example.dk", "SendGrid:Host is 'http://mail.example.dk/'")]
    [InlineData("SendGrid:Timeout", "00:00:00", "SendGrid:Timeout")]
    [InlineData("Graph:BaseUrl", "http://graph.example.dk/v1.0", "Graph:BaseUrl is 'http://graph.example.dk/v1.0'")]
    [InlineData("Graph:BaseUrl", "v1.0", "Graph:BaseUrl is 'v1.0'")]
    [InlineData("Graph:Credential", "secret", "Graph:Credential is 'secret'")]
    [InlineData("Graph:Credential", "local", "Graph:BaseUrl is 'graph.microsoft.com'")]
    public async Task Setting_MissingOrDangerous_StopsTheStartByName(string key, string? value, string message)
    {
        await using ServiceProvider app = StorageFixture.Build(new Dictionary<string, string?> { [key] = value });

        Exception refused = Assert.ThrowsAny<Exception>(() => app.GetRequiredService<IStartupValidator>().Validate());

        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://graph.example.dk/v1.0")]
    [InlineData("https://localhost.example.dk/v1.0")]
    [InlineData("https://127.0.0.1.example.dk/v1.0")]
    public async Task LocalCredential_ForAnotherHost_StopsTheStart(string address)
    {
        await using ServiceProvider app = StorageFixture.Build(new Dictionary<string, string?> { ["Graph:BaseUrl"] = address, ["Graph:Credential"] = "local" });
        Assert.ThrowsAny<OptionsValidationException>(() => app.GetRequiredService<IStartupValidator>().Validate());
    }

    [Theory]
    [InlineData("http://127.0.0.1:7000/v1.0", "local")]
    [InlineData("http://localhost:7000/v1.0", "local")]
    [InlineData("https://graph.microsoft.com/v1.0", "default")]
    public async Task Settings_ThatAreInOrder_Start(string address, string credential)
    {
        await using ServiceProvider app = StorageFixture.Build(new Dictionary<string, string?> { ["Graph:BaseUrl"] = address, ["Graph:Credential"] = credential });
        app.GetRequiredService<IStartupValidator>().Validate();
    }

    [Fact]
    public async Task Storage_ByManagedIdentity_NeedsOnlyTheAccountsName()
    {
        await using ServiceProvider app = StorageFixture.Build(new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = null,
            ["AzureWebJobsStorage:accountName"] = "kkrstorage",
        });
        app.GetRequiredService<IStartupValidator>().Validate();
        Assert.Equal("https://kkrstorage.table.core.windows.net", app.GetRequiredService<Kkr.Workflow.Adapters.Storage.WorkflowStorage>().Tables.Uri.AbsoluteUri.TrimEnd('/'));
    }
}
