namespace Kkr.Workflow.Adapters.Graph;

/// <summary>How the calendar is reached (section <c>Graph</c>).</summary>
public sealed class GraphOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Graph";

    /// <summary><see cref="Credential"/>: the host's own identity in Azure, or the developer's sign-in.</summary>
    public const string DefaultCredential = "default";

    /// <summary><see cref="Credential"/>: a fixed token that means nothing, for a stand-in on the same machine.</summary>
    public const string LocalCredential = "local";

    /// <summary>Microsoft Graph's address with version.</summary>
    public Uri BaseUrl { get; set; } = new("https://graph.microsoft.com/v1.0");

    /// <summary><c>default</c> or <c>local</c>; <c>local</c> is refused unless <see cref="BaseUrl"/> is this machine.</summary>
    public string Credential { get; set; } = DefaultCredential;

    /// <summary>The longest wait for one answer.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The client id of a user-assigned managed identity; null for the system-assigned one.</summary>
    public string? ClientId { get; set; }
}
