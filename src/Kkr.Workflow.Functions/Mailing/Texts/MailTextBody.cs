using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Functions.Http;

namespace Kkr.Workflow.Functions.Mailing.Texts;

/// <summary>Reads texts and what a preview is to show.</summary>
internal static class MailTextBody
{
    public static IReadOnlyList<MailTextBlock> Blocks(JsonBody body) =>
        [.. body.Objects("blocks", block => new MailTextBlock(block.RequiredText("name"), block.RequiredText("text")))];

    public static MailShown Shown(JsonBody body) => new(body.Text("meeting"), body.Text("recipient"), body.Text("subject"), body.Number("version"));

    public static MailShown Shown(Query query) => new(query.Text("meeting"), query.Text("recipient"), query.Text("subject"), query.Number("version", 0, 1000));

    /// <summary>The blocks as they are kept: plain line ends, nothing around them. A line's own line breaks stay, so that they are refused.</summary>
    public static IReadOnlyList<MailTextBlock> Tidy(string mail, IReadOnlyList<MailTextBlock> blocks) =>
        [.. blocks.Select(block => Documents.Mail.Texts.MailBlocks.Of(mail).FirstOrDefault(known => known.Name == block.Name) is { IsLine: false }
            ? block with { Text = block.Text.ReplaceLineEndings("\n").Trim() }
            : block)];

    /// <summary>There is no such mail.</summary>
    public static Refusal NoSuchMail(string mail) => RequestRefusals.NoSuch("mail", "E-mailen", mail);
}

/// <summary>Which mail a preview shows: of a real meeting, or of sample data.</summary>
/// <param name="Meeting">The meeting; null for sample data.</param>
/// <param name="Recipient">The post that it is for; null for the first that would get it.</param>
/// <param name="Subject">What it is about within the meeting, e.g. an item's id, as in a mailing key.</param>
/// <param name="Version">The version in the mailing key; null for the meeting's schedule.</param>
internal sealed record MailShown(string? Meeting, string? Recipient, string? Subject, int? Version);
