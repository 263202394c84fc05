using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>
/// Mail 9: see you tomorrow. The day before is a working day, so a meeting on a Monday is announced on the Friday,
/// and »i morgen« would be wrong.
/// </summary>
/// <param name="frame">What every mail knows.</param>
/// <param name="guests">Who presents something, with or without a slot.</param>
/// <param name="sentOn">The local date on which it is sent; the step's own day unless told.</param>
public sealed class DayBeforeMail(MailFrame frame, IReadOnlyList<Presenter> guests, DateOnly? sentOn = null) : Mail(frame)
{
    private protected override void Fill(Fields fields)
    {
        DateOnly date = Frame.Meeting.Date;
        DateOnly? sent = sentOn ?? Timeline.Of(Frame.Meeting, Frame.Council).Find(MeetingStep.DayBefore)?.Date;
        bool tomorrow = sent is null || sent.Value.AddDays(1) == date;
        fields.Text("whenFirst", tomorrow ? "I morgen" : "På " + Danish.Weekday(date));
        fields.Text("when", tomorrow ? "i morgen" : "på " + Danish.Weekday(date));
        fields.Rows("guestList", guests, (guest, set) =>
        {
            set("guest", guest.Title is null ? guest.Name : $"{guest.Name}, {guest.Title},");
            set("slot", guest.From is { } from && PresenterRules.Fits(guest, Frame.Meeting) ? Danish.Time(from) : "");
        });
    }
}
