namespace Kkr.Workflow.Adapters.SendGrid;

/// <summary>How mail is sent (section <c>SendGrid</c>).</summary>
public sealed class SendGridOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "SendGrid";

    /// <summary>The API key; it needs »Mail Send« and, with <see cref="UseEmailActivity"/>, »Email Activity«.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>SendGrid's address; <c>https://api.eu.sendgrid.com</c> keeps data within the EU.</summary>
    public Uri Host { get; set; } = new("https://api.sendgrid.com");

    /// <summary>
    /// Whether SendGrid may be asked which mails it has taken, which is a paid addition to an account. Without it, a crash between
    /// handing over a mail and noting the answer leads to that one mail being sent twice.
    /// </summary>
    public bool UseEmailActivity { get; set; } = true;

    /// <summary>The longest wait for one answer.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);
}
