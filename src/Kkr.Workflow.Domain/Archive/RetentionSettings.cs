namespace Kkr.Workflow.Domain.Archive;

/// <summary>What is kept for a time only. Published agendas and minutes are none of these: they are kept for ever (docs/retention.md).</summary>
public enum RetentionKind
{
    /// <summary>The ledger of mails to posts, and what is remembered of each meeting's calendar: who was invited to what, and when that changed.</summary>
    Mailings,

    /// <summary>Drafts of agendas and minutes.</summary>
    Drafts,

    /// <summary>E-mail addresses of guests who presented an item, and why people could not come.</summary>
    GuestContacts,

    /// <summary>Former holders of posts.</summary>
    Directory,

    /// <summary>Follow-ups that are done.</summary>
    FollowUps,

    /// <summary>Texts and attachments of confidential items, and the members' editions that print them.</summary>
    Confidential,

    /// <summary>Histories of orchestrations that have ended.</summary>
    Histories,

    /// <summary>The audit log.</summary>
    Audit,
}

/// <summary>For how many months a council keeps what, counted from when the meeting is over, the post was left or the entry was written.</summary>
public sealed record RetentionSettings
{
    public const int Longest = 1200;

    public int Mailings { get; init; } = 24;

    public int Drafts { get; init; } = 12;

    public int GuestContacts { get; init; } = 3;

    public int Directory { get; init; } = 24;

    public int FollowUps { get; init; } = 24;

    public int Confidential { get; init; } = 60;

    public int Histories { get; init; } = 6;

    public int Audit { get; init; } = 120;

    public int Of(RetentionKind kind) => kind switch
    {
        RetentionKind.Mailings => Mailings,
        RetentionKind.Drafts => Drafts,
        RetentionKind.GuestContacts => GuestContacts,
        RetentionKind.Directory => Directory,
        RetentionKind.FollowUps => FollowUps,
        RetentionKind.Confidential => Confidential,
        RetentionKind.Histories => Histories,
        _ => Audit,
    };
}

/// <summary>Something whose time is up.</summary>
/// <param name="Id">What it is, without personal data.</param>
/// <param name="Since">The day from which its time is counted.</param>
public sealed record RetainedRecord(string Id, DateOnly Since);

/// <summary>What is due of one kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Months">For how long it is kept.</param>
/// <param name="KeptFrom">What is counted from this day or later stays.</param>
/// <param name="Oldest">The oldest that is due; null when none is.</param>
/// <param name="Ids">What is due, in order.</param>
public sealed record RetentionFinding(RetentionKind Kind, int Months, DateOnly KeptFrom, DateOnly? Oldest, IReadOnlyList<string> Ids)
{
    public int Count => Ids.Count;

    public static RetentionFinding Of(RetentionKind kind, RetentionSettings settings, DateOnly today, IEnumerable<RetainedRecord> due)
    {
        RetainedRecord[] found = [.. due.OrderBy(record => record.Since).ThenBy(record => record.Id, StringComparer.Ordinal)];
        return new RetentionFinding(
            kind, settings.Of(kind), RetentionRules.KeptFrom(kind, settings, today), found.Length == 0 ? null : found[0].Since, [.. found.Select(record => record.Id)]);
    }
}
