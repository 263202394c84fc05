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

/// <summary>Settings that would let anybody be anybody stop the app at start.</summary>
internal sealed class AccessOptionsValidation : IValidateOptions<AccessOptions>
{
    public ValidateOptionsResult Validate(string? name, AccessOptions options) => options is { TrustActingPost: true, IsInAzure: true }
        ? ValidateOptionsResult.Fail($"{AccessOptions.Section}:{nameof(AccessOptions.TrustActingPost)} believes whatever a caller says and is for a developer's machine. Remove it here.")
        : ValidateOptionsResult.Success;
}
