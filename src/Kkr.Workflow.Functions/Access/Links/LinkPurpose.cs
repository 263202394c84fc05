namespace Kkr.Workflow.Functions.Access.Links;

/// <summary>What a signed link lets its holder do. A link of one purpose is no use for another.</summary>
public enum LinkPurpose : byte
{
    /// <summary>A director answers the call: items, attachments, "Ingen punkter".</summary>
    Answer = 1,

    /// <summary>The chairmanship approves the draft agenda or comments on it.</summary>
    Agenda = 2,

    /// <summary>The owner of an action point reports.</summary>
    FollowUp = 3,

    /// <summary>The secretariat sends a mail again that did not arrive.</summary>
    Mailing = 4,

    /// <summary>Whoever a draft was sent to reads it.</summary>
    Read = 5,

    /// <summary>A deputy who is called says whether they come.</summary>
    Deputy = 6,

    /// <summary>Members and directors comment on the draft minutes.</summary>
    Comment = 7,

    /// <summary>The chairmanship decides an item in writing.</summary>
    Written = 8,

    /// <summary>The secretariat does what a mail about a meeting asks of it.</summary>
    Desk = 9,
}
