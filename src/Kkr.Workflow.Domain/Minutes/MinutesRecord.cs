using Kkr.Workflow.Domain.Archive;

namespace Kkr.Workflow.Domain.Minutes;

/// <summary>What the minutes of a meeting have been through.</summary>
public sealed record MinutesRecord
{
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>When what these minutes decided on earlier minutes was passed on to those.</summary>
    public DateTimeOffset? VerdictsPassedOnAt { get; init; }

    /// <summary>When the draft went out; comment and publication deadlines count from here when it went late.</summary>
    public DateTimeOffset? DraftSentAt { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>The verdict of a later meeting under its item 1.1, newest last.</summary>
    public IReadOnlyList<MinutesVerdict> Verdicts { get; init; } = [];

    /// <summary>Every edition made, newest last.</summary>
    public IReadOnlyList<MinutesEdition> Editions { get; init; } = [];

    /// <summary>Comments on the draft, in the order in which they came.</summary>
    public IReadOnlyList<MinutesComment> Comments { get; init; } = [];

    /// <summary>Corrected editions that the secretariat asked for, in order.</summary>
    public IReadOnlyList<MinutesCorrection> Corrections { get; init; } = [];

    /// <summary>Why the list of attendance was last changed after publication, or null.</summary>
    public CorrectionCause? AttendanceCorrection { get; init; }

    /// <summary>When the secretariat was last told that the minutes are held back for want of an attachment; null while they never were.</summary>
    public DateTimeOffset? HeldBackAt { get; init; }

    /// <summary>What was awaited then (<see cref="HeldBackMinutes"/>); null where an earlier version of the app told it.</summary>
    public IReadOnlyList<string>? HeldBackFor { get; init; }

    /// <summary>How often the secretariat has been told; 0 where an earlier version of the app told it, once.</summary>
    public int HeldBackTimes { get; init; }
}

/// <summary>How a later meeting decided on the minutes.</summary>
public enum MinutesVerdictKind
{
    Approved,
    ApprovedWithAmendment,

    /// <summary>They are to be corrected, and are on the next meeting's item 1.1 again.</summary>
    NotApproved,

    /// <summary>Nothing was decided; they are on the next meeting's item 1.1 as they are.</summary>
    Postponed,
}

/// <summary>A later meeting's decision on the minutes.</summary>
/// <param name="Kind">The verdict.</param>
/// <param name="ByMeeting">The meeting that decided.</param>
/// <param name="OnDate">That meeting's date.</param>
/// <param name="Amendment">The change, when approved with one.</param>
/// <param name="At">UTC.</param>
public sealed record MinutesVerdict(MinutesVerdictKind Kind, string ByMeeting, DateOnly OnDate, string? Amendment, DateTimeOffset At);

/// <summary>What a minutes edition is.</summary>
public enum MinutesEditionKind
{
    Draft,
    Published,
    Approved,
}

/// <summary>One edition of the minutes that was made and kept.</summary>
/// <param name="Version">1, 2, … within the meeting.</param>
/// <param name="Kind">Draft, published (not yet approved) or approved.</param>
/// <param name="Path">Where the archive keeps the open web page.</param>
/// <param name="Sha256">Lower-case hex digest of the web page.</param>
/// <param name="At">UTC.</param>
public sealed record MinutesEdition(int Version, MinutesEditionKind Kind, string Path, string Sha256, DateTimeOffset At) : IEdition
{
    /// <summary>The correction that it was made for, or null.</summary>
    public int? Correction { get; init; }

    /// <summary>Where the members' edition of it is kept, with its confidential items whole; null when it has none.</summary>
    public string? MembersPath { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<EditionFile> Files { get; init; } = [];

    /// <inheritdoc/>
    public IReadOnlyList<EditionFile> MembersFiles { get; init; } = [];

    /// <summary>Ids of the items that its open edition prints whole; null in editions of earlier versions of the app.</summary>
    public IReadOnlyList<string>? Open { get; init; }

    /// <summary>What it says, in digests: by them the next edition tells what has changed.</summary>
    public IReadOnlyList<EditionPart> Parts { get; init; } = [];

    /// <summary>What differs from the edition before, one Danish sentence each; empty for the first.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];
}

/// <summary>A piece of an edition that can change by itself.</summary>
/// <param name="Item">The item's number, or null for what concerns the whole meeting.</param>
/// <param name="Aspect">Which piece.</param>
/// <param name="Digest">The beginning of the SHA-256 of what it says, in hex.</param>
public sealed record EditionPart(string? Item, EditionAspect Aspect, string Digest);

/// <summary>The pieces of an edition.</summary>
public enum EditionAspect
{
    Attendance,
    Decision,
    Dissent,
    FollowUp,
    Promise,
    Attachments,
    Text,
}

/// <summary>A corrected edition that the secretariat asked for.</summary>
/// <param name="Number">1, 2, … within the meeting.</param>
/// <param name="Reason">Why, as readers are told.</param>
/// <param name="Post">Who asked.</param>
/// <param name="At">UTC.</param>
public sealed record MinutesCorrection(int Number, string Reason, string Post, DateTimeOffset At);

/// <summary>Why something that published minutes say was changed; the corrected edition prints it.</summary>
/// <param name="Reason">As readers are told.</param>
/// <param name="Post">Who changed it.</param>
/// <param name="At">UTC.</param>
public sealed record CorrectionCause(string Reason, string Post, DateTimeOffset At);

/// <summary>A comment on the draft minutes.</summary>
/// <param name="Number">1, 2, … within the meeting.</param>
/// <param name="Post">Who wrote it.</param>
/// <param name="Item">The number of the item it is about, or null.</param>
/// <param name="Text">What.</param>
/// <param name="At">When it was written, or last changed by its writer, UTC.</param>
/// <param name="IsLate">It came after the comment window had closed.</param>
public sealed record MinutesComment(int Number, string Post, string? Item, string Text, DateTimeOffset At, bool IsLate)
{
    /// <summary>The secretariat's answer, or null while it is open.</summary>
    public string? Answer { get; init; }

    /// <summary>Whether the minutes were changed for it; null while it is open.</summary>
    public bool? IsTakenIn { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }
}
