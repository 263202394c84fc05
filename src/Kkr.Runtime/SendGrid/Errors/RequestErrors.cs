namespace SendGrid.Helpers.Errors.Model;

/// <summary>SendGrid refused a request (4xx, or a status without a class of its own).</summary>
public class RequestErrorException : Exception
{
    /// <summary>An error without a message.</summary>
    public RequestErrorException()
    {
    }

    /// <summary>An error with SendGrid's answer.</summary>
    /// <param name="message">The answer: a <see cref="SendGridErrorResponse"/> in JSON.</param>
    public RequestErrorException(string message)
        : base(message)
    {
    }

    /// <summary>An error with SendGrid's answer and what caused it.</summary>
    /// <param name="message">The answer: a <see cref="SendGridErrorResponse"/> in JSON.</param>
    /// <param name="innerException">The cause.</param>
    public RequestErrorException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>400: something in the request is missing or wrong.</summary>
public class BadRequestException : RequestErrorException
{
    /// <summary>An error without a message.</summary>
    public BadRequestException()
    {
    }

    /// <summary>An error with SendGrid's answer.</summary>
    /// <param name="message">The answer: a <see cref="SendGridErrorResponse"/> in JSON.</param>
    public BadRequestException(string message)
        : base(message)
    {
    }

    /// <summary>An error with SendGrid's answer and what caused it.</summary>
    /// <param name="message">The answer: a <see cref="SendGridErrorResponse"/> in JSON.</param>
    /// <param name="innerException">The cause.</param>
    public BadRequestException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>401: the key is missing, wrong or withdrawn.</summary>
public class UnauthorizedException : RequestErrorException
{
    /// <summary>An error without a message.</summary>
    public UnauthorizedException()
    {
    }

    /// <summary>An error with SendGrid's answer.</summary>
    /// <param name="message">The answer: a <see cref="SendGridErrorResponse"/> in JSON.</param>
    public UnauthorizedException(string message)
        : base(message)
    {
    }

    /// <summary>An error with SendGrid's answer and what caused it.</summary>
    /// <param name="message">The answer: a <see cref="SendGridErrorResponse"/> in JSON.</param>
    /// <param name="innerException">The cause.</param>
    public UnauthorizedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>403: the key may not do this, or the sender is not verified.</summary>
public class ForbiddenException : RequestErrorException
{
    /// <summary>An error without a message.</summary>
    public ForbiddenException()
    {
    }

    /// <summary>An error with SendGrid's answer.</summary>
    /// <param name="message">The answer: a <see cref="SendGridErrorResponse"/> in JSON.</param>
    public ForbiddenException(string message)
        : base(message)
    {
    }

    /// <summary>An error with SendGrid's answer and what caused it.</summary>
    /// <param name="message">The answer: a <see cref="SendGridErrorResponse"/> in JSON.</param>
    /// <param name="innerException">The cause.</param>
    public ForbiddenException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>404: there is no such resource.</summary>
public class NotFoundException : RequestErrorException
{
    /// <summary>An error without a message.</summary>
    public NotFoundException()
    {
    }

    /// <summary>An error with SendGrid's answer.</summary>
    /// <param name="message">The answer: a <see cref="SendGridErrorResponse"/> in JSON.</param>
    public NotFoundException(string message)
        : base(message)
    {
    }

    /// <summary>An error with SendGrid's answer and what caused it.</summary>
    /// <param name="message">The answer: a <see cref="SendGridErrorResponse"/> in JSON.</param>
    /// <param name="innerException">The cause.</param>
    public NotFoundException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>405: the method is not allowed here.</summary>
public class MethodNotAllowedException : RequestErrorException
{
    /// <summary>An error without a message.</summary>
    public MethodNotAllowedException()
    {
    }

    /// <summary>An error with SendGrid's answer.</summary>
    /// <param name="message">The answer: a <see cref="SendGridErrorResponse"/> in JSON.</param>
    public MethodNotAllowedException(string message)
        : base(message)
    {
    }

    /// <summary>An error with SendGrid's answer and what caused it.</summary>
    /// <param name="message">The answer: a <see cref="SendGridErrorResponse"/> in JSON.</param>
    /// <param name="innerException">The cause.</param>
    public MethodNotAllowedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>413: the mail is too large.</summary>
public class PayloadTooLargeException : RequestErrorException
{
    /// <summary>An error without a message.</summary>
    public PayloadTooLargeException()
    {
    }

    /// <summary>An error with SendGrid's answer.</summary>
    /// <param name="message">The answer: a <see cref="SendGridErrorResponse"/> in JSON.</param>
    public PayloadTooLargeException(string message)
        : base(message)
    {
    }

    /// <summary>An error with SendGrid's answer and what caused it.</summary>
    /// <param name="message">The answer: a <see cref="SendGridErrorResponse"/> in JSON.</param>
    /// <param name="innerException">The cause.</param>
    public PayloadTooLargeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
