using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>A mail as it is sent: the same content as plain text and as HTML.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Text">Plain text, lines end in LF.</param>
/// <param name="Html">A whole HTML document without images or scripts.</param>
public sealed record MailText(string Subject, string Text, string Html)
{
    /// <summary>The sentence that mail programs show beside the subject in a list of mails; hidden in the mail itself.</summary>
    public required string Preheader { get; init; }
}

/// <summary>What every mail knows.</summary>
/// <param name="Council">The council that writes.</param>
/// <param name="Meeting">The meeting that it is about.</param>
/// <param name="To">Whom it greets.</param>
/// <param name="Link">Absolute address that the mail's »her« leads to.</param>
public sealed record MailFrame(Council Council, Meeting Meeting, Recipient To, string Link)
{
    /// <summary>Absolute address of the document's PDF, where the mail leads to a document; null elsewhere.</summary>
    public string? PdfLink { get; init; }

    /// <summary>How large the PDF is, in words, e.g. <c>182 kB</c>; null without one.</summary>
    public string? PdfSize { get; init; }
}
