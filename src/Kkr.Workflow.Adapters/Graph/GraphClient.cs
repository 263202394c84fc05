using Azure.Core;
using Kkr.Workflow.Adapters.Storage;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware;

namespace Kkr.Workflow.Adapters.Graph;

/// <summary>
/// Makes the Graph client. Its HttpClient is Graph's own, without the retry that waits on a thread: a busy Graph is waited for on a durable timer. It is not the
/// host's factory's either, whose log lines would hold mailbox addresses.
/// </summary>
internal static class GraphClient
{
    public static GraphServiceClient Create(GraphOptions options)
    {
        HttpClient http = GraphClientFactory.Create(GraphClientFactory.CreateDefaultHandlers().Where(handler => handler is not RetryHandler));
        http.Timeout = options.Timeout;
        string address = options.BaseUrl.AbsoluteUri.TrimEnd('/');
        if (options.Credential == GraphOptions.LocalCredential)
        {
            return options.BaseUrl.IsLoopback
                ? new GraphServiceClient(http, new BaseBearerTokenAuthenticationProvider(new LocalToken()), address)
                : throw new InvalidOperationException($"{GraphOptions.Section}:Credential 'local' is only for a stand-in on this machine.");
        }

        TokenCredential credential = AppIdentity.Create(options.ClientId);
        string scope = $"{options.BaseUrl.GetLeftPart(UriPartial.Authority)}/.default";
        return new GraphServiceClient(http, credential, [scope], address);
    }

    /// <summary>A token that opens nothing; the stand-in does not look at it.</summary>
    private sealed class LocalToken : IAccessTokenProvider
    {
        public AllowedHostsValidator AllowedHostsValidator { get; } = new();

        public Task<string> GetAuthorizationTokenAsync(
            Uri uri, Dictionary<string, object>? additionalAuthenticationContext = null, CancellationToken cancellationToken = default) =>
            uri.IsLoopback ? Task.FromResult("local") : throw new InvalidOperationException($"The local token is not sent to '{uri.Host}'.");
    }
}
