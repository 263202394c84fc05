using System.Net;
using System.Text;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Archive.Retention;

namespace Kkr.Workflow.Functions.Archive.People;

/// <summary>
/// Drafts that name a person, once their meeting is over: work papers, which the final version has replaced, so they go whole and in every format. The web page
/// is what is read; the other formats say the same.
/// </summary>
public sealed class PersonInDrafts(IDocumentArchive archive)
{
    /// <summary>Removes them; answers where their web pages were.</summary>
    internal async Task<IReadOnlyList<string>> RemoveAsync(CouncilFile file, Person person, CancellationToken cancellation)
    {
        List<string> removed = [];
        foreach (Meeting meeting in file.Meetings.Where(meeting => file.Over.ContainsKey(meeting.Key.Meeting)))
        {
            foreach (IEdition draft in meeting.Editions().Where(MeetingEditions.IsDraft))
            {
                foreach (bool forMembers in (bool[])[false, true])
                {
                    if ((forMembers ? draft.MembersPath : draft.Path) is { } page && await NamesAsync(page, forMembers, person, cancellation))
                    {
                        // The page last: while it is there, an erasure that was broken off finds by it what is left.
                        foreach (string path in draft.PathsOf(forMembers).OrderBy(path => path == page))
                        {
                            await archive.DeleteAsync(path, forMembers, cancellation);
                        }

                        removed.Add(page);
                    }
                }
            }
        }

        return removed;
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
