namespace SendGrid.Helpers.Errors.Model;

/// <summary>415: the body is not JSON.</summary>
public class UnsupportedMediaTypeException : RequestErrorException
{
    /// <summary>An error without a message.</summary>
    public UnsupportedMediaTypeException()
    {
    }

    /// <summary>An error with SendGrid's answer.</summary>
    /// <param name="message">The answer: a <see cref="SendGridErrorResponse"/> in JSON.</param>
    public UnsupportedMediaTypeException(string message)
        : base(message)
    {
    }

    /// <summary>An error with SendGrid's answer and what caused it.</summary>
    /// <param name="message">The answer: a <see cref="SendGridErrorResponse"/> in JSON.</param>
    /// <param name="innerException">The cause.</param>
    public UnsupportedMediaTypeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>429: too many requests; wait.</summary>
public class TooManyRequestsException : RequestErrorException
{
    /// <summary>An error without a message.</summary>
    public TooManyRequestsException()
    {
    }

    /// <summary>An error with SendGrid's answer.</summary>
    /// <param name="message">The answer: a <see cref="SendGridErrorResponse"/> in JSON.</param>
    public TooManyRequestsException(string message)
        : base(message)
    {
    }

    /// <summary>An error with SendGrid's answer and what caused it.</summary>
    /// <param name="message">The answer: a <see cref="SendGridErrorResponse"/> in JSON.</param>
    /// <param name="innerException">The cause.</param>
    public TooManyRequestsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>SendGrid failed (5xx).</summary>
public class SendGridInternalException : Exception
{
    /// <summary>An error without a message.</summary>
    public SendGridInternalException()
    {
    }

    /// <summary>An error with SendGrid's answer.</summary>
    /// <param name="message">The answer: a <see cref="SendGridErrorResponse"/> in JSON.</param>
    public SendGridInternalException(string message)
        : base(message)
    {
    }

    /// <summary>An error with SendGrid's answer and what caused it.</summary>
    /// <param name="message">The answer: a <see cref="SendGridErrorResponse"/> in JSON.</param>
    /// <param name="innerException">The cause.</param>
    public SendGridInternalException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>500: SendGrid failed.</summary>
public class ServerUnavailableException : SendGridInternalException
{
    /// <summary>An error without a message.</summary>
    public ServerUnavailableException()
    {
    }

    /// <summary>An error with SendGrid's answer.</summary>
    /// <param name="message">The answer: a <see cref="SendGridErrorResponse"/> in JSON.</param>
    public ServerUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>An error with SendGrid's answer and what caused it.</summary>
    /// <param name="message">The answer: a <see cref="SendGridErrorResponse"/> in JSON.</param>
    /// <param name="innerException">The cause.</param>
    public ServerUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>503: SendGrid is not available.</summary>
public class ServiceNotAvailableException : SendGridInternalException
{
    /// <summary>An error without a message.</summary>
    public ServiceNotAvailableException()
    {
    }

    /// <summary>An error with SendGrid's answer.</summary>
    /// <param name="message">The answer: a <see cref="SendGridErrorResponse"/> in JSON.</param>
    public ServiceNotAvailableException(string message)
        : base(message)
    {
    }

    /// <summary>An error with SendGrid's answer and what caused it.</summary>
    /// <param name="message">The answer: a <see cref="SendGridErrorResponse"/> in JSON.</param>
    /// <param name="innerException">The cause.</param>
    public ServiceNotAvailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
