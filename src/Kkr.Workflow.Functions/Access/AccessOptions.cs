using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Kkr.Workflow.Functions.Access;

/// <summary>How callers are known. Section <c>Access</c>, and what App Service tells about itself.</summary>
public sealed class AccessOptions
{
    public const string Section = "Access";

    /// <summary>Believe the header <c>X-Acting-Post</c>; without it the secretariat acts. For the local run and tests only.</summary>
    public bool TrustActingPost { get; set; }

    /// <summary>The councils, by id and separated by commas, whose members and deputies read what is confidential.</summary>
    public string MembersReadConfidential { get; set; } = "";

    /// <summary>
    /// What signed links are signed with: <c>id:base64</c>, several with semicolons between, newest first. The first signs; the others verify
    /// what they signed before. A secret.
    /// </summary>
    public string LinkKeys { get; set; } = "";

    /// <summary>True when App Service authentication is on: the platform then removes principal headers that callers send, and sets its own.</summary>
    public bool IsPlatformSignInOn { get; set; }

    /// <summary>True on App Service.</summary>
    public bool IsInAzure { get; set; }

    internal static void Read(AccessOptions options, IConfiguration configuration)
    {
        configuration.GetSection(Section).Bind(options);
        options.IsPlatformSignInOn = bool.TryParse(configuration["WEBSITE_AUTH_ENABLED"], out bool isOn) && isOn;
        options.IsInAzure = !string.IsNullOrEmpty(configuration["WEBSITE_SITE_NAME"]);
    }

    internal bool DoMembersReadConfidential(string council) =>
        MembersReadConfidential.Split(',', StringSplitOptions.TrimEntries).Contains(council, StringComparer.Ordinal);
}

/// <summary>Settings that would let anybody be anybody stop the app at start, and so does a missing key.</summary>
internal sealed class AccessOptionsValidation : IValidateOptions<AccessOptions>
{
    public ValidateOptionsResult Validate(string? name, AccessOptions options)
    {
        List<string> errors = [];
        if (options is { TrustActingPost: true, IsInAzure: true })
        {
            errors.Add($"{AccessOptions.Section}:{nameof(AccessOptions.TrustActingPost)} believes whatever a caller says and is for a developer's machine. Remove it here.");
        }

        if (Links.LinkKeys.Parse(options.LinkKeys, out string? error) is null)
        {
            errors.Add($"{AccessOptions.Section}:{nameof(AccessOptions.LinkKeys)}: {error}. Set it to 'id:base64' with at least {Links.LinkKeys.ShortestKey} random bytes.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
