namespace Kkr.Workflow.Domain.Invitation;

/// <summary>What somebody who is invited may answer.</summary>
public enum ParticipationAnswer
{
    Accepted,
    Declined,

    /// <summary>Perhaps: nobody is called in their place, unless somebody was already.</summary>
    Tentative,
}

/// <summary>An answer to the invitation to a meeting.</summary>
/// <param name="Post">The post; for chair and vice-chair the seat they sit in.</param>
/// <param name="Answer">The newest answer.</param>
/// <param name="Reason">Why they cannot come, or null. It is for the secretariat and never published.</param>
/// <param name="At">UTC.</param>
/// <param name="ScheduleVersion">The schedule that was answered to: when the meeting moves, everybody answers anew.</param>
public sealed record Participation(string Post, ParticipationAnswer Answer, string? Reason, DateTimeOffset At, int ScheduleVersion);

/// <summary>A deputy who was called for a member, or the secretariat when there is no deputy to call.</summary>
/// <param name="Number">1, 2, … within the meeting; part of the mailing key.</param>
/// <param name="Deputy">The deputy's post; null when nobody is left to call, and the secretariat is told.</param>
/// <param name="Seat">The member's post.</param>
/// <param name="ScheduleVersion">The schedule that they were called for.</param>
/// <param name="At">UTC.</param>
public sealed record DeputyCall(int Number, string? Deputy, string Seat, int ScheduleVersion, DateTimeOffset At)
{
    /// <summary>When the deputy was told, or when it turned out that there was nothing to tell.</summary>
    public DateTimeOffset? ToldAt { get; init; }

    /// <summary>When the deputy was no longer needed, or could not come.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>True when the call ended because the member comes after all or the meeting was moved, so that the deputy must be told off.</summary>
    public bool IsCalledOff { get; init; }

    /// <summary>True when the call ended because the meeting was moved to another day, for which everybody answers anew.</summary>
    public bool IsMoved { get; init; }

    /// <summary>When the deputy was told off.</summary>
    public DateTimeOffset? ToldOffAt { get; init; }

    /// <summary>True when somebody is still to be told something.</summary>
    public bool IsUntold() => EndedAt is null ? ToldAt is null : IsCalledOff && ToldAt is not null && ToldOffAt is null;
}
