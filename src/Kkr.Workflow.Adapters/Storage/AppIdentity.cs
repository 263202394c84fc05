using Azure.Core;
using Azure.Identity;

namespace Kkr.Workflow.Adapters.Storage;

/// <summary>Whom the app signs in as: its managed identity in Azure, the developer elsewhere.</summary>
internal static class AppIdentity
{
    /// <summary>Without a client id the credential keeps its own choice, which is <c>AZURE_CLIENT_ID</c> or else the system-assigned identity.</summary>
    public static TokenCredential Create(string? clientId)
    {
        DefaultAzureCredentialOptions options = new();
        if (!string.IsNullOrWhiteSpace(clientId))
        {
            options.ManagedIdentityClientId = clientId;
        }

        return new DefaultAzureCredential(options);
    }
}
