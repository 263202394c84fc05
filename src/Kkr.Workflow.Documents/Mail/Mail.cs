using System.Diagnostics.CodeAnalysis;
using Kkr.Workflow.Documents.Mail.Texts;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>
/// One of the mails of the meeting's life. A mail's words are in the two templates beside its class and named like it;
/// the class only says what goes into their fields.
/// </summary>
[SuppressMessage("Design", "MA0049:Type name should not match containing namespace", Justification = "The room is called Mail and so is what lives there.")]
public abstract class Mail
{
    private protected Mail(MailFrame frame) => Frame = frame;

    private protected MailFrame Frame { get; }

    /// <summary>Renders subject, plain text and HTML in the standard wording. The same input always gives the same mail.</summary>
    /// <exception cref="TemplateException">A template asks for a field that the mail does not fill.</exception>
    public MailText Render() => Render(MailWording.Standard);

    /// <summary>As <see cref="Render()"/>, in a council's own wording.</summary>
    /// <param name="wording">The wording of this kind of mail.</param>
    public MailText Render(MailWording wording)
    {
        var fields = new Fields(Frame);
        Fill(fields);
        return MailTemplate.Of(GetType()).Render(fields, wording);
    }

    /// <summary>Sets the fields that only this mail has.</summary>
    private protected abstract void Fill(Fields fields);
}
