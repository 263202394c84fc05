using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Directory;

namespace Kkr.Workflow.Documents.Calendar;

/// <summary>Which of a meeting's deadlines concern whom, and what they are called in a calendar.</summary>
public static class CalendarDeadlines
{
    /// <summary>The deadlines that somebody in such a post has to keep; the secretariat keeps an eye on all of them.</summary>
    public static IEnumerable<(MeetingStep Step, string What)> Of(PostKind kind) => kind switch
    {
        PostKind.Secretariat =>
        [
            (MeetingStep.Call, "Indkaldelse af punkter sendes"),
            (MeetingStep.ItemDeadline, "Frist for punkter"),
            (MeetingStep.NetworkDraft, "Udkast til dagsorden sendes til netværket"),
            (MeetingStep.ChairmanshipDraft, "Udkast til dagsorden sendes til formandskabet"),
            (MeetingStep.Freeze, "Dagsordenen låses"),
            (MeetingStep.Dispatch, "Dagsordenen udsendes"),
            (MeetingStep.MinutesDue, "Referatet skal være registreret"),
            (MeetingStep.DraftMinutes, "Udkast til referat sendes"),
            (MeetingStep.CommentsClose, "Frist for bemærkninger til referatet"),
            (MeetingStep.Publication, "Referatet offentliggøres"),
        ],
        PostKind.Director => [(MeetingStep.ItemDeadline, "Frist for punkter"), (MeetingStep.CommentsClose, "Frist for bemærkninger til referatet")],
        PostKind.Network => [(MeetingStep.ItemDeadline, "Frist for punkter")],
        PostKind.Chair or PostKind.ViceChair => [(MeetingStep.Freeze, "Svarfrist for dagsordenen"), (MeetingStep.CommentsClose, "Frist for bemærkninger til referatet")],
        PostKind.Member => [(MeetingStep.CommentsClose, "Frist for bemærkninger til referatet")],
        _ => [],
    };
}
