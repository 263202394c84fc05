namespace Kkr.Workflow.Domain.Ports;

/// <summary>A stored value and the version tag it was read with.</summary>
/// <param name="Value">The value.</param>
/// <param name="ETag">Opaque; a save with an outdated tag throws <see cref="ConcurrencyConflictException"/>.</param>
public sealed record Stored<T>(T Value, string ETag);

/// <summary>Somebody else saved first. Read again and decide on fresh state, or answer 409.</summary>
public sealed class ConcurrencyConflictException : Exception
{
    public ConcurrencyConflictException()
        : base("The stored state has changed since it was read. Read it again and retry.")
    {
    }

    public ConcurrencyConflictException(string message)
        : base(message)
    {
    }

    public ConcurrencyConflictException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
