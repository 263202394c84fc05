namespace Kkr.Runtime.Local;

/// <summary>Azurite could not be installed or started. The message says what is wrong and what to do about it.</summary>
public sealed class AzuriteException : Exception
{
    /// <summary>An error that says what to do.</summary>
    /// <param name="message">What is wrong and what to do about it.</param>
    /// <param name="innerException">What was thrown underneath, if anything.</param>
    public AzuriteException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
