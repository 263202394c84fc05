using System.Globalization;
using Kkr.Workflow.Documents.Mail.Texts;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>Tells the secretariat that a text of the council's own no longer fits its mail, and that the standard text was sent instead.</summary>
/// <param name="frame">What every mail knows.</param>
/// <param name="version">The version of the council's text.</param>
/// <param name="unusable">Which text, and what is wrong with it.</param>
public sealed class TextUnusableMail(MailFrame frame, int version, UnusableText unusable) : Mail(frame)
{
    private protected override void Fill(Fields fields)
    {
        fields.Text("textOf", MailBlocks.TitleOf(unusable.Mail));
        fields.Text("textVersion", version.ToString(CultureInfo.InvariantCulture));
        fields.Text("problem", Wording.WithoutStop(unusable.Refusal.Danish));
    }
}
