using Kkr.Workflow.Domain.Archive;

namespace Kkr.Workflow.Functions.Archive;

/// <summary>An edition in one format, and where it is read.</summary>
/// <param name="Format">The format.</param>
/// <param name="MediaType">As it is answered.</param>
/// <param name="Sha256">Lower-case hex digest of the bytes.</param>
/// <param name="Length">Bytes; null where an earlier version of the app kept it.</param>
/// <param name="Href">Its address.</param>
public sealed record ListedFile(EditionFormat Format, string MediaType, string Sha256, long? Length, string Href)
{
    /// <summary>Every format of the open print; the web page alone for editions of earlier versions of the app.</summary>
    public static IReadOnlyList<ListedFile> Of(IEdition edition) => edition.Files.Count == 0
        ? [new ListedFile(EditionFormat.Html, EditionFormats.MediaTypeOf(EditionFormat.Html), edition.Sha256, null, DocumentAddress.Of(edition.Path))]
        :
        [
            .. edition.Files.Select(file => new ListedFile(
                file.Format, EditionFormats.MediaTypeOf(file.Format), file.Sha256, file.Length, DocumentAddress.Of(EditionFiles.PathOf(edition.Path, file.Format)))),
        ];
}
