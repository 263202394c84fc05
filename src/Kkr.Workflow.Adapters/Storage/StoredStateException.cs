namespace Kkr.Workflow.Adapters.Storage;

/// <summary>
/// What is stored cannot be used as it is: written by a newer version of the app, damaged, or missing a part. It is a fault that no
/// retry mends; the message says what was found and where.
/// </summary>
public sealed class StoredStateException : Exception
{
    public StoredStateException()
        : this("The stored state cannot be used.")
    {
    }

    public StoredStateException(string message)
        : base(message)
    {
    }

    public StoredStateException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
