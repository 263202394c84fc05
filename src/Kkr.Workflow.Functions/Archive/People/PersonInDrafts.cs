using System.Net;
using System.Text;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Archive.Retention;

namespace Kkr.Workflow.Functions.Archive.People;

/// <summary>
/// Drafts that name a person. Those that a final version has replaced go whole and in every format; those that people are working from stay, and are reported.
/// The web page is what is read; the other formats say the same.
/// </summary>
public sealed class PersonInDrafts(IDocumentArchive archive)
{
    /// <summary>Removes what is replaced; answers where the removed web pages were, and where those are that stay.</summary>
    internal async Task<(IReadOnlyList<string> Removed, IReadOnlyList<string> InUse)> RemoveAsync(CouncilFile file, Person person, CancellationToken cancellation)
    {
        List<string> removed = [];
        List<string> inUse = [];
        foreach (Meeting meeting in file.Meetings)
        {
            foreach (IEdition draft in meeting.Editions().Where(MeetingEditions.IsDraft))
            {
                foreach (bool forMembers in (bool[])[false, true])
                {
                    if ((forMembers ? draft.MembersPath : draft.Path) is not { } page || !await NamesAsync(page, forMembers, person, cancellation))
                    {
                        continue;
                    }

                    if (!file.Over.ContainsKey(meeting.Key.Meeting) && !RetentionRules.IsReplaced(meeting, draft))
                    {
                        inUse.Add(page);
                        continue;
                    }

                    // The page last: while it is there, an erasure that was broken off finds by it what is left.
                    foreach (string path in draft.PathsOf(forMembers).OrderBy(path => path == page))
                    {
                        await archive.DeleteAsync(path, forMembers, cancellation);
                    }

                    removed.Add(page);
                }
            }
        }

        return (removed, inUse);
    }

    private async Task<bool> NamesAsync(string page, bool confidential, Person person, CancellationToken cancellation)
    {
        if (await archive.OpenAsync(page, confidential, cancellation) is not { } kept)
        {
            return false;
        }

        using StreamReader reader = new(kept.Content, Encoding.UTF8);
        return ErasureRules.Names(WebUtility.HtmlDecode(await reader.ReadToEndAsync(cancellation)), person);
    }
}
