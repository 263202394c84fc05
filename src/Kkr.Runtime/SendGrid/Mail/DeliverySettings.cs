#nullable disable // As in the published package: any of these may be left out, and what is null is not sent.

using Newtonsoft.Json;

namespace SendGrid.Helpers.Mail;

/// <summary>A blind copy of every mail.</summary>
[JsonObject(IsReference = false)]
public class BCCSettings
{
    /// <summary>Whether it is on.</summary>
    [JsonProperty(PropertyName = "enable")]
    public bool? Enable { get; set; }

    /// <summary>Where the copy goes.</summary>
    [JsonProperty(PropertyName = "email")]
    public string Email { get; set; }
}

/// <summary>A text at the end of every mail.</summary>
[JsonObject(IsReference = false)]
public class FooterSettings
{
    /// <summary>Whether it is on.</summary>
    [JsonProperty(PropertyName = "enable")]
    public bool Enable { get; set; }

    /// <summary>The footer of the plain text.</summary>
    [JsonProperty(PropertyName = "text")]
    public string Text { get; set; }

    /// <summary>The footer of the HTML text.</summary>
    [JsonProperty(PropertyName = "html")]
    public string Html { get; set; }
}

/// <summary>The mail is checked but not delivered.</summary>
[JsonObject(IsReference = false)]
public class SandboxMode
{
    /// <summary>Whether it is on.</summary>
    [JsonProperty(PropertyName = "enable")]
    public bool? Enable { get; set; }
}

/// <summary>Tests the text for what looks like spam.</summary>
[JsonObject(IsReference = false)]
public class SpamCheck
{
    /// <summary>Whether it is on.</summary>
    [JsonProperty(PropertyName = "enable")]
    public bool? Enable { get; set; }

    /// <summary>1 (strictest) to 10.</summary>
    [JsonProperty(PropertyName = "threshold")]
    public int? Threshold { get; set; }

    /// <summary>Where a report goes.</summary>
    [JsonProperty(PropertyName = "post_to_url")]
    public string PostToUrl { get; set; }
}
