#nullable disable // As in the published package: any of these may be left out, and what is null is not sent.

using Newtonsoft.Json;

namespace SendGrid.Helpers.Mail;

/// <summary>One envelope: who gets the mail, and what differs for them. Recipients of one envelope see each other.</summary>
[JsonObject(IsReference = false)]
public class Personalization
{
    /// <summary>The recipients. An address that occurs twice is sent once, as SendGrid asks.</summary>
    [JsonProperty(PropertyName = "to")]
    [JsonConverter(typeof(RemoveDuplicatesConverter<EmailAddress>))]
    public List<EmailAddress> Tos { get; set; }

    /// <summary>Those who get a copy.</summary>
    [JsonProperty(PropertyName = "cc")]
    [JsonConverter(typeof(RemoveDuplicatesConverter<EmailAddress>))]
    public List<EmailAddress> Ccs { get; set; }

    /// <summary>Those who get a copy unseen.</summary>
    [JsonProperty(PropertyName = "bcc")]
    [JsonConverter(typeof(RemoveDuplicatesConverter<EmailAddress>))]
    public List<EmailAddress> Bccs { get; set; }

    /// <summary>A sender other than the mail's, in the same domain.</summary>
    [JsonProperty(PropertyName = "from")]
    public EmailAddress From { get; set; }

    /// <summary>A subject other than the mail's.</summary>
    [JsonProperty(PropertyName = "subject")]
    public string Subject { get; set; }

    /// <summary>Headers for this envelope.</summary>
    [JsonProperty(PropertyName = "headers")]
    public Dictionary<string, string> Headers { get; set; }

    /// <summary>Texts put in place of marks, up to 10,000 bytes.</summary>
    [JsonProperty(PropertyName = "substitutions")]
    public Dictionary<string, string> Substitutions { get; set; }

    /// <summary>Values that come back with every event of this envelope, up to 10,000 bytes.</summary>
    [JsonProperty(PropertyName = "custom_args")]
    public Dictionary<string, string> CustomArgs { get; set; }

    /// <summary>When to send it, in seconds since 1970-01-01 UTC, at most 72 hours ahead.</summary>
    [JsonProperty(PropertyName = "send_at")]
    public long? SendAt { get; set; }

    /// <summary>What a dynamic template is filled with.</summary>
    [JsonProperty(PropertyName = "dynamic_template_data")]
    public object TemplateData { get; set; }
}
