namespace SendGrid;

/// <summary>The media types of a mail's texts.</summary>
public class MimeType
{
    /// <summary><c>text/html</c>.</summary>
    public static readonly string Html = "text/html";

    /// <summary><c>text/plain</c>.</summary>
    public static readonly string Text = "text/plain";
}
