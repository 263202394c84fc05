using System.Text.Json;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Domain.FollowUp;
using Kkr.Workflow.Domain.Ports;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Archive.Retention;

/// <summary>Finds what is due; changes nothing.</summary>
public sealed class RetentionSearch(IMailings mailings, ICalendarLedgers calendars, IDocumentArchive archive, IAuditLog log)
{
    /// <summary>What is due of a kind.</summary>
    internal async Task<IReadOnlyList<RetainedRecord>> DueAsync(RetentionKind kind, CouncilFile file, DurableTaskClient client, CancellationToken cancellation)
    {
        DateOnly keptFrom = RetentionRules.KeptFrom(kind, file.Council.Retention, file.Today);
        return kind switch
        {
            RetentionKind.Mailings => await MailingsAsync(file, keptFrom, cancellation),
            RetentionKind.Drafts =>
            [
                .. await DocumentsAsync(file, keptFrom, RetentionRules.Drafts, confidential: false, cancellation),
                .. await DocumentsAsync(file, keptFrom, RetentionRules.MembersDrafts, confidential: true, cancellation),
            ],
            RetentionKind.GuestContacts =>
            [
                .. Items(file, keptFrom, RetentionRules.HasGuestContacts),
                .. Over(file, keptFrom).Where(over => RetentionRules.HasAbsenceReasons(over.Meeting)).Select(over => new RetainedRecord(over.Meeting.Key.Meeting, over.Since)),
            ],
            RetentionKind.Confidential =>
            [
                .. Items(file, keptFrom, RetentionRules.HoldsConfidential),
                .. await DocumentsAsync(file, keptFrom, RetentionRules.MembersEditions, confidential: true, cancellation),
            ],
            RetentionKind.Directory =>
            [
                .. RetentionRules.Tenures(file.Directory.Value, keptFrom, file.GoingOn)
                    .Select(tenure => new RetainedRecord(RetentionRules.NameOf(tenure), tenure.To!.Value)),
            ],
            RetentionKind.FollowUps =>
            [
                .. file.Tasks.Where(task => task.StateOf() != FollowUpState.Open && file.Over.TryGetValue(task.Meeting.Meeting, out DateOnly since) && since < keptFrom)
                    .Select(task => new RetainedRecord(task.Id, file.Over[task.Meeting.Meeting])),
            ],
            RetentionKind.Histories => await HistoriesAsync(file, keptFrom, client, cancellation),
            _ => await AuditAsync(file, keptFrom, cancellation) is { } last ? [last.Record] : [],
        };
    }

    /// <summary>The last entry that may go, with the day from which the log's time is counted: that of its oldest entry.</summary>
    internal async Task<(AuditPoint Through, RetainedRecord Record)?> AuditAsync(CouncilFile file, DateOnly keptFrom, CancellationToken cancellation)
    {
        (AuditPoint Through, RetainedRecord Record)? last = null;
        DateOnly? oldest = null;
        await foreach (AuditRow row in log.RowsAsync(file.Council.Id, new AuditRange(), cancellation))
        {
            // The log is pruned from its beginning, so the first entry that stays keeps all that follow.
            DateOnly day = LocalTime.ToLocal(row.Entry.At, file.Council.TimeZone).Date;
            if (day >= keptFrom)
            {
                break;
            }

            AuditPoint through = new(row.Number, row.Hash);
            last = (through, new RetainedRecord($"entries through {through}", oldest ??= day));
        }

        return last;
    }

    private static List<RetainedRecord> Items(CouncilFile file, DateOnly keptFrom, Func<Item, bool> holds) =>
    [
        .. file.Items.Select(item => item.Value)
            .Where(item => holds(item) && file.DoneSince(item) < keptFrom)
            .Select(item => new RetainedRecord(item.Id, file.DoneSince(item)!.Value)),
    ];

    private async Task<List<RetainedRecord>> MailingsAsync(CouncilFile file, DateOnly keptFrom, CancellationToken cancellation)
    {
        List<RetainedRecord> due = [];
        foreach ((string meeting, DateOnly since) in file.Over.Where(over => over.Value < keptFrom))
        {
            due.AddRange(RetentionRules.Mailings(await mailings.ListAsync(new MeetingKey(file.Council.Id, meeting), cancellation), file.Tasks)
                .Select(key => new RetainedRecord(key.ToString(), since)));
            if (await calendars.FindAsync(new MeetingKey(file.Council.Id, meeting), cancellation) is not null)
            {
                due.Add(new RetainedRecord(RetentionRules.CalendarOf(meeting), since));
            }
        }

        return due;
    }

    private async Task<List<RetainedRecord>> DocumentsAsync(
        CouncilFile file, DateOnly keptFrom, Func<Meeting, IEnumerable<string>> pathsOf, bool confidential, CancellationToken cancellation)
    {
        List<RetainedRecord> due = [];
        foreach ((Meeting meeting, DateOnly since) in Over(file, keptFrom))
        {
            foreach (string path in pathsOf(meeting))
            {
                if (await archive.OpenAsync(path, confidential, cancellation) is { } found)
                {
                    await found.Content.DisposeAsync();
                    due.Add(new RetainedRecord(path, since));
                }
            }
        }

        return due;
    }

    private static IEnumerable<(Meeting Meeting, DateOnly Since)> Over(CouncilFile file, DateOnly keptFrom) => file.Meetings
        .Where(meeting => file.Over.TryGetValue(meeting.Key.Meeting, out DateOnly since) && since < keptFrom)
        .Select(meeting => (meeting, file.Over[meeting.Key.Meeting]));

    private static async Task<List<RetainedRecord>> HistoriesAsync(CouncilFile file, DateOnly keptFrom, DurableTaskClient client, CancellationToken cancellation)
    {
        List<RetainedRecord> due = [];
        OrchestrationQuery ended = new(
            Statuses: [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Terminated],
            FetchInputsAndOutputs: true);
        await foreach (OrchestrationMetadata instance in client.GetAllInstancesAsync(ended).WithCancellation(cancellation))
        {
            DateOnly since = LocalTime.ToLocal(instance.LastUpdatedAt, file.Council.TimeZone).Date;
            if (since < keptFrom && CouncilOf(instance.SerializedInput) is var (council, meeting) && council == file.Council.Id
                && (meeting is null || file.Over.ContainsKey(meeting)))
            {
                due.Add(new RetainedRecord(instance.InstanceId, since));
            }
        }

        return due;
    }

    /// <summary>Whose an orchestration is, by its input: a meeting's key, an order of mails about a meeting, or a follow-up's key.</summary>
    private static (string Council, string? Meeting)? CouncilOf(string? input)
    {
        try
        {
            using JsonDocument? document = input is null ? null : JsonDocument.Parse(input);
            if (document?.RootElement is not { ValueKind: JsonValueKind.Object } root)
            {
                return null;
            }

            JsonElement key = root.TryGetProperty("meeting", out JsonElement nested) && nested.ValueKind == JsonValueKind.Object ? nested : root;
            string? meeting = key.TryGetProperty("meeting", out JsonElement id) ? id.GetString() : null;
            return key.TryGetProperty("council", out JsonElement council) && council.GetString() is { } found ? (found, meeting) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
