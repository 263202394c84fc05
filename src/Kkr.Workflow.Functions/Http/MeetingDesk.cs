using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Archive;

namespace Kkr.Workflow.Functions.Http;

/// <summary>Finds what an address names, or refuses with what was not found; and writes down who did what.</summary>
public sealed class MeetingDesk(ICouncils councils, IMeetings meetings, IItems items, IDirectory directory, AuditTrail trail, TimeProvider time)
{
    /// <summary>What the ids of items begin with that began in the pool.</summary>
    private const string Pool = "pool";

    public DateTimeOffset Now => time.GetUtcNow();

    public async Task<Result<Council>> CouncilAsync(string council, CancellationToken cancellation) =>
        await councils.FindAsync(council, cancellation) is { } found
            ? found.Value
            : RequestRefusals.NoSuch("council", "Rådet", council);

    public async Task<Result<Stored<Meeting>>> MeetingAsync(MeetingKey key, CancellationToken cancellation) =>
        await meetings.FindAsync(key, cancellation) is { } found
            ? found
            : RequestRefusals.NoSuch("meeting", "Mødet", key.Meeting);

    /// <summary>The meeting that an item is on; null in the pool.</summary>
    public async Task<Meeting?> MeetingOfAsync(string council, string? meeting, CancellationToken cancellation) =>
        meeting is null ? null : (await meetings.FindAsync(new MeetingKey(council, meeting), cancellation))?.Value;

    /// <summary>An item wherever it is: on a meeting or in the pool.</summary>
    public async Task<Result<Stored<Item>>> ItemAsync(string council, string item, CancellationToken cancellation) =>
        await items.LocateAsync(council, item, cancellation) is { } found
            ? found
            : RequestRefusals.NoSuch("item", "Punktet", item);

    /// <summary>The meeting and its council, or whichever of them is missing.</summary>
    public async Task<Result<(Council Council, Meeting Meeting)>> OpenAsync(MeetingKey key, CancellationToken cancellation)
    {
        Result<Council> council = await CouncilAsync(key.Council, cancellation);
        if (council.IsRefused)
        {
            return council.Refusal;
        }

        Result<Stored<Meeting>> meeting = await MeetingAsync(key, cancellation);
        return meeting.IsRefused ? meeting.Refusal : (council.Value, meeting.Value.Value);
    }

    /// <summary>
    /// Changes an item by a pure rule that sees the meeting it is on, again on fresh state when somebody else was first.
    /// An item in the pool is judged without a meeting. Where the request replaces a part of the item, <paramref name="replaces"/> is that part.
    /// </summary>
    internal Task<Result<ItemChange>> ChangeItemAsync(
        string council,
        string item,
        Func<Item, Meeting?, Council, Result<Item>> rule,
        VersionCheck check,
        CancellationToken cancellation,
        Func<Item, object?>? replaces = null)
    {
        return Retry.OnConflictAsync<Result<ItemChange>>(async () =>
        {
            Result<Stored<Item>> stored = await ItemAsync(council, item, cancellation);
            if (stored.IsRefused)
            {
                return stored.Refusal;
            }

            Result<(Council Council, Meeting Meeting)> open = await OpenAsync(await MeetingOfAsync(stored.Value.Value, cancellation), cancellation);
            if (open.IsRefused)
            {
                return open.Refusal;
            }

            if (check.RefusalOf(TagOf(stored.Value)) is { } outdated)
            {
                return outdated;
            }

            Result<Item> changed = rule(stored.Value.Value, stored.Value.Value.Meeting is null ? null : open.Value.Meeting, open.Value.Council);
            if (changed.IsRefused)
            {
                return changed.Refusal;
            }

            if (changed.Value == stored.Value.Value)
            {
                check.Tell(TagOf(stored.Value));
                return new ItemChange(changed.Value, open.Value.Meeting, stored.Value.ETag);
            }

            Stored<Item> saved = await items.SaveAsync(stored.Value with { Value = changed.Value }, cancellation);
            check.Tell(TagOf(saved));
            return new ItemChange(saved.Value, open.Value.Meeting, saved.ETag);
        });

        string? TagOf(Stored<Item> current) => replaces is null ? EntityTag.OfVersion(current.ETag)
            : replaces(current.Value) is { } part ? EntityTag.OfContent(part)
            : null;
    }

    /// <summary>The meeting that mails about an item speak of, and its council.</summary>
    public async Task<Result<(Council Council, Meeting Meeting)>> OfItemAsync(Item item, CancellationToken cancellation) =>
        await OpenAsync(await MeetingOfAsync(item, cancellation), cancellation);

    /// <summary>True for a post of the council's directory.</summary>
    public async Task<bool> HasPostAsync(string council, string post, CancellationToken cancellation) =>
        (await directory.LoadAsync(council, cancellation)).Value.Posts.Any(known => known.Id == post);

    /// <summary>The posts that are told of an item withdrawn from a frozen agenda: its submitter and the members, each person once.</summary>
    public async Task<IReadOnlyList<string>> ToldOfWithdrawalAsync(Item item, CancellationToken cancellation)
    {
        DirectoryBook book = (await directory.LoadAsync(item.Council, cancellation)).Value;
        string zone = (await councils.FindAsync(item.Council, cancellation))?.Value.TimeZone ?? "Europe/Copenhagen";
        DateOnly today = LocalTime.ToLocal(Now, zone).Date;
        return
        [
            .. Recipients.Of(MailKind.ItemWithdrawn, book, today, subjectPost: item.SubmitterPost, isFrozen: true)
                .Select(addressee => addressee.Post.Id),
        ];
    }

    /// <summary>Writes down a change that somebody has made. With a key that was used before, nothing is added.</summary>
    internal Task RecordAsync(
        Caller caller,
        MeetingKey meeting,
        string action,
        string subject,
        CancellationToken cancellation,
        string? key = null,
        string? before = null,
        string? after = null) =>
        trail.ByAsync(
            caller,
            meeting.Council,
            action,
            subject,
            new AuditFacts(meeting.Meeting.Length == 0 ? null : $"meeting {meeting.Meeting}", before, after),
            key,
            cancellation);

    /// <summary>Writes down that somebody reads what is confidential, before it is handed out: when this fails, so does the reading.</summary>
    internal Task RecordReadAsync(Caller caller, string council, string subject, CancellationToken cancellation, string? version = null) =>
        trail.ByAsync(caller, council, "confidential-read", subject, new AuditFacts(After: version), key: null, cancellation);

    /// <summary>
    /// The meeting an item is on; for one in the pool, the meeting that left it out or that its id says it was first meant for; and for one that
    /// began in the pool, the meeting of the item it continues.
    /// </summary>
    private async Task<MeetingKey> MeetingOfAsync(Item item, CancellationToken cancellation)
    {
        for (Item current = item; ;)
        {
            string first = current.Meeting ?? current.LeftOutOf ?? current.Id[..current.Id.LastIndexOf('-')];
            if (first != Pool || current.CarriedFrom is null || await items.LocateAsync(item.Council, current.CarriedFrom, cancellation) is not { } earlier)
            {
                return new MeetingKey(item.Council, first);
            }

            current = earlier.Value;
        }
    }
}

/// <summary>An item that was changed, and the meeting that mails about it speak of.</summary>
/// <param name="Item">The item as it is now.</param>
/// <param name="Meeting">The meeting.</param>
/// <param name="Version">The item's version; that from before when nothing was changed.</param>
internal sealed record ItemChange(Item Item, Meeting Meeting, string Version);
