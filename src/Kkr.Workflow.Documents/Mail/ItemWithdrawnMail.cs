using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>Mail 6: an item is withdrawn. Before the freeze it has no number yet, and no agenda lists it.</summary>
/// <param name="withdrawnBy">The municipality that withdrew it; null for an item of the secretariat's own.</param>
public sealed class ItemWithdrawnMail(MailFrame frame, Item item, Municipality? withdrawnBy) : Mail(frame)
{
    private protected override void Fill(Fields fields)
    {
        fields.Item(item);
        fields.Text("withdrawnBy", withdrawnBy is null ? Frame.Council.Secretariat.Name : Wording.Municipality(withdrawnBy));
    }
}
