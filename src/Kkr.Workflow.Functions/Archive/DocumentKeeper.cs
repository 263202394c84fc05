using Kkr.Workflow.Documents;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.Functions.Archive;

/// <summary>Keeps rendered documents under their meeting.</summary>
public sealed class DocumentKeeper(IDocumentArchive archive)
{
    private const int Tries = 20;

    /// <summary>
    /// Keeps the document under its own name. When a run that died has left other bytes there (an item changed in between), the next
    /// free name is taken: what was kept once is never replaced.
    /// </summary>
    public async Task<ArchivedDocument> KeepAsync(MeetingKey meeting, RenderedDocument document, CancellationToken cancellation)
    {
        for (int attempt = 1; ; attempt++)
        {
            string name = attempt == 1
                ? document.Name
                : $"{Path.GetFileNameWithoutExtension(document.Name)}-{attempt}{Path.GetExtension(document.Name)}";
            try
            {
                return await archive.KeepAsync(
                    $"{meeting.Council}/{meeting.Meeting}/{name}",
                    document.ContentType,
                    document.Content,
                    confidential: false,
                    cancellation);
            }
            catch (ConcurrencyConflictException) when (attempt < Tries)
            {
            }
        }
    }
}
