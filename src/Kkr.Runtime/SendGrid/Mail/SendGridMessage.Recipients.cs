#nullable disable // As in the published package.

namespace SendGrid.Helpers.Mail;

public partial class SendGridMessage
{
    /// <summary>Adds a recipient to the first envelope.</summary>
    /// <param name="email">The address.</param>
    /// <param name="name">Whose it is.</param>
    public void AddTo(string email, string name = null) => AddTo(new EmailAddress(email, name));

    /// <summary>Adds a recipient.</summary>
    /// <param name="email">The address.</param>
    /// <param name="personalizationIndex">Which envelope, from 0; the one after the last is made.</param>
    /// <param name="personalization">The envelope itself, instead of its position; joins the mail if it is not in it.</param>
    public void AddTo(EmailAddress email, int personalizationIndex = 0, Personalization personalization = null)
        => (Envelope(personalizationIndex, personalization).Tos ??= []).Add(email);

    /// <summary>Adds recipients.</summary>
    /// <param name="emails">The addresses.</param>
    /// <param name="personalizationIndex">Which envelope, from 0; the one after the last is made.</param>
    /// <param name="personalization">The envelope itself, instead of its position; joins the mail if it is not in it.</param>
    public void AddTos(List<EmailAddress> emails, int personalizationIndex = 0, Personalization personalization = null)
        => (Envelope(personalizationIndex, personalization).Tos ??= []).AddRange(emails);

    /// <summary>Adds someone who gets a copy to the first envelope.</summary>
    /// <param name="email">The address.</param>
    /// <param name="name">Whose it is.</param>
    public void AddCc(string email, string name = null) => AddCc(new EmailAddress(email, name));

    /// <summary>Adds someone who gets a copy.</summary>
    /// <param name="email">The address.</param>
    /// <param name="personalizationIndex">Which envelope, from 0; the one after the last is made.</param>
    /// <param name="personalization">The envelope itself, instead of its position; joins the mail if it is not in it.</param>
    public void AddCc(EmailAddress email, int personalizationIndex = 0, Personalization personalization = null)
        => (Envelope(personalizationIndex, personalization).Ccs ??= []).Add(email);

    /// <summary>Adds those who get a copy.</summary>
    /// <param name="emails">The addresses.</param>
    /// <param name="personalizationIndex">Which envelope, from 0; the one after the last is made.</param>
    /// <param name="personalization">The envelope itself, instead of its position; joins the mail if it is not in it.</param>
    public void AddCcs(List<EmailAddress> emails, int personalizationIndex = 0, Personalization personalization = null)
        => (Envelope(personalizationIndex, personalization).Ccs ??= []).AddRange(emails);

    /// <summary>Adds someone who gets a copy unseen to the first envelope.</summary>
    /// <param name="email">The address.</param>
    /// <param name="name">Whose it is.</param>
    public void AddBcc(string email, string name = null) => AddBcc(new EmailAddress(email, name));

    /// <summary>Adds someone who gets a copy unseen.</summary>
    /// <param name="email">The address.</param>
    /// <param name="personalizationIndex">Which envelope, from 0; the one after the last is made.</param>
    /// <param name="personalization">The envelope itself, instead of its position; joins the mail if it is not in it.</param>
    public void AddBcc(EmailAddress email, int personalizationIndex = 0, Personalization personalization = null)
        => (Envelope(personalizationIndex, personalization).Bccs ??= []).Add(email);

    /// <summary>Adds those who get a copy unseen.</summary>
    /// <param name="emails">The addresses.</param>
    /// <param name="personalizationIndex">Which envelope, from 0; the one after the last is made.</param>
    /// <param name="personalization">The envelope itself, instead of its position; joins the mail if it is not in it.</param>
    public void AddBccs(List<EmailAddress> emails, int personalizationIndex = 0, Personalization personalization = null)
        => (Envelope(personalizationIndex, personalization).Bccs ??= []).AddRange(emails);

    /// <summary>Sets the sender.</summary>
    /// <param name="email">The address.</param>
    public void SetFrom(EmailAddress email) => From = email;

    /// <summary>Sets the sender.</summary>
    /// <param name="email">The address.</param>
    /// <param name="name">Whose it is.</param>
    public void SetFrom(string email, string name = null) => From = new EmailAddress(email, name);

    /// <summary>Sets where answers go.</summary>
    /// <param name="email">The address.</param>
    public void SetReplyTo(EmailAddress email) => ReplyTo = email;

    /// <summary>Adds one of several addresses that answers go to.</summary>
    /// <param name="email">The address.</param>
    public void AddReplyTo(EmailAddress email) => (ReplyTos ??= []).Add(email);

    /// <summary>Adds one of several addresses that answers go to.</summary>
    /// <param name="email">The address.</param>
    /// <param name="name">Whose it is.</param>
    public void AddReplyTo(string email, string name = null) => AddReplyTo(new EmailAddress(email, name));

    /// <summary>Adds addresses that answers go to.</summary>
    /// <param name="emails">The addresses.</param>
    public void AddReplyTos(List<EmailAddress> emails) => (ReplyTos ??= []).AddRange(emails);

    private Personalization Envelope(int index, Personalization given)
    {
        Personalizations ??= [];
        if (given is not null)
        {
            if (!Personalizations.Contains(given))
            {
                Personalizations.Add(given);
            }

            return given;
        }

        ArgumentOutOfRangeException.ThrowIfNegative(index, "personalizationIndex");
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, Personalizations.Count, "personalizationIndex");
        if (index == Personalizations.Count)
        {
            Personalizations.Add(new Personalization());
        }

        return Personalizations[index];
    }

    private static void Merge(Dictionary<string, string> target, Dictionary<string, string> source)
    {
        foreach ((string key, string value) in source)
        {
            target[key] = value;
        }
    }
}
