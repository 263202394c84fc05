using Kkr.Workflow.Domain.Agenda;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>The secretariat is told which subjects of the annual wheel nobody filled, so that they are not on the frozen agenda.</summary>
public sealed class ReservationsDroppedMail(MailFrame frame, IReadOnlyList<Item> dropped) : Mail(frame)
{
    private protected override void Fill(Fields fields) =>
        fields.Rows("itemList", dropped, (item, set) => set("title", Wording.PublicTitle(item)));
}
