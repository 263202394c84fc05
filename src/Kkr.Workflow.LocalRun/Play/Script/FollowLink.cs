using System.Text.RegularExpressions;

namespace Kkr.Workflow.LocalRun.Play.Script;

/// <summary>Somebody opens the signed link in their newest mail of a kind, fills in the page's form and presses its button, as a browser does it without script.</summary>
public sealed partial record FollowLink : ActionOnMail
{
    /// <summary>What the button says.</summary>
    public required string Press { get; init; }

    /// <summary>What is filled in, by the field's name.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>What the page says afterwards.</summary>
    public required string Answer { get; init; }

    public override async Task PerformAsync(Stage stage, CancellationToken cancellation)
    {
        if (Signed().Match(MailIn(stage).Text ?? "") is not { Success: true } link)
        {
            throw new LocalRunException(
                $"Manuskriptet følger et link, som mailen ikke har: {Kind} til {Post} om {Meeting}.",
                $"The script follows a link that the mail does not have: {Kind} to {Post} about {Meeting}.");
        }

        string page = await stage.App.PressAsync(link.Groups["path"].Value, Press, Fields, cancellation);
        if (!page.Contains(Answer, StringComparison.Ordinal))
        {
            throw new LocalRunException($"Siden svarede ikke »{Answer}«: {Tags().Replace(page, " ")}", $"The page did not say »{Answer}«.");
        }
    }

    [GeneratedRegex(@"https?://[^/\s]+(?<path>/api/adgang\?t=[^\s>""]*[A-Za-z0-9_=-])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Signed();

    [GeneratedRegex("<style.*?</style>|<[^>]+>", RegexOptions.Singleline, 1000)]
    private static partial Regex Tags();
}
