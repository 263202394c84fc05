using System.Net;

namespace Kkr.Workflow.Adapters.SendGrid;

/// <summary>The mail provider did not answer, or would not take any mail now. Nothing is lost: a durable retry tries again. The message says what to do.</summary>
public sealed class MailProviderException : Exception
{
    public MailProviderException()
        : this("The mail provider did not take the mail.")
    {
    }

    public MailProviderException(string message)
        : base(message)
    {
    }

    public MailProviderException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The answer's status; null when there was no answer.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>How long the provider asks to be left alone; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
