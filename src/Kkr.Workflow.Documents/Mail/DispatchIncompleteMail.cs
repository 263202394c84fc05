namespace Kkr.Workflow.Documents.Mail;

/// <summary>The secretariat is told whom the agenda has not reached.</summary>
/// <param name="missing">Their names.</param>
public sealed class DispatchIncompleteMail(MailFrame frame, IReadOnlyList<string> missing) : Mail(frame)
{
    private protected override void Fill(Fields fields) => fields.Rows("missingList", missing, (name, set) => set("who", name));
}
