using Kkr.Workflow.Functions.Access;
using Kkr.Workflow.Functions.Access.Links;
using Kkr.Workflow.Functions.Mailing;
using Microsoft.OpenApi;

namespace Kkr.Workflow.Functions.Http.OpenApi;

/// <summary>How a caller is known, operation by operation, as <see cref="Permissions"/> has it.</summary>
internal static class DescribedSecurity
{
    private const string Token = "token";
    private const string Session = "session";
    private const string HostKey = "hostKey";

    public static void AddSchemes(OpenApiDocument document)
    {
        Add(document, Token, new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A token of the tenant, checked by the platform." });
        Add(document, Session, InCookie("AppServiceAuthSession", "The platform's sign-in in a browser. Changes must come from a page of the system."));
        Add(document, HostKey, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = "x-functions-key", Description = "The function's key; the mail provider's signature is checked as well.",
        });
        foreach (LinkPurpose purpose in Enum.GetValues<LinkPurpose>())
        {
            Add(document, NameOf(purpose), InCookie(LinkCookie.NameOf(purpose), "Set by following a signed link in a mail."));
        }
    }

    /// <summary>Any one of these will do; an empty one means that nothing needs to be shown.</summary>
    public static IList<OpenApiSecurityRequirement> Of(HttpRoute route, OpenApiDocument document)
    {
        if (route.Name == nameof(SendGridEventsHttp.ReceiveMailEvents))
        {
            return [Needs(HostKey, document)];
        }

        PermissionRow? row = Permissions.Of(route.Name);
        if (row?.Link is { } purpose)
        {
            return [Needs(NameOf(purpose), document)];
        }

        IEnumerable<OpenApiSecurityRequirement> ways = [Needs(Token, document), Needs(Session, document)];
        return
        [
            .. row?[Role.Public] != Grant.No ? [new OpenApiSecurityRequirement()] : Array.Empty<OpenApiSecurityRequirement>(),
            .. ways,
            .. row?.OrLink is { } also ? [Needs(NameOf(also), document)] : Array.Empty<OpenApiSecurityRequirement>(),
        ];
    }

    private static string NameOf(LinkPurpose purpose) => $"link{purpose}";

    private static OpenApiSecurityScheme InCookie(string name, string description) =>
        new() { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = name, Description = description };

    private static void Add(OpenApiDocument document, string name, OpenApiSecurityScheme scheme) => document.AddComponent<IOpenApiSecurityScheme>(name, scheme);

    private static OpenApiSecurityRequirement Needs(string scheme, OpenApiDocument document) => new() { [new OpenApiSecuritySchemeReference(scheme, document)] = [] };
}
