using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Mailing;

namespace Kkr.Workflow.Tests.Histories;

/// <summary>A rule that a history broke. Its name is what shrinking holds on to.</summary>
internal sealed class BrokenRuleException(string rule, string what) : Exception($"{rule}: {what}")
{
    public string Rule { get; } = rule;
}

/// <summary>What the model remembers of a meeting.</summary>
internal sealed class MeetingFacts(string id, DateOnly date, DateTimeOffset planned)
{
    public string Id { get; } = id;

    public DateOnly Date { get; set; } = date;

    public DateTimeOffset PlannedAt { get; } = planned;

    public DateTimeOffset? CancelledAt { get; set; }

    public bool WasMoved { get; set; }

    /// <summary>Which municipalities have answered the call, and when.</summary>
    public List<(string Municipality, DateTimeOffset At)> Answers { get; } = [];

    /// <summary>Who has sent apologies, each list with its time; the newest counts.</summary>
    public List<(IReadOnlySet<string> Posts, DateTimeOffset At)> Apologies { get; } = [];

    /// <summary>Addresses whose mail about this meeting bounced, by post.</summary>
    public List<(string Post, string Address, DateTimeOffset At)> Bounces { get; } = [];

    /// <summary>Every edition seen so far: its digest, and that of the bytes.</summary>
    public Dictionary<string, string> Editions { get; } = new(StringComparer.Ordinal);

    /// <summary>The numbers of the frozen agenda.</summary>
    public Dictionary<string, string> Numbers { get; } = new(StringComparer.Ordinal);

    /// <summary>The meetings whose minutes awaited approval when the agenda was frozen.</summary>
    public IReadOnlyList<string>? Awaiting { get; set; }

    public MeetingPhase Phase { get; set; }
}

/// <summary>What the model remembers of an item that somebody sent.</summary>
internal sealed record ItemFacts(string Id, string Meeting, string Post, DateTimeOffset At);

/// <summary>A mail that somebody's act calls for.</summary>
internal sealed record Owed(string Item, string Post, DateTimeOffset At, params MailKind[] AnyOf);

/// <summary>A change that was answered with success, and so must be in the audit log.</summary>
internal sealed record Change(DateTimeOffset At, string Post, string Subject, string What);

/// <summary>The model's own table of what may be done to an item; the app's is not asked.</summary>
internal static class ItemTable
{
    public static bool Allows(ActKind act, ItemStatus status) => act switch
    {
        ActKind.Edit => status is ItemStatus.Proposed or ItemStatus.Returned or ItemStatus.Accepted or ItemStatus.Scheduled or ItemStatus.Pooled,
        ActKind.Accept => status is ItemStatus.Proposed or ItemStatus.Accepted,
        ActKind.Return => status is ItemStatus.Proposed or ItemStatus.Accepted or ItemStatus.Scheduled,
        ActKind.Reject => status is ItemStatus.Proposed or ItemStatus.Returned or ItemStatus.Accepted or ItemStatus.Scheduled or ItemStatus.Pooled,
        ActKind.Withdraw => status is not (ItemStatus.Decided or ItemStatus.Withdrawn or ItemStatus.Rejected),
        ActKind.Pool or ActKind.Relocate => status is not (ItemStatus.Frozen or ItemStatus.Decided or ItemStatus.Withdrawn or ItemStatus.Rejected),
        _ => true,
    };
}
