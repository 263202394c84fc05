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
}

/// <summary>How a later meeting decided on the minutes.</summary>
public enum MinutesVerdictKind
{
    Approved,
    ApprovedWithAmendment,
    NotApproved,
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
/// <param name="Path">Where the archive keeps it.</param>
/// <param name="Sha256">Lower-case hex digest of the bytes.</param>
/// <param name="At">UTC.</param>
public sealed record MinutesEdition(int Version, MinutesEditionKind Kind, string Path, string Sha256, DateTimeOffset At);
