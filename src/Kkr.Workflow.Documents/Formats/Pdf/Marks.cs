using Kkr.Workflow.Documents.Formats.Pdf.Attached;

namespace Kkr.Workflow.Documents.Formats.Pdf;

/// <summary>One thing to do when a page is drawn, in reading order.</summary>
internal abstract record DrawStep;

/// <summary>Words at a place; <paramref name="Y"/> is the line they stand on.</summary>
internal sealed record DrawText(string Text, Face Face, double Size, Ink Ink, double X, double Y) : DrawStep;

/// <summary>A structure element begins, e.g. <c>H2</c> or <c>LI</c>.</summary>
internal sealed record OpenTag(Tag Tag) : DrawStep;

/// <summary>A link begins, over the rectangle that its words fill.</summary>
/// <param name="Address">To the web, to a mailbox, to a document beside this one, or <c>#anchor</c>.</param>
internal sealed record OpenLink(string Address, string Text, double X, double Y, double Width, double Height) : DrawStep;

/// <summary>The number of the page on which an anchor came to lie, ending at <paramref name="Right"/>.</summary>
internal sealed record DrawPageNumber(string Anchor, double Size, Ink Ink, double Right, double Y) : DrawStep;

/// <summary>A figure begins, with what it shows in words and the rectangle that it fills.</summary>
internal sealed record OpenFigure(string Alternative, double X, double Y, double Width, double Height) : DrawStep;

/// <summary>Something foreign, its upper left corner at a place of the page, so many times its own size.</summary>
internal sealed record DrawPicture(Picture Picture, double X, double Y, double Scale) : DrawStep;

/// <summary>The innermost element or link ends.</summary>
internal sealed record CloseTag : DrawStep;

/// <summary>Ground under text, drawn before it and of no meaning to somebody who listens.</summary>
internal sealed record Ground(Ink Ink, double X, double Y, double Width, double Height);

/// <summary>The kinds of element that a page is made of (ISO 32000-1, 14.8.4).</summary>
internal enum Tag
{
    Sect,
    Div,
    Contents,
    ContentsEntry,
    Reference,
    H1,
    H2,
    H3,
    H4,
    H5,
    H6,
    P,
    List,
    ListItem,
    Label,
    ListBody,
    Table,
    TableCaption,
    Head,
    Rows,
    Row,
    HeadCell,
    Cell,
}

/// <summary>One page as it will be drawn.</summary>
internal sealed class PageMarks
{
    public double Width { get; init; } = Sheet.Width;

    public double Height { get; init; } = Sheet.Height;

    /// <summary>What the running head says instead of the document's name.</summary>
    public string? Head { get; init; }

    public List<Ground> Grounds { get; } = [];

    public List<DrawStep> Steps { get; } = [];

    /// <summary>What is repeated for the eye only, such as a table's head on its second page.</summary>
    public List<DrawText> Repeats { get; } = [];
}

/// <summary>Where an anchor came to lie.</summary>
internal sealed record Place(int Page, double Y);
