using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Domain.Ports;

/// <summary>Councils and their annual wheels. Faults (storage out of reach) are exceptions; absence is null.</summary>
public interface ICouncils
{
    /// <summary>The council, or null.</summary>
    Task<Stored<Council>?> FindAsync(string council, CancellationToken cancellation);

    /// <summary>Every council, in order of id.</summary>
    Task<IReadOnlyList<Council>> AllAsync(CancellationToken cancellation);

    /// <summary>Adds (<paramref name="etag"/> null) or replaces a council.</summary>
    /// <exception cref="ConcurrencyConflictException">It exists already, or has changed.</exception>
    Task<Stored<Council>> SaveAsync(Council council, string? etag, CancellationToken cancellation);

    /// <summary>The annual wheel of a year, or null.</summary>
    Task<AnnualWheel?> FindWheelAsync(string council, int year, CancellationToken cancellation);

    /// <summary>The annual wheel of a year with its version tag, for whoever changes it; or null.</summary>
    Task<Stored<AnnualWheel>?> OpenWheelAsync(string council, int year, CancellationToken cancellation);

    /// <summary>Adds (<paramref name="etag"/> null) or replaces the annual wheel of its year.</summary>
    /// <exception cref="ConcurrencyConflictException">It exists already, or has changed.</exception>
    Task<Stored<AnnualWheel>> SaveWheelAsync(string council, AnnualWheel wheel, string? etag, CancellationToken cancellation);

    /// <summary>Adds or replaces the annual wheel of its year, whatever is there.</summary>
    Task SaveWheelAsync(string council, AnnualWheel wheel, CancellationToken cancellation);
}
