using Kkr.Workflow.Domain;

namespace Kkr.Workflow.Functions.MeetingLifecycle;

/// <summary>What a meeting's orchestration sees when it looks ahead; also its custom status.</summary>
public sealed record Outlook
{
    public required MeetingPhase Phase { get; init; }

    /// <summary>The meeting's revision that was looked at.</summary>
    public required int Revision { get; init; }

    public required int ScheduleVersion { get; init; }

    /// <summary>The next step, or null when only a signal can bring one.</summary>
    public MeetingStep? Step { get; init; }

    /// <summary>When the step falls due.</summary>
    public DateTime? DueUtc { get; init; }

    /// <summary>The version of a move or cancellation that nobody has been told about yet.</summary>
    public int? Announce { get; init; }

    /// <summary>The calendar alone is put right; nobody is told.</summary>
    public bool AnnounceInCalendarOnly { get; init; }

    /// <summary>The call was opened again, and items of the former frozen agenda are still locked.</summary>
    public bool ThawItems { get; init; }

    /// <summary>The frozen agenda no longer says what holds, and is printed anew.</summary>
    public bool RenewAgenda { get; init; }

    /// <summary>The agenda was sent, and by now everybody has been reached or somebody answers for those who were not.</summary>
    public bool ConfirmDispatch { get; init; }

    /// <summary>The number of the answer to the chairmanship's comments that is to be sent.</summary>
    public int? CommentAnswer { get; init; }

    /// <summary>Items of a supplementary agenda have no number yet.</summary>
    public bool NumberSupplements { get; init; }

    /// <summary>The serial of the supplementary agenda that is to be sent.</summary>
    public int? Supplement { get; init; }

    /// <summary>What the secretariat will be alarmed about next, if nobody does anything before.</summary>
    public MeetingAlarm? Alarm { get; init; }

    /// <summary>The minutes are submitted, and what they decided on earlier minutes has not been passed on yet.</summary>
    public bool PassVerdictsOn { get; init; }

    /// <summary>Deputies are called, or told off, and do not know it yet.</summary>
    public bool TellDeputies { get; init; }

    /// <summary>The correction of the minutes whose edition is to be made, or null.</summary>
    public int? Correction { get; init; }

    /// <summary>When a corrected edition is made of what was changed after publication, should nobody ask for it before; null when nothing was.</summary>
    public DateTime? PendingCorrectionUtc { get; init; }

    /// <summary>The minutes should be published and wait for an attachment, and the secretariat has not been told.</summary>
    public bool HoldBack { get; init; }

    /// <summary>How often the secretariat will have been told then; 0 in outlooks of earlier versions of the app.</summary>
    public int HoldBackNumber { get; init; }

    /// <summary>Nothing is left to do: approved, or cancelled and announced.</summary>
    public bool Finished { get; init; }
}
