using System.Globalization;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace Kkr.Runtime.Tables;

/// <summary>
/// Signs every attempt with the account's key, as "Authorize with Shared Key" in Azure's REST documentation has it for
/// <c>SharedKeyLite</c> and the table service: the date and the resource.
/// </summary>
internal sealed class SharedKeyPolicy(TableSharedKeyCredential credential) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        // The service compares this with its own clock, so it is the machine's time and never a virtual one.
        string date = TimeProvider.System.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        message.Request.Headers.SetValue("x-ms-date", date);
        string signature = credential.Sign($"{date}\n{Resource(message.Request.Uri.ToUri())}");
        message.Request.Headers.SetValue("Authorization", $"SharedKeyLite {credential.AccountName}:{signature}");
    }

    private string Resource(Uri uri)
    {
        string resource = $"/{credential.AccountName}{uri.AbsolutePath}";
        foreach (string parameter in uri.Query.TrimStart('?').Split('&'))
        {
            if (parameter.StartsWith("comp=", StringComparison.Ordinal))
            {
                return $"{resource}?{parameter}";
            }
        }

        return resource;
    }
}

/// <summary>Adds a shared access signature to the address of every attempt, so that a renewed one is used at once.</summary>
internal sealed class SasPolicy(AzureSasCredential credential) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        string signature = credential.Signature.TrimStart('?');
        string query = message.Request.Uri.Query.TrimStart('?');
        if (!query.Contains(signature, StringComparison.Ordinal))
        {
            message.Request.Uri.Query = query.Length == 0 ? signature : $"{query}&{signature}";
        }
    }
}

/// <summary>
/// Sends a token from Microsoft Entra ID. With tenant discovery the first request goes without one, and the tenant is read from the
/// service's refusal.
/// </summary>
internal sealed class TableTokenPolicy : BearerTokenAuthenticationPolicy
{
    private readonly string[] _scopes;
    private readonly bool _discoverTenant;
    private string? _tenant;

    public TableTokenPolicy(TokenCredential credential, string scope, bool discoverTenant)
        : base(credential, scope)
    {
        _scopes = [scope];
        _discoverTenant = discoverTenant;
    }

    protected override void AuthorizeRequest(HttpMessage message)
        => AuthorizeAsync(message, async: false).GetAwaiter().GetResult();

    protected override ValueTask AuthorizeRequestAsync(HttpMessage message) => new(AuthorizeAsync(message, async: true));

    protected override bool AuthorizeRequestOnChallenge(HttpMessage message) => OnChallengeAsync(message, async: false).GetAwaiter().GetResult();

    protected override ValueTask<bool> AuthorizeRequestOnChallengeAsync(HttpMessage message) => new(OnChallengeAsync(message, async: true));

    private async Task AuthorizeAsync(HttpMessage message, bool async)
    {
        if (!_discoverTenant || _tenant is not null)
        {
            await SetTokenAsync(message, async);
        }
    }

    private async Task<bool> OnChallengeAsync(HttpMessage message, bool async)
    {
        if (!_discoverTenant || TenantIn(message.Response) is not { } tenant)
        {
            return false;
        }

        _tenant = tenant;
        await SetTokenAsync(message, async);
        return true;
    }

    private async Task SetTokenAsync(HttpMessage message, bool async)
    {
        TokenRequestContext context = new(_scopes, message.Request.ClientRequestId, tenantId: _tenant);
        if (async)
        {
            await AuthenticateAndAuthorizeRequestAsync(message, context);
        }
        else
        {
            AuthenticateAndAuthorizeRequest(message, context);
        }
    }

    /// <summary>From <c>WWW-Authenticate: Bearer authorization_uri=https://login.microsoftonline.com/{tenant}/oauth2/authorize …</c>.</summary>
    private static string? TenantIn(Response response)
    {
        if (!response.Headers.TryGetValue("WWW-Authenticate", out string? challenge))
        {
            return null;
        }

        foreach (string part in challenge.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.StartsWith("authorization_uri=", StringComparison.OrdinalIgnoreCase)
                && Uri.TryCreate(part["authorization_uri=".Length..].Trim('"'), UriKind.Absolute, out Uri? uri) && uri.Segments.Length > 1)
            {
                return uri.Segments[1].Trim('/');
            }
        }

        return null;
    }
}
