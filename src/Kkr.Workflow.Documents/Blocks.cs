using System.Text.RegularExpressions;

namespace Kkr.Workflow.Documents;

/// <summary>A document before it has a format: what it says and how it hangs together, never how it looks.</summary>
/// <param name="Title">What it is, e.g. <c>Dagsorden</c>.</param>
/// <param name="Source">Who publishes it, e.g. the council's name.</param>
/// <param name="Subtitle">E.g. <c>Ordinært møde tirsdag den 17. november 2026</c>.</param>
/// <param name="Facts">Date, time, place and the like, in order.</param>
/// <param name="Mark">How far it may be trusted, or null when nothing is to be said.</param>
/// <param name="Parts">The content; each part is a heading in the table of contents.</param>
/// <param name="Sender">Who answers questions about it.</param>
internal sealed record Page(
    string Title,
    string Source,
    string Subtitle,
    IReadOnlyList<Fact> Facts,
    Mark? Mark,
    IReadOnlyList<Part> Parts,
    Sender Sender)
{
    /// <summary>Who alone may read it, or null when anybody may.</summary>
    public Mark? Restriction { get; init; }

    /// <summary>What is to be seen before anything else: who may read it, and how far it may be trusted.</summary>
    public IEnumerable<Mark> Marks => new[] { Restriction, Mark }.OfType<Mark>();

    /// <summary>True for one item on its own, which needs no contents.</summary>
    public bool IsExcerpt { get; init; }

    /// <summary>What tells it from every other document, e.g. <c>Referat, KKR Kystland, 17. november 2026</c>.</summary>
    public string FullTitle => $"{Title}, {Source}, {Facts[0].Value}";
}

/// <summary>A named value in the head of a page.</summary>
/// <param name="IsList">True for many names, which stand out less than one date does.</param>
internal sealed record Fact(string Name, string Value, bool IsList = false);

/// <summary>The secretariat's signature and shared mailbox; the only address that a published document carries.</summary>
internal sealed record Sender(string Name, string Email);

/// <summary>What a mark warns or assures of.</summary>
internal enum MarkKind
{
    Draft,
    NotApproved,
    Approved,

    /// <summary>For some readers only.</summary>
    Confidential,
}

/// <summary>A mark on the whole document, e.g. <c>Udkast</c>.</summary>
internal sealed record Mark(MarkKind Kind, string Label, IReadOnlyList<Block> Explanation);

/// <summary>A piece of a page.</summary>
internal abstract record Block;

/// <summary>A section or an item: a heading with what belongs under it.</summary>
/// <param name="Anchor">Unique within the page.</param>
/// <param name="Number">E.g. <c>3.</c> or <c>3.2.</c>, or null for parts that the agenda does not number.</param>
/// <param name="Title">Heading.</param>
/// <param name="Label">A short state beside the heading, e.g. <c>Trukket tilbage</c>, or null.</param>
/// <param name="Content">What is under the heading; items of a section are parts themselves.</param>
internal sealed record Part(string Anchor, string? Number, string Title, string? Label, IReadOnlyList<Block> Content) : Block
{
    /// <summary>Number and title, where they stand on one line.</summary>
    public string Headline => Number is null ? Title : $"{Number} {Title}";
}

/// <summary>A heading inside a part, one level below it per <paramref name="Depth"/>.</summary>
internal sealed record Heading(int Depth, string Text) : Block;

/// <summary>What a paragraph is for.</summary>
internal enum ParagraphRole
{
    Body,

    /// <summary>Case id and initials.</summary>
    CaseLine,

    /// <summary>Something about the item rather than in it, e.g. that it was withdrawn.</summary>
    Note,
}

internal sealed record Paragraph(IReadOnlyList<Inline> Words, ParagraphRole Role = ParagraphRole.Body) : Block
{
    public Paragraph(string text, ParagraphRole role = ParagraphRole.Body)
        : this([new Run(text)], role)
    {
    }
}

internal enum ListStyle
{
    Bullets,

    /// <summary>1. 2. 3.</summary>
    Numbers,

    /// <summary>a. b. c.</summary>
    Letters,

    /// <summary>The <c>./.</c> with which Danish agendas mark attachments.</summary>
    Attachments,

    /// <summary>Short entries such as names, without bullets.</summary>
    Names,
}

/// <summary>A list; an entry may hold several blocks, further lists among them.</summary>
/// <param name="Start">The first number; 1 unless the text says otherwise.</param>
internal sealed record Listing(ListStyle Style, IReadOnlyList<IReadOnlyList<Block>> Entries, int Start = 1) : Block;

/// <summary>A table with a header row.</summary>
/// <param name="Caption">What it shows, or null when the heading above says it.</param>
internal sealed partial record Grid(string? Caption, IReadOnlyList<IReadOnlyList<Inline>> Columns, IReadOnlyList<IReadOnlyList<IReadOnlyList<Inline>>> Rows) : Block
{
    /// <summary>Whether a column holds figures under each other, which are compared and so stand to the right. Links are names.</summary>
    public bool IsNumeric(int column) => Rows.Count > 0 && Rows.All(row => column < row.Count && IsFigure(row[column]));

    private static bool IsFigure(IReadOnlyList<Inline> cell) =>
        cell.Count > 0 && cell.All(word => word is Run) && Figure().IsMatch(string.Concat(cell.Cast<Run>().Select(run => run.Text)).Trim());

    [GeneratedRegex(@"^[+\-−–]?\d[\d.,\u00A0 ]*\s?(%|pct\.|kr\.)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Figure();
}

/// <summary>The decision on an item, set apart from the case.</summary>
internal sealed record DecisionBox(string Title, IReadOnlyList<Block> Content) : Block;

/// <summary>A piece of running text.</summary>
internal abstract record Inline;

internal sealed record Run(string Text, bool Strong = false, bool Emphasis = false) : Inline;

/// <summary>A link to the web, to the secretariat's mailbox, to an anchor (<c>#…</c>) or to a document beside this one.</summary>
internal sealed record Link(string Text, string Address) : Inline;

/// <summary>A line break that the writer asked for.</summary>
internal sealed record LineBreak : Inline;
