using Kkr.Workflow.Documents.Minutes;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Archive;
using Kkr.Workflow.Functions.MeetingLifecycle;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Minutes;

/// <summary>Minutes to make.</summary>
public sealed record MinutesWanted(MeetingKey Meeting, MinutesEditionKind Kind);

/// <summary>A corrected edition to make.</summary>
public sealed record CorrectionWanted(MeetingKey Meeting, int Correction);

/// <summary>Makes editions of the minutes, and passes on what they decided on earlier ones.</summary>
public sealed class MinutesActivities(
    MeetingFiles files,
    MeetingChanges changes,
    IMeetings meetings,
    IItems items,
    MinutesVerdicts verdicts,
    SettlingActivities settling,
    PendingCorrections pending,
    DocumentKeeper keeper,
    PublicationGate gate,
    AuditTrail trail,
    TimeProvider time)
{
    [Function(nameof(MakeMinutes))]
    public async Task MakeMinutes([ActivityTrigger] MinutesWanted wanted, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        MeetingFile file = await files.OpenAsync(wanted.Meeting, cancellation);
        if (file.Meeting.Minutes.Editions.All(edition => edition.Kind != wanted.Kind))
        {
            if (wanted.Kind == MinutesEditionKind.Published)
            {
                // What was changed while the draft could be commented on is about to be published, and is acted on as published.
                await settling.SettleDecisions(wanted.Meeting, client, cancellation);
            }

            await MakeAsync(file, wanted.Kind, null, cancellation);
        }
    }

    /// <summary>Makes the edition of a correction; answers its version when the minutes are published, so that everybody is told, and null before.</summary>
    [Function(nameof(MakeCorrection))]
    public async Task<int?> MakeCorrection([ActivityTrigger] CorrectionWanted wanted, CancellationToken cancellation)
    {
        MeetingFile file = await files.OpenAsync(wanted.Meeting, cancellation);
        MinutesCorrection correction = file.Meeting.Minutes.Corrections.First(one => one.Number == wanted.Correction);
        MinutesEdition edition = file.Meeting.Minutes.Editions.FirstOrDefault(one => one.Correction == wanted.Correction)
            ?? await MakeAsync(
                file, file.Meeting.Minutes.PublishedAt is null ? MinutesEditionKind.Draft : MinutesEditionKind.Published, correction, cancellation);
        return edition.Kind == MinutesEditionKind.Published ? edition.Version : null;
    }

    /// <summary>What was changed after publication becomes a correction though nobody asked for an edition; the orchestration makes that next.</summary>
    [Function(nameof(RecordPendingCorrection))]
    public async Task RecordPendingCorrection([ActivityTrigger] MeetingKey meeting, CancellationToken cancellation)
    {
        MeetingFile file = await files.OpenAsync(meeting, cancellation);
        DateTimeOffset now = time.GetUtcNow();
        if (await pending.OfAsync(file, cancellation) is { } found && MeetingRules.CorrectionDue(file.Meeting, file.Council, found) <= now)
        {
            Result<Meeting> corrected = await changes.ApplyAsync(
                meeting, current => MeetingRules.Correct(current, found.Reason, found.Post, found.Parts, now), cancellation);
            if (!corrected.IsRefused)
            {
                await trail.SystemAsync(meeting, "minutes-corrected", $"{corrected.Value.Minutes.Corrections.Count}", cancellation);
            }
        }
    }

    [Function(nameof(MarkHeldBack))]
    public async Task MarkHeldBack([ActivityTrigger] MeetingKey meeting, CancellationToken cancellation)
    {
        IReadOnlyList<AwaitedAttachment> awaited = await gate.AwaitedAsync(meeting, cancellation);
        DateTimeOffset now = time.GetUtcNow();
        Meeting told = (await changes.ApplyAsync(meeting, current => HeldBackMinutes.Told(current, awaited, now), cancellation)).Value;
        int times = told.Minutes.HeldBackTimes;
        await trail.SystemAsync(meeting, "minutes-held-back", times > 1 ? $"{times}" : "", cancellation);
    }

    [Function(nameof(PassVerdictsOn))]
    public async Task PassVerdictsOn([ActivityTrigger] MeetingKey meeting, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        MeetingFile file = await files.OpenAsync(meeting, cancellation);
        foreach (Stored<Item> item in await items.ListAsync(meeting.Council, meeting.Meeting, cancellation))
        {
            await verdicts.PassOnAsync(file.Meeting, item.Value, client, cancellation);
        }

        await trail.SystemAsync(meeting, "verdicts-passed-on", "", cancellation);

        _ = await changes.ApplyAsync(
            meeting,
            current => current.Minutes.VerdictsPassedOnAt is null
                ? current with { Minutes = current.Minutes with { VerdictsPassedOnAt = time.GetUtcNow() } }
                : current,
            cancellation);
    }

    /// <summary>The agenda as the minutes number it.</summary>
    internal async Task<NumberedAgenda> AgendaOfAsync(MeetingFile file, CancellationToken cancellation) => AgendaRules.Number(
        file.Council,
        file.Meeting,
        AgendaRules.Fixed([.. (await items.ListAsync(file.Council.Id, file.Meeting.Key.Meeting, cancellation)).Select(item => item.Value)]));

    private async Task<MinutesEdition> MakeAsync(MeetingFile file, MinutesEditionKind kind, MinutesCorrection? correction, CancellationToken cancellation)
    {
        MeetingKey meeting = file.Meeting.Key;
        MinutesRecord minutes = file.Meeting.Minutes;
        NumberedAgenda agenda = await AgendaOfAsync(file, cancellation);
        IReadOnlyList<EditionPart> parts = EditionRules.PartsOf(file.Meeting, agenda.Items);
        MinutesEdition? before = minutes.Editions is [.., { } newest] ? newest : null;
        IReadOnlyList<string> changed = [.. EditionRules.Changes(before, parts), .. kind == MinutesEditionKind.Draft ? [] : EditionRules.Closings(before, agenda.Items)];
        Dictionary<string, DateOnly> dates = (await meetings.ListAsync(meeting.Council, cancellation)).ToDictionary(other => other.Key.Meeting, other => other.Date);
        int version = minutes.Editions.Count + 1;
        MinutesVerdict? verdict = minutes.Verdicts is [.., { } last] ? last : null;
        EditionNews news = new(correction?.Reason, changed, dates);
        KeptEdition kept = await keeper.KeepEditionAsync(
            meeting,
            agenda,
            kind == MinutesEditionKind.Draft,
            () => MinutesDocument.Compose(file.Council, file.Meeting, agenda, kind, version, file.Directory, verdict, news),
            () => MinutesDocument.ComposeForMembers(file.Council, file.Meeting, agenda, kind, version, file.Directory, verdict, news),
            cancellation);
        MinutesEdition edition = new(version, kind, kept.Public.Path, kept.Public.Sha256, time.GetUtcNow())
        {
            Correction = correction?.Number,
            Parts = parts,
            Changes = changed,
            Files = kept.Public.Files,
            MembersPath = kept.Members?.Path,
            MembersFiles = kept.Members?.Files ?? [],
            Open = kept.Open,
        };
        _ = await changes.ApplyAsync(meeting, current => MeetingRules.AddMinutesEdition(current, edition), cancellation);
        return edition;
    }
}
