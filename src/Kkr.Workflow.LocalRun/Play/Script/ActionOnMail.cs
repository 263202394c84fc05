using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.LocalRun.Inbox;

namespace Kkr.Workflow.LocalRun.Play.Script;

/// <summary>Something that happens to the newest mail of a kind to a post.</summary>
public abstract record ActionOnMail : ScriptAction
{
    public required string Meeting { get; init; }

    public required MailKind Kind { get; init; }

    /// <summary>The post that the mail was for.</summary>
    public required string Post { get; init; }

    public override string? AboutMeeting => Meeting;

    internal override void Check(ScriptRules rules)
    {
        base.Check(rules);
        rules.NeedPost("post", Post);
    }

    /// <exception cref="LocalRunException">It was not sent.</exception>
    private protected Mail MailIn(Stage stage)
    {
        string meeting = stage.MeetingId(Meeting);
        return stage.Inbox.Mails.Mails.LastOrDefault(mail => mail.About.Meeting == meeting && mail.About.Kind == Kind.ToString() && mail.About.Post == Post)
            ?? throw new LocalRunException($"Manuskriptet venter en mail, der ikke er sendt: {Kind} til {Post} om {Meeting}.", $"The script expects a mail that was not sent: {Kind} to {Post} about {Meeting}.");
    }
}
