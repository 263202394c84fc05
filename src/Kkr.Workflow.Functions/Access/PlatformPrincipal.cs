using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Kkr.Workflow.Functions.Access;

/// <summary>Whom App Service authentication has signed in, as it says in <c>X-MS-CLIENT-PRINCIPAL</c>.</summary>
/// <param name="ObjectId">The person's id in the tenant, or null.</param>
/// <param name="Emails">Addresses that the tenant knows the person by.</param>
/// <param name="AppRoles">The app's roles that the tenant has given the person.</param>
internal sealed record PlatformPrincipal(string? ObjectId, IReadOnlyList<string> Emails, IReadOnlyList<string> AppRoles)
{
    public const string Header = "X-MS-CLIENT-PRINCIPAL";
    private const string Entra = "aad";
    private const int LongestHeader = 64 * 1024;

    private static readonly string[] EmailClaims =
    [
        "preferred_username", "email", "emails", "upn",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress", "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn",
    ];

    private static readonly string[] IdClaims = ["oid", "http://schemas.microsoft.com/identity/claims/objectidentifier"];
    private static readonly string[] RoleClaims = ["roles", "role", "http://schemas.microsoft.com/ws/2008/06/identity/claims/role"];

    /// <summary>Null when nobody is signed in, or with something else than Entra ID, or when the header is not what the platform writes.</summary>
    public static PlatformPrincipal? Of(HttpRequest request)
    {
        string header = request.Headers[Header].ToString();
        if (header.Length is 0 or > LongestHeader)
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(Convert.FromBase64String(header));
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || TextOf(root, "auth_typ") != Entra || !root.TryGetProperty("claims", out JsonElement claims) || claims.ValueKind != JsonValueKind.Array)
            {
                return null;
            }

            List<(string? Type, string Value)> all = [.. claims.EnumerateArray()
                .Where(claim => claim.ValueKind == JsonValueKind.Object)
                .Select(claim => (TextOf(claim, "typ"), TextOf(claim, "val") ?? ""))];
            return new PlatformPrincipal(
                all.FirstOrDefault(claim => IdClaims.Contains(claim.Type)).Value,
                [.. all.Where(claim => EmailClaims.Contains(claim.Type) && claim.Value.Contains('@', StringComparison.Ordinal)).Select(claim => claim.Value).Distinct(StringComparer.OrdinalIgnoreCase)],
                [.. all.Where(claim => RoleClaims.Contains(claim.Type)).Select(claim => claim.Value)]);
        }
        catch (Exception fault) when (fault is FormatException or JsonException)
        {
            return null;
        }
    }

    private static string? TextOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
