#nullable disable // As in the published package: any of these may be left out, and what is null is not sent.

using Newtonsoft.Json;

namespace SendGrid.Helpers.Mail;

/// <summary>What SendGrid follows of what recipients do. All of it changes the mail.</summary>
[JsonObject(IsReference = false)]
public class TrackingSettings
{
    /// <summary>Whether links lead past SendGrid.</summary>
    [JsonProperty(PropertyName = "click_tracking")]
    public ClickTracking ClickTracking { get; set; }

    /// <summary>Whether an invisible picture tells that the mail was opened.</summary>
    [JsonProperty(PropertyName = "open_tracking")]
    public OpenTracking OpenTracking { get; set; }

    /// <summary>Whether a link to unsubscribe is put in.</summary>
    [JsonProperty(PropertyName = "subscription_tracking")]
    public SubscriptionTracking SubscriptionTracking { get; set; }

    /// <summary>Whether links carry marks for Google Analytics.</summary>
    [JsonProperty(PropertyName = "ganalytics")]
    public Ganalytics Ganalytics { get; set; }
}

/// <summary>Links lead past SendGrid, which counts them.</summary>
[JsonObject(IsReference = false)]
public class ClickTracking
{
    /// <summary>Whether it is on.</summary>
    [JsonProperty(PropertyName = "enable")]
    public bool? Enable { get; set; }

    /// <summary>Whether links in the plain text too.</summary>
    [JsonProperty(PropertyName = "enable_text")]
    public bool? EnableText { get; set; }
}

/// <summary>An invisible picture tells that the mail was opened.</summary>
[JsonObject(IsReference = false)]
public class OpenTracking
{
    /// <summary>Whether it is on.</summary>
    [JsonProperty(PropertyName = "enable")]
    public bool? Enable { get; set; }

    /// <summary>The mark in the HTML text where the picture is put; at its end when left out.</summary>
    [JsonProperty(PropertyName = "substitution_tag")]
    public string SubstitutionTag { get; set; }
}

/// <summary>A link to unsubscribe is put in.</summary>
[JsonObject(IsReference = false)]
public class SubscriptionTracking
{
    /// <summary>Whether it is on.</summary>
    [JsonProperty(PropertyName = "enable")]
    public bool Enable { get; set; }

    /// <summary>The words in the plain text.</summary>
    [JsonProperty(PropertyName = "text")]
    public string Text { get; set; }

    /// <summary>The words in the HTML text.</summary>
    [JsonProperty(PropertyName = "html")]
    public string Html { get; set; }

    /// <summary>The mark in the text where the link is put.</summary>
    [JsonProperty(PropertyName = "substitution_tag")]
    public string SubstitutionTag { get; set; }
}

/// <summary>Links carry marks for Google Analytics.</summary>
[JsonObject(IsReference = false)]
public class Ganalytics
{
    /// <summary>Whether it is on.</summary>
    [JsonProperty(PropertyName = "enable")]
    public bool? Enable { get; set; }

    /// <summary>Where the visitor comes from.</summary>
    [JsonProperty(PropertyName = "utm_source")]
    public string UtmSource { get; set; }

    /// <summary>The medium, such as e-mail.</summary>
    [JsonProperty(PropertyName = "utm_medium")]
    public string UtmMedium { get; set; }

    /// <summary>Paid key words.</summary>
    [JsonProperty(PropertyName = "utm_term")]
    public string UtmTerm { get; set; }

    /// <summary>What tells two links of one mail apart.</summary>
    [JsonProperty(PropertyName = "utm_content")]
    public string UtmContent { get; set; }

    /// <summary>The campaign.</summary>
    [JsonProperty(PropertyName = "utm_campaign")]
    public string UtmCampaign { get; set; }
}
