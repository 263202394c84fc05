using Kkr.Workflow.Domain.Mailing;

namespace Kkr.Workflow.Documents.Mail.Texts;

/// <summary>The texts that a council has put in the place of the standard ones, as one mail uses them.</summary>
public sealed class MailWording
{
    private readonly Dictionary<string, IReadOnlyList<Markup>> blocks = new(StringComparer.Ordinal);

    private MailWording()
    {
    }

    /// <summary>No text of the council's own.</summary>
    public static MailWording Standard { get; } = new();

    /// <summary>True when every block stands as it was delivered.</summary>
    internal bool IsStandard => blocks.Count == 0;

    /// <summary>
    /// The wording of one kind of mail. A text that no longer fits the mail is left out, and the standard text stands; <paramref name="unusable"/> says
    /// which set it was in.
    /// </summary>
    /// <param name="kind">The mail.</param>
    /// <param name="own">The council's texts for this mail; null or empty for none.</param>
    /// <param name="frame">The council's texts for every mail; the mail's own go before them.</param>
    /// <param name="unusable">The sets that cannot be used, with the first thing that is wrong.</param>
    public static MailWording Of(MailKind kind, IReadOnlyList<MailTextBlock>? own, IReadOnlyList<MailTextBlock>? frame, out IReadOnlyList<UnusableText> unusable)
    {
        List<UnusableText> refused = [];
        MailWording wording = new();
        foreach ((string mail, IReadOnlyList<MailTextBlock> texts) in new[] { (MailBlocks.Frame, frame ?? []), (MailBlocks.NameOf(kind), own ?? []) })
        {
            if (MailTextRules.Check(mail, texts) is [{ } first, ..])
            {
                refused.Add(new UnusableText(mail, first));
                continue;
            }

            foreach (MailTextBlock text in texts)
            {
                wording.blocks[text.Name] = MailBlocks.IsLine(text.Name)
                    ? MarkupReader.ReadInline(text.Text, out _)
                    : MarkupReader.Read(text.Text, out _);
            }
        }

        unusable = refused;
        return wording.IsStandard ? Standard : wording;
    }

    /// <summary>The council's text of a block, or null.</summary>
    internal IReadOnlyList<Markup>? Find(string block) => blocks.GetValueOrDefault(block);
}

/// <summary>Texts of a council's own that no longer fit the mail that they are for.</summary>
/// <param name="Mail">The mail's name, or <c>frame</c>.</param>
/// <param name="Refusal">The first thing that is wrong.</param>
public sealed record UnusableText(string Mail, Domain.Refusal Refusal);
