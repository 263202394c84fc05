#nullable disable // As in the published package.

namespace SendGrid.Helpers.Errors.Model;

/// <summary>What an error's message holds, in JSON.</summary>
public class SendGridErrorResponse
{
    /// <summary>The HTTP status.</summary>
    public int ErrorHttpStatusCode { get; set; }

    /// <summary>The HTTP status in words.</summary>
    public string ErrorReasonPhrase { get; set; }

    /// <summary>SendGrid's own words.</summary>
    public string SendGridErrorMessage { get; set; }

    /// <summary>The field that was wrong, if SendGrid names one.</summary>
    public string FieldWithError { get; set; }

    /// <summary>Where SendGrid explains the error, if it says so.</summary>
    public string HelpLink { get; set; }
}
