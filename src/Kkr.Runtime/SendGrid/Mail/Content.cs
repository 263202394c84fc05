#nullable disable // As in the published package.

using Newtonsoft.Json;

namespace SendGrid.Helpers.Mail
{
    /// <summary>A mail's text in one form.</summary>
    [JsonObject(IsReference = false)]
    public class Content
    {
        /// <summary>An empty text.</summary>
        public Content()
        {
        }

        /// <summary>A text.</summary>
        /// <param name="type">Its media type (see <see cref="MimeType"/>).</param>
        /// <param name="value">The text.</param>
        public Content(string type, string value)
        {
            Type = type;
            Value = value;
        }

        /// <summary>The media type (see <see cref="MimeType"/>).</summary>
        [JsonProperty(PropertyName = "type")]
        public string Type { get; set; }

        /// <summary>The text.</summary>
        [JsonProperty(PropertyName = "value")]
        public string Value { get; set; }
    }
}

namespace SendGrid.Helpers.Mail.Model
{
    /// <summary>A mail's text in HTML.</summary>
    public class HtmlContent : Content
    {
        /// <summary>A text in HTML.</summary>
        /// <param name="value">The text.</param>
        public HtmlContent(string value)
            : base(MimeType.Html, value)
        {
        }
    }

    /// <summary>A mail's plain text.</summary>
    public class PlainTextContent : Content
    {
        /// <summary>A plain text.</summary>
        /// <param name="value">The text.</param>
        public PlainTextContent(string value)
            : base(MimeType.Text, value)
        {
        }
    }
}
