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

    /// <summary>As the other, from a stream, so that a large file is never held in memory.</summary>
    /// <param name="path">Where: <c>{council}/{meeting}/{name}</c>.</param>
    /// <param name="contentType">Media type.</param>
    /// <param name="content">The whole content, read from its start; it is not disposed.</param>
    /// <param name="sha256">Lower-case hex digest of the content.</param>
    /// <param name="confidential">Whether it is kept among the confidential ones.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="ConcurrencyConflictException">Other bytes are kept under that path.</exception>
    Task<ArchivedDocument> KeepAsync(string path, string contentType, Stream content, string sha256, bool confidential, CancellationToken cancellation);

    /// <summary>
    /// Keeps a document on the other side too: among the confidential ones when <paramref name="toConfidential"/>, else among the open ones. Where it was it
    /// stays until it is deleted there. A repeat changes nothing; false when it is on neither side.
    /// </summary>
    Task<bool> CopyAcrossAsync(string path, bool toConfidential, CancellationToken cancellation);

    /// <summary>Deletes an attachment that no item refers to any more. One that is gone already is no fault.</summary>
    Task DeleteAsync(string path, bool confidential, CancellationToken cancellation);

    /// <summary>The document and its content, or null. The caller disposes the stream.</summary>
    Task<(ArchivedDocument Document, Stream Content)?> OpenAsync(string path, bool confidential, CancellationToken cancellation);
}
