using Kkr.Workflow.Documents.Mail.Texts;
using Kkr.Workflow.Domain.Mailing;

namespace Kkr.Workflow.Functions.Mailing.Texts;

/// <summary>A mail's texts as they stand for a council.</summary>
/// <param name="Mail">The mail's name, or <c>frame</c> for what every mail has.</param>
/// <param name="Title">What the mail is, in Danish.</param>
/// <param name="Version">The version that holds; 0 for the standard texts.</param>
/// <param name="ChangedBy">The post that made it, or null.</param>
/// <param name="ChangedAt">When, or null.</param>
/// <param name="Blocks">Its blocks in order.</param>
/// <param name="Fields">The fields that its texts may name.</param>
/// <param name="IsUsable">False when the council's texts no longer fit the mail, and the standard texts are sent.</param>
public sealed record MailTextView(
    string Mail, string Title, int Version, string? ChangedBy, DateTimeOffset? ChangedAt, IReadOnlyList<MailBlockView> Blocks, IReadOnlyList<MailFieldUse> Fields, bool IsUsable)
{
    /// <summary>The view of a mail.</summary>
    /// <param name="mail">Its name.</param>
    /// <param name="newest">The newest version of its texts, or null.</param>
    public static MailTextView Of(string mail, MailTextVersion? newest)
    {
        IReadOnlyList<MailTextBlock> own = newest?.Blocks ?? [];
        return new(
            mail,
            MailBlocks.TitleOf(mail),
            newest?.Version ?? 0,
            newest?.By,
            newest?.At,
            [.. MailBlocks.Of(mail).Select(block => MailBlockView.Of(block, own.FirstOrDefault(text => text.Name == block.Name)?.Text))],
            MailFieldUse.Of(mail),
            MailTextRules.Check(mail, own).Count == 0);
    }
}

/// <summary>A block of a mail.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Standard">The standard text.</param>
/// <param name="Text">The text that holds.</param>
/// <param name="IsChanged">True when the council has written it.</param>
/// <param name="IsLine">True when it must stay on one line.</param>
/// <param name="MaxLength">The longest text, in characters.</param>
public sealed record MailBlockView(string Name, string Standard, string Text, bool IsChanged, bool IsLine, int MaxLength)
{
    internal static MailBlockView Of(MailBlock block, string? own) =>
        new(block.Name, block.Standard, own ?? block.Standard, own is not null, block.IsLine, block.MaxLength);
}
