using System.Globalization;

namespace Kkr.Workflow.Domain.Archive;

/// <summary>What is wrong with an audit log.</summary>
public enum AuditFault
{
    /// <summary>An entry that was appended is not there.</summary>
    Missing,

    /// <summary>A row stands where none was appended.</summary>
    Inserted,

    /// <summary>The entry, its number or its link is not as it was written.</summary>
    Changed,

    /// <summary>The columns for searching do not say what the entry says.</summary>
    Columns,

    /// <summary>The head does not follow from the last entry.</summary>
    Head,

    /// <summary>The head does not count the entry.</summary>
    Uncounted,

    /// <summary>The log is another one than that whose point was noted.</summary>
    Anchor,

    /// <summary>No entry vouches for the checkpoint.</summary>
    Checkpoint,

    /// <summary>What is kept hangs together, but the noted point is older than its beginning, so nothing says that it is the same log.</summary>
    AnchorTooOld,
}

/// <summary>What a check of a council's audit log found.</summary>
/// <param name="Entries">How many entries were found to be in order, from the oldest that is kept on.</param>
/// <param name="FirstBroken">The number of the first entry that is not in order, from 1; null when all that are kept are.</param>
/// <param name="Fault">What is wrong with it; null when nothing is.</param>
public sealed record AuditVerification(long Entries, long? FirstBroken, AuditFault? Fault)
{
    /// <summary>The last entry that is in order.</summary>
    public AuditPoint Last { get; init; } = AuditChain.Beginning;

    /// <summary>True when every entry is there, in order and as it was written, and the log is the one whose point was noted.</summary>
    public bool IsIntact => Fault is null;

    /// <summary>The finding in one Danish sentence.</summary>
    public string InDanish() => Fault switch
    {
        null => string.Create(CultureInfo.InvariantCulture, $"{Entries} poster, kæden er hel, hoved {Last}"),
        AuditFault.AnchorTooOld => string.Create(
            CultureInfo.InvariantCulture,
            $"{Entries} poster hænger sammen til hoved {Last}, men ankeret er ældre end den ældste post, der er gemt, og kan ikke sammenlignes med loggen. Brug et nyere anker."),
        { } fault => string.Create(CultureInfo.InvariantCulture, $"Kæden er brudt ved post {FirstBroken}: {WhyInDanish(fault)}"),
    };

    private static string WhyInDanish(AuditFault fault) => fault switch
    {
        AuditFault.Missing => "Posten mangler.",
        AuditFault.Inserted => "Her står en række, som ikke er skrevet af systemet.",
        AuditFault.Changed => "Posten er ikke, som den blev skrevet.",
        AuditFault.Columns => "Kolonnerne siger noget andet end posten.",
        AuditFault.Head => "Hovedet følger ikke af den sidste post.",
        AuditFault.Uncounted => "Hovedet tæller ikke posten med.",
        AuditFault.Anchor => "Loggen er ikke den, som ankeret blev taget af.",
        _ => "Ingen post står inde for det kontrolpunkt, som loggen begynder ved.",
    };
}

/// <summary>Checks a log row by row, oldest first, in constant memory; knows nothing of where the rows come from.</summary>
public sealed class AuditCheck
{
    private readonly AuditPoint checkpoint;
    private readonly AuditPoint? anchor;
    private AuditPoint last;
    private bool isVouchedFor;
    private bool isAnchored;
    private AuditVerification? broken;

    /// <summary>
    /// A check that begins at the checkpoint. An anchor from before the checkpoint can no longer be compared with anything, so it vouches for nothing: or else
    /// a whole other log with a checkpoint of its own would pass.
    /// </summary>
    /// <param name="checkpoint">Where what is kept begins.</param>
    /// <param name="anchor">A point that was noted earlier, or null.</param>
    public AuditCheck(AuditPoint checkpoint, AuditPoint? anchor = null)
    {
        this.checkpoint = last = checkpoint;
        this.anchor = anchor;
        isVouchedFor = checkpoint.Number == 0;
        isAnchored = anchor is null || anchor == checkpoint;
    }

    /// <summary>The last entry that was in order.</summary>
    public AuditPoint Last => last;

    /// <summary>Takes the next row. False from the first row on that is not in order.</summary>
    /// <param name="row">The row.</param>
    /// <param name="areColumnsTrue">Whether the columns for searching say what the entry says.</param>
    public bool Take(AuditRow row, bool areColumnsTrue = true)
    {
        if (broken is not null)
        {
            return false;
        }

        long number = last.Number + 1;
        AuditFault? fault = row.Number > number ? AuditFault.Missing
            : row.Number < number ? AuditFault.Inserted
            : row.Previous != last.Hash || row.Hash != AuditChain.Link(last.Hash, number, row.Json) ? AuditFault.Changed
            : !areColumnsTrue ? AuditFault.Columns
            : anchor?.Number == number && anchor.Hash != row.Hash ? AuditFault.Anchor
            : null;
        if (fault is { } wrong)
        {
            Break(number, wrong);
            return false;
        }

        last = new AuditPoint(number, row.Hash);
        isAnchored |= anchor == last;
        isVouchedFor |= row.Entry.Action == AuditChain.Pruned && row.Entry.After == checkpoint.ToString();
        return true;
    }

    /// <summary>Notes that a row stands after the last one which cannot be an entry.</summary>
    public void TakeForeign() => Break(last.Number + 1, AuditFault.Inserted);

    /// <summary>The finding, when every row has been taken.</summary>
    /// <param name="head">The head as it was before the rows were read.</param>
    /// <param name="hashAtHead">The hash of the entry that the head counts as the last.</param>
    public AuditVerification Close(AuditPoint head, string? hashAtHead)
    {
        if (broken is null)
        {
            if (last.Number < head.Number)
            {
                Break(last.Number + 1, AuditFault.Missing);
            }
            else if (head.Hash != hashAtHead)
            {
                Break(head.Number + 1, AuditFault.Head);
            }
            else if (!isAnchored && anchor!.Number == checkpoint.Number)
            {
                Break(checkpoint.Number, AuditFault.Anchor);
            }
            else if (!isAnchored && anchor!.Number > checkpoint.Number)
            {
                // Everything hangs together, but it ends before the anchor: the end was cut off together with its head.
                Break(last.Number + 1, AuditFault.Missing);
            }
            else if (!isVouchedFor)
            {
                Break(checkpoint.Number, AuditFault.Checkpoint);
            }
            else if (!isAnchored)
            {
                Break(null, AuditFault.AnchorTooOld);
            }
        }

        return broken ?? new AuditVerification(last.Number - checkpoint.Number, null, null) { Last = last };
    }

    private void Break(long? number, AuditFault fault) =>
        broken ??= new AuditVerification(last.Number - checkpoint.Number, number, fault) { Last = last };
}
