namespace Kkr.Workflow.Domain.Mailing;

/// <summary>A text that a council has put in the place of a mail's standard text.</summary>
/// <param name="Name">The block of the mail.</param>
/// <param name="Text">The text, lines ending in LF.</param>
public sealed record MailTextBlock(string Name, string Text);

/// <summary>One version of a council's texts for one mail. Versions are never changed or removed: a mail that is sent again is sent with the words it had.</summary>
public sealed record MailTextVersion
{
    public int Schema { get; init; } = 1;

    public required string Council { get; init; }

    /// <summary>The mail's name in camelCase, or <c>frame</c> for what every mail has.</summary>
    public required string Mail { get; init; }

    /// <summary>1, 2, 3…</summary>
    public required int Version { get; init; }

    /// <summary>Every block that is not the standard one. None at all is the way back to the standard texts.</summary>
    public IReadOnlyList<MailTextBlock> Blocks { get; init; } = [];

    /// <summary>The post that made it.</summary>
    public required string By { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The earlier version that it repeats, when it was made by restoring one.</summary>
    public int? RestoredFrom { get; init; }
}

/// <summary>Which versions of a council's texts a mail was written with; 0 is the standard text.</summary>
/// <param name="Own">Of the texts for that mail.</param>
/// <param name="Frame">Of the texts for every mail.</param>
public sealed record MailTextsUsed(int Own, int Frame)
{
    /// <summary>Nothing of the council's own.</summary>
    public static MailTextsUsed Standard { get; } = new(0, 0);
}
