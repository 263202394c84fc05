using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.Functions.Agenda;

/// <summary>
/// Which items refer to a kept file. An item that continues another one has the same attachments, so a file is deleted only when nobody on its side
/// refers to it any more.
/// </summary>
public sealed class AttachmentOwners(IItems items, IMeetings meetings, IDocumentArchive archive)
{
    /// <summary>Deletes a file on one side, unless an item there still refers to it.</summary>
    public async Task ForgetAsync(Item former, string path, bool confidential, CancellationToken cancellation)
    {
        foreach (string? meeting in (await meetings.ListAsync(former.Council, cancellation)).Select(known => known.Key.Meeting).Prepend(null))
        {
            IReadOnlyList<Item> there = await items.ListWithoutTextsAsync(former.Council, meeting, cancellation);
            if (there.Any(other => other.Confidential == confidential && other.Attachments.Any(attachment => attachment.Path == path)))
            {
                return;
            }
        }

        await archive.DeleteAsync(path, confidential, cancellation);
    }
}
