using System.Text.RegularExpressions;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.LocalRun.Inbox;

namespace Kkr.Workflow.LocalRun.Play.Script;

/// <summary>Somebody opens the signed link in their newest mail of a kind, fills in the page's form and presses its button, as a browser does it without script.</summary>
public sealed partial record FollowLink : ScriptAction
{
    public required string Meeting { get; init; }

    public required MailKind Kind { get; init; }

    /// <summary>The post that the mail was for.</summary>
    public required string Post { get; init; }

    /// <summary>What the button says.</summary>
    public required string Press { get; init; }

    /// <summary>What is filled in, by the field's name.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>What the page says afterwards.</summary>
    public required string Answer { get; init; }

    public override string? AboutMeeting => Meeting;

    public override async Task PerformAsync(Stage stage, CancellationToken cancellation)
    {
        string meeting = stage.MeetingId(Meeting);
        Mail? mail = stage.Inbox.Mails.Mails.LastOrDefault(mail => mail.About.Meeting == meeting && mail.About.Kind == Kind.ToString() && mail.About.Post == Post);
        if (mail?.Text is not { } text || Signed().Match(text) is not { Success: true } link)
        {
            throw new LocalRunException(
                $"Manuskriptet følger et link i en mail, der ikke er sendt: {Kind} til {Post} om {Meeting}.",
                $"The script follows a link in a mail that was not sent: {Kind} to {Post} about {Meeting}.");
        }

        string page = await stage.App.PressAsync(link.Groups["path"].Value, Press, Fields, cancellation);
        if (!page.Contains(Answer, StringComparison.Ordinal))
        {
            throw new LocalRunException($"Siden svarede ikke »{Answer}«: {Tags().Replace(page, " ")}", $"The page did not say »{Answer}«.");
        }
    }

    internal override void Check(ScriptRules rules)
    {
        base.Check(rules);
        rules.NeedPost("post", Post);
    }

    [GeneratedRegex(@"https?://[^/\s]+(?<path>/api/adgang\?t=[^\s>""]*[A-Za-z0-9_=-])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Signed();

    [GeneratedRegex("<style.*?</style>|<[^>]+>", RegexOptions.Singleline, 1000)]
    private static partial Regex Tags();
}
