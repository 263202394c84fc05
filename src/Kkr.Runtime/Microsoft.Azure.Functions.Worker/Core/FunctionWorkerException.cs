namespace Microsoft.Azure.Functions.Worker;

/// <summary>Something is wrong with the worker or a function's set-up.</summary>
public class FunctionWorkerException : Exception
{
    internal FunctionWorkerException()
    {
    }

    /// <summary>Says what is wrong.</summary>
    /// <param name="message">What is wrong.</param>
    public FunctionWorkerException(string message)
        : base(message)
    {
    }

    /// <summary>Says what is wrong and why.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">Why.</param>
    public FunctionWorkerException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>What a trigger delivered does not fit a parameter.</summary>
public class FunctionInputConverterException : FunctionWorkerException
{
    internal FunctionInputConverterException()
    {
    }

    /// <summary>Says what does not fit.</summary>
    /// <param name="message">What does not fit.</param>
    public FunctionInputConverterException(string message)
        : base(message)
    {
    }

    /// <summary>Says what does not fit and why.</summary>
    /// <param name="message">What does not fit.</param>
    /// <param name="innerException">Why.</param>
    public FunctionInputConverterException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
