using System.Globalization;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.MeetingLifecycle;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Archive.Retention;

/// <summary>What a run removed, or would have.</summary>
/// <param name="Council">Council id.</param>
/// <param name="On">Local day.</param>
/// <param name="IsDryRun">True when nothing was removed.</param>
/// <param name="Kinds">Each kind.</param>
public sealed record RetentionReport(string Council, DateOnly On, bool IsDryRun, IReadOnlyList<RetentionFinding> Kinds);

/// <summary>
/// Removes what is no longer kept. What is about to go is written down first, kind by kind; a run that is broken off has removed nothing unwritten,
/// and the next one finds what is left.
/// </summary>
public sealed class RetentionRun(
    CouncilFiles files, RetentionSearch search, IMailings mailings, ICalendarLedgers calendars, IDocumentArchive archive, IItems items, IFollowUps followUps, IDirectory directory,
    MeetingChanges changes, IAuditLog log, AuditTrail trail)
{
    /// <summary>Finds what is due and, unless it is a dry run, removes it.</summary>
    internal async Task<RetentionReport> RunAsync(Council council, Http.Caller? caller, bool isDryRun, DurableTaskClient client, CancellationToken cancellation)
    {
        CouncilFile file = await files.OpenAsync(council, cancellation);
        List<RetentionFinding> findings = [];
        foreach (RetentionKind kind in Enum.GetValues<RetentionKind>())
        {
            IReadOnlyList<RetainedRecord> due = await search.DueAsync(kind, file, client, cancellation);
            findings.Add(RetentionFinding.Of(kind, council.Retention, file.Today, due));
        }

        if (!isDryRun)
        {
            foreach (RetentionFinding finding in findings.Where(finding => finding.Count > 0))
            {
                await RecordAsync(caller, council.Id, "retention-removed", finding.Kind.ToString(), string.Join('\n', finding.Ids), cancellation);
                await RemoveAsync(finding, file, client, cancellation);
            }

            string summary = string.Join(", ", findings.Select(finding => string.Create(CultureInfo.InvariantCulture, $"{finding.Kind} {finding.Count}")));
            await RecordAsync(caller, council.Id, "retention-run", council.Id, summary, cancellation);
        }

        return new RetentionReport(council.Id, file.Today, isDryRun, findings);
    }

    private Task RecordAsync(Http.Caller? caller, string council, string action, string subject, string details, CancellationToken cancellation) => caller is null
        ? trail.SystemAsync(council, action, subject, key: null, cancellation, new AuditFacts(details))
        : trail.ByAsync(caller, council, action, subject, new AuditFacts(details), key: null, cancellation);

    private async Task RemoveAsync(RetentionFinding finding, CouncilFile file, DurableTaskClient client, CancellationToken cancellation)
    {
        string council = file.Council.Id;
        switch (finding.Kind)
        {
            case RetentionKind.Directory:
                await RemoveTenuresAsync(file, [.. finding.Ids], cancellation);
                return;
            case RetentionKind.Audit:
                await PruneAsync(file, finding, cancellation);
                return;
            default:
                break;
        }

        HashSet<string> forMembers = [.. file.Meetings.SelectMany(meeting => RetentionRules.MembersDrafts(meeting).Concat(RetentionRules.MembersEditions(meeting)))];
        HashSet<string> meetings = [.. file.Meetings.Select(meeting => meeting.Key.Meeting)];
        foreach (string id in finding.Ids)
        {
            Task removal = finding.Kind switch
            {
                RetentionKind.Mailings when RetentionRules.MeetingOfCalendar(id) is { } meeting => calendars.RemoveAsync(new MeetingKey(council, meeting), cancellation),
                RetentionKind.Mailings => mailings.RemoveAsync(MailingKey.Parse(id)!, cancellation),
                RetentionKind.Drafts => archive.DeleteAsync(id, forMembers.Contains(id), cancellation),
                RetentionKind.Confidential when forMembers.Contains(id) => archive.DeleteAsync(id, confidential: true, cancellation),
                RetentionKind.GuestContacts when meetings.Contains(id) =>
                    changes.ApplyAsync(new MeetingKey(council, id), meeting => RetentionRules.WithoutAbsenceReasons(meeting), cancellation),
                RetentionKind.FollowUps => followUps.RemoveAsync(council, id, cancellation),
                RetentionKind.Histories => client.PurgeInstanceAsync(id, cancellation),
                RetentionKind.GuestContacts => ChangeAsync(council, id, item => items.SaveAsync(item with { Value = RetentionRules.WithoutGuestContacts(item.Value) }, cancellation)),
                _ => ChangeAsync(council, id, item => ForgetAsync(file, item, cancellation)),
            };
            await removal;
        }
    }

    /// <summary>The item is read again: another kind of this run may have changed it already.</summary>
    private async Task ChangeAsync(string council, string id, Func<Stored<Item>, Task> change)
    {
        try
        {
            if (await items.LocateAsync(council, id, CancellationToken.None) is { } item)
            {
                await change(item);
            }
        }
        catch (ConcurrencyConflictException)
        {
            // Somebody is at it just now: the next run sees what they made of it.
        }
    }

    /// <summary>Files first: while the item still names them, a run that is broken off finds them again.</summary>
    private async Task ForgetAsync(CouncilFile file, Stored<Item> item, CancellationToken cancellation)
    {
        foreach (Attachment attachment in item.Value.Attachments)
        {
            bool isShared = file.Items.Any(other => other.Value.Id != item.Value.Id && other.Value.Attachments.Any(known => known.Path == attachment.Path));
            if (!isShared)
            {
                await archive.DeleteAsync(attachment.Path, confidential: true, cancellation);
            }
        }

        await items.ForgetTextsAsync(item with { Value = RetentionRules.Forgotten(item.Value) }, cancellation);
    }

    private async Task RemoveTenuresAsync(CouncilFile file, HashSet<string> names, CancellationToken cancellation)
    {
        DirectoryBook book = file.Directory.Value;
        await directory.SaveAsync(
            file.Council.Id,
            RetentionRules.Without(book, [.. book.Tenures.Where(tenure => names.Contains(RetentionRules.NameOf(tenure)))]),
            file.Directory.ETag,
            cancellation);
    }

    private async Task PruneAsync(CouncilFile file, RetentionFinding finding, CancellationToken cancellation)
    {
        if (await search.AuditAsync(file, finding.KeptFrom, cancellation) is not { } due)
        {
            return;
        }

        // The entry vouches for the checkpoint, so it must be there before the checkpoint is.
        await trail.SystemAsync(
            file.Council.Id, AuditChain.Pruned, file.Council.Id, $"{AuditChain.Pruned}|{due.Through.Number}", cancellation, new AuditFacts(After: due.Through.ToString()));
        await log.PruneAsync(file.Council.Id, due.Through, cancellation);
    }
}
