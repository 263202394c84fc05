using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Holding;
using Kkr.Workflow.Domain.Invitation;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Domain;

/// <summary>One meeting of a council: when and where, how far it has come, and what has been done.</summary>
public sealed record Meeting
{
    /// <summary>The shape of stored meetings; a reader refuses a newer one.</summary>
    public int Schema { get; init; } = 1;

    public required MeetingKey Key { get; init; }

    public MeetingKind Kind { get; init; } = MeetingKind.Ordinary;

    /// <summary>Local date in the council's time zone.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Local start, e.g. 9.30.</summary>
    public required TimeOnly Start { get; init; }

    /// <summary>Local end on the same date.</summary>
    public required TimeOnly End { get; init; }

    public required Venue Venue { get; init; }

    public MeetingPhase Phase { get; init; } = MeetingPhase.Planned;

    /// <summary>1 from the start, one more at every move; it is part of mailing keys, so a moved meeting's mails are new mails.</summary>
    public int ScheduleVersion { get; init; } = 1;

    /// <summary>When the present date was fixed (planned, or last moved), UTC. What falls due earlier than that is due at once.</summary>
    public DateTimeOffset ScheduledAt { get; init; }

    /// <summary>One more at every stored change; lets an orchestration see whether it has acted on the newest state.</summary>
    public int Revision { get; init; }

    /// <summary>The steps done so far.</summary>
    public IReadOnlyList<CompletedStep> Completed { get; init; } = [];

    /// <summary>The calendar event, once it exists.</summary>
    public OnlineMeeting? Online { get; init; }

    /// <summary>The newest fault of the calendar, mended or not; null while there was none.</summary>
    public CalendarFault? CalendarFault { get; init; }

    /// <summary>Every agenda made, newest last; a frozen one never changes.</summary>
    public IReadOnlyList<AgendaEdition> Agendas { get; init; } = [];

    /// <summary>The chairmanship's answers to the draft agenda, newest last.</summary>
    public IReadOnlyList<ChairmanshipAnswer> ChairmanshipAnswers { get; init; } = [];

    /// <summary>Ids of items in the order that the secretariat put them in; within a section those named here come before the others. It counts until the freeze.</summary>
    public IReadOnlyList<string> ItemOrder { get; init; } = [];

    /// <summary>Answers to the invitation, one a post.</summary>
    public IReadOnlyList<Participation> Participations { get; init; } = [];

    /// <summary>Deputies called for members who cannot come, in order.</summary>
    public IReadOnlyList<DeputyCall> DeputyCalls { get; init; } = [];

    public Attendance? Attendance { get; init; }

    public MinutesRecord Minutes { get; init; } = new();

    /// <summary>The reason, when the meeting is cancelled.</summary>
    public string? CancelledBecause { get; init; }

    /// <summary>The secretariat's answers to the chairmanship's comments, newest last.</summary>
    public IReadOnlyList<CommentAnswer> CommentAnswers { get; init; } = [];

    /// <summary>What was added to the agenda after it was frozen, newest last.</summary>
    public IReadOnlyList<Supplement> Supplements { get; init; } = [];

    /// <summary>Who answers for an agenda that goes out late, or did not reach everybody; null as long as nobody had to.</summary>
    public DispatchOverride? DispatchOverride { get; init; }

    /// <summary>What the secretariat has been alarmed about, each once.</summary>
    public IReadOnlyList<RaisedAlarm> Alarms { get; init; } = [];

    /// <summary>When a move last opened the call again: drafts, answers and agendas from before then count no more. UTC.</summary>
    public DateTimeOffset? ReopenedAt { get; init; }

    /// <summary>Moves and cancellations that recipients have not been told about yet are announced once, keyed by version.</summary>
    public IReadOnlyList<ScheduleChange> ScheduleChanges { get; init; } = [];

    /// <summary>True when <paramref name="step"/> has been done, in whichever version of the schedule.</summary>
    public bool HasDone(MeetingStep step) => Completed.Any(done => done.Step == step);

    /// <summary>
    /// True when <paramref name="step"/> need not be done again. Steps done before a move are not redone, save the day-before mail:
    /// it speaks of the date itself.
    /// </summary>
    public bool HasDoneNow(MeetingStep step) =>
        Completed.Any(done => done.Step == step && (step != MeetingStep.DayBefore || done.ScheduleVersion == ScheduleVersion));
}

/// <summary>A step that has been carried out.</summary>
/// <param name="Step">The step.</param>
/// <param name="ScheduleVersion">The schedule version it was done under.</param>
/// <param name="At">The instant, UTC.</param>
public sealed record CompletedStep(MeetingStep Step, int ScheduleVersion, DateTimeOffset At);

/// <summary>A move or cancellation to announce.</summary>
/// <param name="Version">The schedule version that the change made.</param>
/// <param name="FormerDate">The date before the change.</param>
/// <param name="Announced">The instant when everybody was told, or null.</param>
public sealed record ScheduleChange(int Version, DateOnly FormerDate, DateTimeOffset? Announced)
{
    /// <summary>True when the calendar alone is put right: nobody has to know, because day, start and place are what they were.</summary>
    public bool CalendarOnly { get; init; }
}
