using Kkr.Workflow.Documents.Mail.Texts;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.Functions.Mailing.Texts;

/// <summary>The words that a mail is written in.</summary>
/// <param name="Wording">The council's own, where it has any that may be used.</param>
/// <param name="Used">The versions that were asked for, usable or not.</param>
/// <param name="Unusable">Those of them that no longer fit their mail.</param>
public sealed record TextsInForce(MailWording Wording, MailTextsUsed Used, IReadOnlyList<(string Mail, int Version)> Unusable);

/// <summary>Finds the texts that a council has put in the place of the standard ones.</summary>
public sealed class CouncilTexts(IMailTexts texts)
{
    /// <summary>The newest versions for one kind of mail.</summary>
    public async Task<MailTextsUsed> InForceAsync(string council, MailKind kind, CancellationToken cancellation) =>
        new(await NewestAsync(council, MailBlocks.NameOf(kind), cancellation), await NewestAsync(council, MailBlocks.Frame, cancellation));

    /// <summary>The wording of one kind of mail.</summary>
    /// <param name="council">The council.</param>
    /// <param name="kind">The mail.</param>
    /// <param name="pinned">The versions to use; null for the newest.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<TextsInForce> OpenAsync(string council, MailKind kind, MailTextsUsed? pinned, CancellationToken cancellation)
    {
        MailTextsUsed used = pinned ?? await InForceAsync(council, kind, cancellation);
        MailWording wording = MailWording.Of(
            kind,
            await BlocksAsync(council, MailBlocks.NameOf(kind), used.Own, cancellation),
            await BlocksAsync(council, MailBlocks.Frame, used.Frame, cancellation),
            out IReadOnlyList<UnusableText> unusable);
        return new(wording, used, [.. unusable.Select(text => (text.Mail, text.Mail == MailBlocks.Frame ? used.Frame : used.Own))]);
    }

    /// <summary>What is wrong with a version; null when nothing is, or there is no such version.</summary>
    public async Task<UnusableText?> FaultAsync(string council, string mail, int version, CancellationToken cancellation) =>
        await BlocksAsync(council, mail, version, cancellation) is { } blocks && MailTextRules.Check(mail, blocks) is [{ } first, ..]
            ? new UnusableText(mail, first)
            : null;

    private async Task<int> NewestAsync(string council, string mail, CancellationToken cancellation) =>
        (await texts.VersionsAsync(council, mail, cancellation)) is [.., { } newest] ? newest.Version : 0;

    private async Task<IReadOnlyList<MailTextBlock>?> BlocksAsync(string council, string mail, int version, CancellationToken cancellation) =>
        version == 0 ? null : (await texts.FindAsync(council, mail, version, cancellation))?.Blocks;
}
