#nullable disable // As in the published package: any of these may be left out, and what is null is not sent.

using Newtonsoft.Json;

namespace SendGrid.Helpers.Mail;

/// <summary>A file that goes with a mail. All files and texts together may take 30 MB.</summary>
[JsonObject(IsReference = false)]
public class Attachment
{
    /// <summary>The file, in base64.</summary>
    [JsonProperty(PropertyName = "content")]
    public string Content { get; set; }

    /// <summary>The media type, such as <c>application/pdf</c>.</summary>
    [JsonProperty(PropertyName = "type")]
    public string Type { get; set; }

    /// <summary>The name that the recipient sees.</summary>
    [JsonProperty(PropertyName = "filename")]
    public string Filename { get; set; }

    /// <summary><c>attachment</c> (the default), or <c>inline</c> for a picture shown in the text.</summary>
    [JsonProperty(PropertyName = "disposition")]
    public string Disposition { get; set; }

    /// <summary>The id by which an HTML text shows an inline file, as <c>cid:</c>.</summary>
    [JsonProperty(PropertyName = "content_id")]
    public string ContentId { get; set; }
}
