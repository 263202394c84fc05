namespace Kkr.Workflow.Domain;

/// <summary>The steps of a meeting, in the order in which they normally fall due (domain.md C, Timeline).</summary>
public enum MeetingStep
{
    /// <summary>The Teams event is created as soon as the date is fixed.</summary>
    Invitation,
    Call,
    FirstReminder,
    SecondReminder,
    ItemDeadline,

    /// <summary>The directors' network (KD-Net) reads the draft agenda.</summary>
    NetworkDraft,
    ChairmanshipDraft,
    Freeze,
    Dispatch,
    DayBefore,

    /// <summary>The meeting begins.</summary>
    Start,

    /// <summary>The alarm when minutes are not submitted.</summary>
    MinutesDue,
    DraftMinutes,
    CommentsClose,
    Publication,

    /// <summary>The next meeting has decided on the minutes; it has no date of its own.</summary>
    Approval,
}
