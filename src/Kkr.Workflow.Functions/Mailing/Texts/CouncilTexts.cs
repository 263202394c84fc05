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
        Used(await VersionAsync(council, MailBlocks.NameOf(kind), null, cancellation), await VersionAsync(council, MailBlocks.Frame, null, cancellation));

    /// <summary>The wording of one kind of mail.</summary>
    /// <param name="council">The council.</param>
    /// <param name="kind">The mail.</param>
    /// <param name="pinned">The versions to use; null for the newest.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<TextsInForce> OpenAsync(string council, MailKind kind, MailTextsUsed? pinned, CancellationToken cancellation)
    {
        MailTextVersion? own = await VersionAsync(council, MailBlocks.NameOf(kind), pinned?.Own, cancellation);
        MailTextVersion? frame = await VersionAsync(council, MailBlocks.Frame, pinned?.Frame, cancellation);
        MailTextsUsed used = pinned ?? Used(own, frame);
        MailWording wording = MailWording.Of(kind, own?.Blocks, frame?.Blocks, out IReadOnlyList<UnusableText> unusable);
        return new(wording, used, [.. unusable.Select(text => (text.Mail, text.Mail == MailBlocks.Frame ? used.Frame : used.Own))]);
    }

    /// <summary>What is wrong with a version; null when nothing is, or there is no such version.</summary>
    public async Task<UnusableText?> FaultAsync(string council, string mail, int version, CancellationToken cancellation) =>
        await VersionAsync(council, mail, version, cancellation) is { } text && MailTextRules.Check(mail, text.Blocks) is [{ } first, ..]
            ? new UnusableText(mail, first)
            : null;

    private static MailTextsUsed Used(MailTextVersion? own, MailTextVersion? frame) => new(own?.Version ?? 0, frame?.Version ?? 0);

    /// <summary>The version of that number; the newest where none is named. None at all for the standard texts, 0.</summary>
    private async Task<MailTextVersion?> VersionAsync(string council, string mail, int? version, CancellationToken cancellation) => version switch
    {
        null => await texts.VersionsAsync(council, mail, cancellation) is [.., { } newest] ? newest : null,
        0 => null,
        { } number => await texts.FindAsync(council, mail, number, cancellation),
    };
}
