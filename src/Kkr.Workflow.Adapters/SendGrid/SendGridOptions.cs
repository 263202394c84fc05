namespace Kkr.Workflow.Adapters.SendGrid;

/// <summary>What happens to a mail of which nobody can tell whether it was sent.</summary>
public enum MailInDoubt
{
    /// <summary>It counts as failed and the secretariat is told, who asks the recipient and sends it again if it is missing. Nobody gets a mail twice.</summary>
    AskSecretariat,

    /// <summary>It is sent again. Nobody has anything to do, and the recipient may get it twice.</summary>
    SendAgain,
}

/// <summary>How mail is sent (section <c>SendGrid</c>).</summary>
public sealed class SendGridOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "SendGrid";

    /// <summary>
    /// The API key; it needs »Mail Send« and, with <see cref="UseEmailActivity"/>, »Email Activity«. With »Suppressions« an address is taken off
    /// SendGrid's lists when its mail is sent again.
    /// </summary>
    public string ApiKey { get; set; } = "";

    /// <summary>SendGrid's address; <c>https://api.eu.sendgrid.com</c> keeps data within the EU.</summary>
    public Uri Host { get; set; } = new("https://api.sendgrid.com");

    /// <summary>
    /// Whether SendGrid may be asked which mails it has taken, which is a paid addition to an account. Without it nobody can tell what became of a
    /// mail when the app dies between handing it over and noting the answer: <see cref="InDoubt"/> says what happens to that one mail.
    /// </summary>
    public bool UseEmailActivity { get; set; } = true;

    /// <summary>What happens to a mail that may have been sent, where SendGrid may not be asked. Not used with <see cref="UseEmailActivity"/>.</summary>
    public MailInDoubt InDoubt { get; set; } = MailInDoubt.AskSecretariat;

    /// <summary>True sends nothing to anybody: SendGrid looks at each mail and answers (its sandbox mode). Such a mailing says so and never counts as delivered.</summary>
    public bool Sandbox { get; set; }

    /// <summary>The longest wait for one answer.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);
}
