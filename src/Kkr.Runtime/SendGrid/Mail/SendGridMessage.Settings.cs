#nullable disable // As in the published package.

namespace SendGrid.Helpers.Mail;

public partial class SendGridMessage
{
    /// <summary>Sets a blind copy of every mail.</summary>
    /// <param name="enable">Whether it is on.</param>
    /// <param name="email">Where the copy goes.</param>
    public void SetBccSetting(bool enable, string email)
        => (MailSettings ??= new MailSettings()).BccSettings = new BCCSettings { Enable = enable, Email = email };

    /// <summary>Sets whether all lists of unsubscribed and bounced addresses are passed over.</summary>
    /// <param name="enable">Whether it is on.</param>
    public void SetBypassListManagement(bool enable)
        => (MailSettings ??= new MailSettings()).BypassListManagement = new BypassListManagement { Enable = enable };

    /// <summary>Sets whether the list of spam reports is passed over.</summary>
    /// <param name="enable">Whether it is on.</param>
    public void SetBypassSpamManagement(bool enable)
        => (MailSettings ??= new MailSettings()).BypassSpamManagement = new BypassSpamManagement { Enable = enable };

    /// <summary>Sets whether the list of bounces is passed over.</summary>
    /// <param name="enable">Whether it is on.</param>
    public void SetBypassBounceManagement(bool enable)
        => (MailSettings ??= new MailSettings()).BypassBounceManagement = new BypassBounceManagement { Enable = enable };

    /// <summary>Sets whether the list of unsubscribed addresses is passed over.</summary>
    /// <param name="enable">Whether it is on.</param>
    public void SetBypassUnsubscribeManagement(bool enable)
        => (MailSettings ??= new MailSettings()).BypassUnsubscribeManagement = new BypassUnsubscribeManagement { Enable = enable };

    /// <summary>Sets a text at the end of every mail.</summary>
    /// <param name="enable">Whether it is on.</param>
    /// <param name="html">The footer of the HTML text.</param>
    /// <param name="text">The footer of the plain text.</param>
    public void SetFooterSetting(bool enable, string html = null, string text = null)
        => (MailSettings ??= new MailSettings()).FooterSettings = new FooterSettings { Enable = enable, Html = html, Text = text };

    /// <summary>Sets whether the mail is checked but not delivered.</summary>
    /// <param name="enable">Whether it is on.</param>
    public void SetSandBoxMode(bool enable)
        => (MailSettings ??= new MailSettings()).SandboxMode = new SandboxMode { Enable = enable };

    /// <summary>Sets whether the text is tested for what looks like spam.</summary>
    /// <param name="enable">Whether it is on.</param>
    /// <param name="threshold">1 (strictest) to 10.</param>
    /// <param name="postToUrl">Where a report goes.</param>
    public void SetSpamCheck(bool enable, int threshold = 1, string postToUrl = null)
        => (MailSettings ??= new MailSettings()).SpamCheck = new SpamCheck { Enable = enable, Threshold = threshold, PostToUrl = postToUrl };

    /// <summary>Sets whether links lead past SendGrid.</summary>
    /// <param name="enable">Whether it is on.</param>
    /// <param name="enableText">Whether links in the plain text too.</param>
    public void SetClickTracking(bool enable, bool enableText)
        => (TrackingSettings ??= new TrackingSettings()).ClickTracking = new ClickTracking { Enable = enable, EnableText = enableText };

    /// <summary>Sets whether an invisible picture tells that the mail was opened.</summary>
    /// <param name="enable">Whether it is on.</param>
    /// <param name="substitutionTag">The mark in the HTML text where the picture is put.</param>
    public void SetOpenTracking(bool enable, string substitutionTag = null)
        => (TrackingSettings ??= new TrackingSettings()).OpenTracking = new OpenTracking { Enable = enable, SubstitutionTag = substitutionTag };

    /// <summary>Sets whether a link to unsubscribe is put in.</summary>
    /// <param name="enable">Whether it is on.</param>
    /// <param name="html">The words in the HTML text.</param>
    /// <param name="text">The words in the plain text.</param>
    /// <param name="substitutionTag">The mark in the text where the link is put.</param>
    public void SetSubscriptionTracking(bool enable, string html = null, string text = null, string substitutionTag = null)
        => (TrackingSettings ??= new TrackingSettings()).SubscriptionTracking
            = new SubscriptionTracking { Enable = enable, Html = html, Text = text, SubstitutionTag = substitutionTag };

    /// <summary>Sets whether links carry marks for Google Analytics.</summary>
    /// <param name="enable">Whether it is on.</param>
    /// <param name="utmCampaign">The campaign.</param>
    /// <param name="utmContent">What tells two links of one mail apart.</param>
    /// <param name="utmMedium">The medium, such as e-mail.</param>
    /// <param name="utmSource">Where the visitor comes from.</param>
    /// <param name="utmTerm">Paid key words.</param>
    public void SetGoogleAnalytics(
        bool enable, string utmCampaign = null, string utmContent = null, string utmMedium = null, string utmSource = null, string utmTerm = null)
        => (TrackingSettings ??= new TrackingSettings()).Ganalytics = new Ganalytics
        {
            Enable = enable, UtmCampaign = utmCampaign, UtmContent = utmContent, UtmMedium = utmMedium, UtmSource = utmSource, UtmTerm = utmTerm,
        };
}
