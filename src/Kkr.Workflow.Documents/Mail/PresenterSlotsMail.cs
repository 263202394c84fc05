using Kkr.Workflow.Domain.Agenda;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>Tells the secretariat which presenters' slots the meeting has no room for after it was moved.</summary>
public sealed class PresenterSlotsMail(MailFrame frame, IReadOnlyList<DeadSlot> slots) : Mail(frame)
{
    private protected override void Fill(Fields fields)
    {
        fields.Text("endTime", Domain.Danish.Time(Frame.Meeting.End));
        fields.Rows("slotList", slots, (slot, set) =>
        {
            set("item", Wording.PublicTitle(slot.Item));
            set("slot", PresenterRules.Slot(slot.Presenter));

            // Who comes for a confidential item may tell what it is about.
            set("presenter", slot.Item.Confidential ? "" : slot.Presenter.Name);
        });
    }
}
