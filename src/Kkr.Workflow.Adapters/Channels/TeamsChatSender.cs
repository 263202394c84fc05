using System.Net;
using System.Text.RegularExpressions;
using Kkr.Workflow.Adapters.Graph;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Microsoft.Extensions.Options;
using Microsoft.Graph;
using Microsoft.Graph.Models;

namespace Kkr.Workflow.Adapters.Channels;

/// <summary>
/// A mail's text as a message in a one-on-one chat between the secretariat and the recipient. Graph lets an app without a signed-in user write chat messages
/// only for migration, and finds nobody of another tenant by address; where it refuses, the mail goes as mail.
/// </summary>
internal sealed partial class TeamsChatSender(GraphServiceClient graph, IOptions<GraphOptions> options) : IOtherWay
{
    private const string Advice = "Graph documents chat messages without a signed-in user for migration only (Teamwork.Migrate.All); the recipient is better served by mail.";

    public async Task<(string? ProviderId, string? ClosedBecause)> TrySendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        if (mail.Attachments.Count > 0)
        {
            return (null, "Der kan ikke sendes bilag i en besked på Teams.");
        }

        Chat? chat;
        try
        {
            chat = await GraphCall.AskAsync(
                "open the chat of", mail.Key.ToString(), Advice, () => graph.Chats.PostAsync(Between(mail.FromEmail, mail.ToEmail), cancellationToken: cancellation), cancellation);
        }
        catch (CalendarException fault)
        {
            // No message has been written yet, whatever became of the chat.
            return GraphRefusals.IsClosed(fault) ? (null, GraphRefusals.Reason(fault)) : throw GraphRefusals.NotNow(fault);
        }

        return await GraphRefusals.TryAsync(async () =>
        {
            ChatMessage message = new() { Subject = mail.Subject, Body = new ItemBody { ContentType = BodyType.Html, Content = Html(mail) } };
            ChatMessage? said = await GraphCall.AskAsync(
                "write the message of", mail.Key.ToString(), Advice, () => graph.Chats[chat?.Id].Messages.PostAsync(message, cancellationToken: cancellation), cancellation);
            return $"teams-chat:{said?.Id}";
        });
    }

    public Task<string?> FindAsync(MailingKey key, IReadOnlyList<string> former, CancellationToken cancellation) =>
        throw new MailInDoubtException($"Nobody can ask Teams whether {key} was written.");

    /// <summary>The same chat every time: Graph answers with the one that is there.</summary>
    private Chat Between(string secretariat, string recipient) => new()
    {
        ChatType = ChatType.OneOnOne,
        Members = [Member(secretariat), Member(recipient)],
    };

    private AadUserConversationMember Member(string user) => new()
    {
        OdataType = "#microsoft.graph.aadUserConversationMember",
        Roles = ["owner"],
        AdditionalData = new Dictionary<string, object>
        {
            ["user@odata.bind"] = $"{options.Value.BaseUrl.AbsoluteUri.TrimEnd('/')}/users('{user.Replace("'", "''", StringComparison.Ordinal)}')",
        },
    };

    /// <summary>The plain text with its paragraphs and links: a mail's own frame has no place in a chat.</summary>
    internal static string Html(OutgoingMail mail)
    {
        string text = Link().Replace(WebUtility.HtmlEncode(mail.Text.Trim()), found => $"<a href=\"{found.Value}\">{found.Value}</a>");
        string[] paragraphs = text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        return $"<p><strong>{WebUtility.HtmlEncode(mail.Subject)}</strong></p>"
            + string.Concat(paragraphs.Select(paragraph => $"<p>{paragraph.Trim().Replace("\n", "<br>", StringComparison.Ordinal)}</p>"));
    }

    [GeneratedRegex(@"https?://[^\s<]*[^\s<.,;:)]", RegexOptions.None, 1000)]
    private static partial Regex Link();
}
