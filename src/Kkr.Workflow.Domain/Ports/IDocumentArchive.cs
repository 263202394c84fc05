namespace Kkr.Workflow.Domain.Ports;

/// <summary>A document as kept.</summary>
/// <param name="Path">Where it is: <c>{council}/{meeting}/{name}</c>.</param>
/// <param name="ContentType">Media type.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">Lower-case hex digest.</param>
public sealed record ArchivedDocument(string Path, string ContentType, long Length, string Sha256);

/// <summary>Documents and attachments, immutable once kept. Confidential ones are kept apart.</summary>
public interface IDocumentArchive
{
    /// <summary>
    /// Keeps a document. Keeping the same bytes under the same path again is a repeat and changes nothing.
    /// </summary>
    /// <exception cref="ConcurrencyConflictException">Other bytes are kept under that path.</exception>
    Task<ArchivedDocument> KeepAsync(string path, string contentType, ReadOnlyMemory<byte> content, bool confidential, CancellationToken cancellation);

    /// <summary>The document and its content, or null. The caller disposes the stream.</summary>
    Task<(ArchivedDocument Document, Stream Content)?> OpenAsync(string path, bool confidential, CancellationToken cancellation);
}
