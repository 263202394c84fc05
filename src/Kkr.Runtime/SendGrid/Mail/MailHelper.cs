#nullable disable // As in the published package.

using System.Net.Mail;

namespace SendGrid.Helpers.Mail;

/// <summary>Makes the ordinary kinds of mail in one call.</summary>
public class MailHelper
{
    /// <summary>One mail to one recipient.</summary>
    /// <param name="from">The sender.</param>
    /// <param name="to">The recipient.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="plainTextContent">The plain text; none when empty.</param>
    /// <param name="htmlContent">The text in HTML; none when empty.</param>
    /// <returns>The mail.</returns>
    public static SendGridMessage CreateSingleEmail(EmailAddress from, EmailAddress to, string subject, string plainTextContent, string htmlContent)
    {
        SendGridMessage mail = Text(from, plainTextContent, htmlContent);
        mail.SetSubject(subject);
        mail.AddTo(to);
        return mail;
    }

    /// <summary>One mail to several recipients, who do not see each other.</summary>
    /// <param name="from">The sender.</param>
    /// <param name="tos">The recipients.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="plainTextContent">The plain text; none when empty.</param>
    /// <param name="htmlContent">The text in HTML; none when empty.</param>
    /// <returns>The mail.</returns>
    public static SendGridMessage CreateSingleEmailToMultipleRecipients(
        EmailAddress from, List<EmailAddress> tos, string subject, string plainTextContent, string htmlContent)
        => CreateSingleEmailToMultipleRecipients(from, tos, subject, plainTextContent, htmlContent, false);

    /// <summary>One mail to several recipients.</summary>
    /// <param name="from">The sender.</param>
    /// <param name="tos">The recipients.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="plainTextContent">The plain text; none when empty.</param>
    /// <param name="htmlContent">The text in HTML; none when empty.</param>
    /// <param name="showAllRecipients">Whether they see each other.</param>
    /// <returns>The mail.</returns>
    public static SendGridMessage CreateSingleEmailToMultipleRecipients(
        EmailAddress from, List<EmailAddress> tos, string subject, string plainTextContent, string htmlContent, bool showAllRecipients = false)
    {
        SendGridMessage mail = Text(from, plainTextContent, htmlContent);
        mail.SetGlobalSubject(subject);
        if (showAllRecipients)
        {
            mail.AddTos(tos);
            return mail;
        }

        for (int index = 0; index < tos.Count; index++)
        {
            mail.AddTo(tos[index], index);
        }

        return mail;
    }

    /// <summary>Several mails with subjects and substitutions of their own, in one request.</summary>
    /// <param name="from">The sender.</param>
    /// <param name="tos">The recipients.</param>
    /// <param name="subjects">The subject for each recipient.</param>
    /// <param name="plainTextContent">The plain text; none when empty.</param>
    /// <param name="htmlContent">The text in HTML; none when empty.</param>
    /// <param name="substitutions">What is put in place of marks for each recipient.</param>
    /// <returns>The mail.</returns>
    public static SendGridMessage CreateMultipleEmailsToMultipleRecipients(
        EmailAddress from, List<EmailAddress> tos, List<string> subjects, string plainTextContent, string htmlContent, List<Dictionary<string, string>> substitutions)
    {
        SendGridMessage mail = Text(from, plainTextContent, htmlContent);
        for (int index = 0; index < tos.Count; index++)
        {
            mail.AddTo(tos[index], index);
            mail.SetSubject(subjects[index], index);
            mail.AddSubstitutions(substitutions[index], index);
        }

        return mail;
    }

    /// <summary>One mail from a template to one recipient.</summary>
    /// <param name="from">The sender.</param>
    /// <param name="to">The recipient.</param>
    /// <param name="templateId">The template.</param>
    /// <param name="dynamicTemplateData">What it is filled with.</param>
    /// <returns>The mail.</returns>
    public static SendGridMessage CreateSingleTemplateEmail(EmailAddress from, EmailAddress to, string templateId, object dynamicTemplateData)
        => CreateSingleTemplateEmailToMultipleRecipients(from, [to], templateId, dynamicTemplateData);

    /// <summary>One mail from a template to several recipients, who do not see each other.</summary>
    /// <param name="from">The sender.</param>
    /// <param name="tos">The recipients.</param>
    /// <param name="templateId">The template.</param>
    /// <param name="dynamicTemplateData">What it is filled with.</param>
    /// <returns>The mail.</returns>
    public static SendGridMessage CreateSingleTemplateEmailToMultipleRecipients(
        EmailAddress from, List<EmailAddress> tos, string templateId, object dynamicTemplateData)
        => CreateMultipleTemplateEmailsToMultipleRecipients(from, tos, templateId, [.. tos.Select(_ => dynamicTemplateData)]);

    /// <summary>Several mails from one template, filled differently.</summary>
    /// <param name="from">The sender.</param>
    /// <param name="tos">The recipients.</param>
    /// <param name="templateId">The template.</param>
    /// <param name="dynamicTemplateData">What it is filled with for each recipient.</param>
    /// <returns>The mail.</returns>
    public static SendGridMessage CreateMultipleTemplateEmailsToMultipleRecipients(
        EmailAddress from, List<EmailAddress> tos, string templateId, List<object> dynamicTemplateData)
    {
        if (string.IsNullOrWhiteSpace(templateId))
        {
            throw new ArgumentException("A template is needed.", nameof(templateId));
        }

        SendGridMessage mail = new() { From = from, TemplateId = templateId };
        for (int index = 0; index < tos.Count; index++)
        {
            mail.AddTo(tos[index], index);
            if (dynamicTemplateData[index] is { } data)
            {
                mail.SetTemplateData(data, index);
            }
        }

        return mail;
    }

    /// <summary>Reads <c>Name &lt;address&gt;</c> or a bare address.</summary>
    /// <param name="rfc2822Email">The text.</param>
    /// <returns>The address, with the name if there is one.</returns>
    public static EmailAddress StringToEmailAddress(string rfc2822Email)
        => MailAddress.TryCreate(rfc2822Email, out MailAddress address) && address.DisplayName.Length > 0
            ? new EmailAddress(address.Address, address.DisplayName)
            : new EmailAddress(address?.Address ?? rfc2822Email);

    private static SendGridMessage Text(EmailAddress from, string plainTextContent, string htmlContent)
    {
        SendGridMessage mail = new() { From = from };
        if (!string.IsNullOrEmpty(plainTextContent))
        {
            mail.AddContent(MimeType.Text, plainTextContent);
        }

        if (!string.IsNullOrEmpty(htmlContent))
        {
            mail.AddContent(MimeType.Html, htmlContent);
        }

        return mail;
    }
}
