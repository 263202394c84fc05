using Kkr.Workflow.Domain.Directory;

namespace Kkr.Workflow.Domain.Ports;

/// <summary>Posts, people and tenure of a council.</summary>
public interface IDirectory
{
    /// <summary>The directory; an empty book when the council has none yet.</summary>
    Task<Stored<DirectoryBook>> LoadAsync(string council, CancellationToken cancellation);

    /// <summary>Replaces the directory.</summary>
    /// <exception cref="ConcurrencyConflictException">It has changed since it was read with <paramref name="etag"/>.</exception>
    Task SaveAsync(string council, DirectoryBook book, string etag, CancellationToken cancellation);
}
