namespace Kkr.Workflow.Domain.Mailing;

/// <summary>The mails of domain.md C, numbered as there, and the network's copy of the draft agenda.</summary>
public enum MailKind
{
    /// <summary>1.</summary>
    CallForItems,

    /// <summary>2.</summary>
    FirstReminder,

    /// <summary>3.</summary>
    SecondReminder,

    /// <summary>4.</summary>
    Acknowledgement,

    /// <summary>5a.</summary>
    ItemRejected,

    /// <summary>5b.</summary>
    LateItem,

    /// <summary>6.</summary>
    ItemWithdrawn,

    /// <summary>The network reads the draft agenda (step T-14).</summary>
    NetworkDraft,

    /// <summary>7.</summary>
    ChairmanshipDraft,

    /// <summary>8.</summary>
    AgendaDispatch,

    /// <summary>9.</summary>
    DayBefore,

    /// <summary>10.</summary>
    MinutesDue,

    /// <summary>11.</summary>
    DraftMinutes,

    /// <summary>12a.</summary>
    MinutesPublished,

    /// <summary>12b.</summary>
    MinutesApproved,

    /// <summary>13.</summary>
    Rescheduled,

    /// <summary>14.</summary>
    Cancelled,

    /// <summary>15.</summary>
    FollowUp,

    /// <summary>16.</summary>
    Bounce,

    /// <summary>The secretariat is told that the calendar could not be put right.</summary>
    CalendarFault,

    /// <summary>The secretariat is told what the chairmanship wrote about the draft agenda.</summary>
    AgendaComments,

    /// <summary>A deputy is called because the member cannot come.</summary>
    DeputyCalled,

    /// <summary>A called deputy is told that the member comes after all.</summary>
    DeputyCalledOff,

    /// <summary>The secretariat is told that nobody can stand in for a member.</summary>
    DeputyMissing,

    /// <summary>The secretariat is told what somebody wrote about the draft minutes.</summary>
    MinutesComment,

    /// <summary>Minutes that have been published were corrected.</summary>
    MinutesCorrected,

    /// <summary>The secretariat is told that the minutes wait for an attachment.</summary>
    MinutesHeldBack,

    /// <summary>The chairmanship is told what the secretariat answered to its comments.</summary>
    CommentsAnswered,

    /// <summary>Those who have the agenda get the supplementary one.</summary>
    SupplementaryAgenda,

    /// <summary>The secretariat is told that the freeze is due and held.</summary>
    AgendaHeld,

    /// <summary>The secretariat is told that the agenda was not dispatched by the latest day.</summary>
    DispatchOverdue,

    /// <summary>The secretariat is told whom the agenda has not reached.</summary>
    DispatchIncomplete,

    /// <summary>The secretariat is told, monthly, that minutes wait for a meeting that nobody has planned.</summary>
    NextMeetingMissing,

    /// <summary>The secretariat is told which subjects of the annual wheel fell away at the freeze.</summary>
    ReservationsDropped,

    /// <summary>The submitter is told that an item came back, and what it lacks.</summary>
    ItemReturned,

    /// <summary>The submitter is told that the secretariat put the item on another meeting, or in the pool.</summary>
    ItemMoved,

    /// <summary>The submitters of two items are told that they have become one.</summary>
    ItemMerged,

    /// <summary>The secretariat is told which presenters' slots a moved meeting has no room for.</summary>
    PresenterSlots,

    /// <summary>The chairmanship is asked to decide an item in writing.</summary>
    WrittenProcedure,

    /// <summary>The secretariat and the submitter are told what the chairmanship decided in writing.</summary>
    WrittenProcedureClosed,

    /// <summary>The secretariat is told that a text of the council's own no longer fits its mail, and that the standard text was sent.</summary>
    TextUnusable,

    /// <summary>The secretariat is told what somebody answered in their calendar that nobody but the secretariat can act on.</summary>
    CalendarNote,

    /// <summary>The secretariat is told that published minutes are closed, because an item that they print whole was made confidential.</summary>
    MinutesClosed,
}
