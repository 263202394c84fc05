using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Invitation;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>Tells the secretariat of what happened in the calendar that nobody else acts on.</summary>
/// <param name="frame">As for every mail.</param>
/// <param name="note">What happened.</param>
/// <param name="who">Who it is about, by name; empty when it is about nobody.</param>
public sealed class CalendarNoteMail(MailFrame frame, CalendarNote note, string who) : Mail(frame)
{
    private protected override void Fill(Fields fields)
    {
        fields.Text("attendee", who);
        fields.Text("proposed", note.Proposed is { } proposed ? Span(proposed) : "");
        fields.Flag("isNewTime", note.Kind == CalendarNoteKind.NewTime);
        fields.Flag("isRoom", note.Kind == CalendarNoteKind.RoomDeclined);
        fields.Flag("isPresenter", note.Kind == CalendarNoteKind.PresenterDeclined);
        fields.Flag("isUnreadable", note.Kind == CalendarNoteKind.Unreadable);
        fields.Flag("isUnwritten", note.Kind == CalendarNoteKind.Unwritten);
        fields.Flag("isGone", note.Kind == CalendarNoteKind.EventGone);
    }

    private string Span(ProposedTime proposed)
    {
        (DateOnly date, TimeOnly start) = LocalTime.ToLocal(proposed.Start, Frame.Council.TimeZone);
        (DateOnly last, TimeOnly end) = LocalTime.ToLocal(proposed.End, Frame.Council.TimeZone);
        return date == last
            ? $"{Domain.Danish.Date(date)} kl. {Domain.Danish.Span(start, end)}"
            : $"{Domain.Danish.Date(date)} kl. {Domain.Danish.Time(start)} til {Domain.Danish.Date(last)} kl. {Domain.Danish.Time(end)}";
    }
}
