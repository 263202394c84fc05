#nullable disable // As in the published package: any of these may be left out, and what is null is not sent.

using Newtonsoft.Json;

namespace SendGrid.Helpers.Mail;

/// <summary>How SendGrid handles a mail.</summary>
[JsonObject(IsReference = false)]
public class MailSettings
{
    /// <summary>A blind copy of every mail.</summary>
    [JsonProperty(PropertyName = "bcc")]
    public BCCSettings BccSettings { get; set; }

    /// <summary>Whether all lists of unsubscribed and bounced addresses are passed over.</summary>
    [JsonProperty(PropertyName = "bypass_list_management")]
    public BypassListManagement BypassListManagement { get; set; }

    /// <summary>Whether the list of spam reports is passed over.</summary>
    [JsonProperty(PropertyName = "bypass_spam_management")]
    public BypassSpamManagement BypassSpamManagement { get; set; }

    /// <summary>Whether the list of bounces is passed over.</summary>
    [JsonProperty(PropertyName = "bypass_bounce_management")]
    public BypassBounceManagement BypassBounceManagement { get; set; }

    /// <summary>Whether the list of unsubscribed addresses is passed over.</summary>
    [JsonProperty(PropertyName = "bypass_unsubscribe_management")]
    public BypassUnsubscribeManagement BypassUnsubscribeManagement { get; set; }

    /// <summary>A text at the end of every mail.</summary>
    [JsonProperty(PropertyName = "footer")]
    public FooterSettings FooterSettings { get; set; }

    /// <summary>Whether the mail is checked but not delivered.</summary>
    [JsonProperty(PropertyName = "sandbox_mode")]
    public SandboxMode SandboxMode { get; set; }

    /// <summary>Whether the text is tested for what looks like spam.</summary>
    [JsonProperty(PropertyName = "spam_check")]
    public SpamCheck SpamCheck { get; set; }
}
