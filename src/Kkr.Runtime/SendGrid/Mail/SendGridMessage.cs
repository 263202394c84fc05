#nullable disable // As in the published package: any of these may be left out, and what is null is not sent.

using Newtonsoft.Json;

namespace SendGrid.Helpers.Mail;

/// <summary>
/// A mail as SendGrid's v3 mail/send takes it: one text, and an envelope (<see cref="Personalization"/>) for each group of recipients,
/// at most 1000.
/// </summary>
[JsonObject(IsReference = false)]
public partial class SendGridMessage
{
    /// <summary>The sender, whose domain or address SendGrid has verified.</summary>
    [JsonProperty(PropertyName = "from")]
    public EmailAddress From { get; set; }

    /// <summary>The subject of envelopes that have none of their own.</summary>
    [JsonProperty(PropertyName = "subject")]
    public string Subject { get; set; }

    /// <summary>The envelopes.</summary>
    [JsonProperty(PropertyName = "personalizations", IsReference = false)]
    public List<Personalization> Personalizations { get; set; }

    /// <summary>The text in its forms, plain before HTML. <see cref="PlainTextContent"/> and <see cref="HtmlContent"/> take their place.</summary>
    [JsonProperty(PropertyName = "content", IsReference = false)]
    public List<Content> Contents { get; set; }

    /// <summary>The plain text.</summary>
    [JsonIgnore]
    public string PlainTextContent { get; set; }

    /// <summary>The text in HTML.</summary>
    [JsonIgnore]
    public string HtmlContent { get; set; }

    /// <summary>The files.</summary>
    [JsonProperty(PropertyName = "attachments", IsReference = false)]
    public List<Attachment> Attachments { get; set; }

    /// <summary>The template that makes the text.</summary>
    [JsonProperty(PropertyName = "template_id")]
    public string TemplateId { get; set; }

    /// <summary>Headers of every envelope.</summary>
    [JsonProperty(PropertyName = "headers", IsReference = false)]
    public Dictionary<string, string> Headers { get; set; }

    /// <summary>Texts that substitutions may name.</summary>
    [JsonProperty(PropertyName = "sections", IsReference = false)]
    public Dictionary<string, string> Sections { get; set; }

    /// <summary>Words to find the mail by in statistics, at most 10.</summary>
    [JsonProperty(PropertyName = "categories", IsReference = false)]
    public List<string> Categories { get; set; }

    /// <summary>Values that come back with every event of this mail, up to 10,000 bytes.</summary>
    [JsonProperty(PropertyName = "custom_args", IsReference = false)]
    public Dictionary<string, string> CustomArgs { get; set; }

    /// <summary>When to send it, in seconds since 1970-01-01 UTC, at most 72 hours ahead.</summary>
    [JsonProperty(PropertyName = "send_at")]
    public long? SendAt { get; set; }

    /// <summary>The group that recipients may unsubscribe from.</summary>
    [JsonProperty(PropertyName = "asm", IsReference = false)]
    public ASM Asm { get; set; }

    /// <summary>The batch by which mails that wait can be stopped.</summary>
    [JsonProperty(PropertyName = "batch_id")]
    public string BatchId { get; set; }

    /// <summary>The pool of addresses to send from.</summary>
    [JsonProperty(PropertyName = "ip_pool_name")]
    public string IpPoolName { get; set; }

    /// <summary>How SendGrid handles the mail.</summary>
    [JsonProperty(PropertyName = "mail_settings", IsReference = false)]
    public MailSettings MailSettings { get; set; }

    /// <summary>What SendGrid follows of what recipients do.</summary>
    [JsonProperty(PropertyName = "tracking_settings", IsReference = false)]
    public TrackingSettings TrackingSettings { get; set; }

    /// <summary>Where answers go. Not together with <see cref="ReplyTos"/>.</summary>
    [JsonProperty(PropertyName = "reply_to", IsReference = false)]
    public EmailAddress ReplyTo { get; set; }

    /// <summary>Where answers go when there are several, at most 1000. Not together with <see cref="ReplyTo"/>.</summary>
    [JsonProperty(PropertyName = "reply_to_list", IsReference = false)]
    [JsonConverter(typeof(RemoveDuplicatesConverter<EmailAddress>))]
    public List<EmailAddress> ReplyTos { get; set; }

    /// <summary>A mail from its JSON.</summary>
    /// <param name="json">What <see cref="Serialize"/> gave.</param>
    /// <returns>The mail.</returns>
    public static SendGridMessage Deserialize(string json) => JsonConvert.DeserializeObject<SendGridMessage>(json);

    /// <summary>The mail in JSON, as it is sent. What is null is left out.</summary>
    /// <param name="useDefaultSerialization">
    /// False takes <see cref="JsonConvert.DefaultSettings"/> into account, which the program may have set.
    /// </param>
    /// <returns>The JSON.</returns>
    public string Serialize(bool useDefaultSerialization = true)
    {
        // The mail itself is left as it is, so that it can be sent again.
        SendGridMessage sent = PlainTextContent is null && HtmlContent is null && Contents is null ? this : (SendGridMessage)MemberwiseClone();
        if (!ReferenceEquals(sent, this))
        {
            sent.Contents = OrderedContents();
        }

        JsonSerializerSettings settings = new() { NullValueHandling = NullValueHandling.Ignore, StringEscapeHandling = StringEscapeHandling.EscapeHtml };
        if (!useDefaultSerialization)
        {
            return JsonConvert.SerializeObject(sent, Formatting.None, settings);
        }

        using StringWriter text = new(System.Globalization.CultureInfo.InvariantCulture);
        JsonSerializer.Create(settings).Serialize(text, sent);
        return text.ToString();
    }

    /// <summary>SendGrid wants the plain text first, then HTML, then the rest (such as a calendar).</summary>
    private List<Content> OrderedContents()
    {
        IEnumerable<Content> contents = PlainTextContent is null && HtmlContent is null
            ? Contents
            : [.. PlainTextContent is null ? [] : new[] { new Content(MimeType.Text, PlainTextContent) }, .. HtmlContent is null ? [] : new[] { new Content(MimeType.Html, HtmlContent) }];
        return [.. contents.OrderBy(content => content.Type == MimeType.Text ? 0 : content.Type == MimeType.Html ? 1 : 2)];
    }
}
