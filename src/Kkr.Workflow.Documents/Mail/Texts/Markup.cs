namespace Kkr.Workflow.Documents.Mail.Texts;

/// <summary>A piece of a text that a council may change: part of a line, or a part of the text that has lines of its own.</summary>
internal abstract record Markup
{
    /// <summary>Words as they stand.</summary>
    internal sealed record Words(string Text) : Markup;

    /// <summary>A field that is filled when the mail is written.</summary>
    /// <param name="Name">The name by which the text calls it, e.g. <c>møde.dato</c>.</param>
    /// <param name="Label">What a link says, as in <c>{link: Læs dagsordenen}</c>; null for none.</param>
    internal sealed record Field(string Name, string? Label = null) : Markup;

    /// <summary><c>**…**</c>.</summary>
    internal sealed record Bold(IReadOnlyList<Markup> Inner) : Markup;

    /// <summary>A new line within a paragraph.</summary>
    internal sealed record Break : Markup;

    /// <summary><c>{hvis x}…{ellers}…{slut}</c>.</summary>
    /// <param name="Name">The field that is asked about.</param>
    /// <param name="WhenFilled">What stands when it is filled.</param>
    /// <param name="WhenEmpty">What stands when it is not.</param>
    internal sealed record Choice(string Name, IReadOnlyList<Markup> WhenFilled, IReadOnlyList<Markup> WhenEmpty) : Markup
    {
        /// <summary>The text says <c>{hvis ikke x}</c>, and so the empty case comes first.</summary>
        public bool IsNegated { get; init; }
    }

    /// <summary><c>{for hver x}…{slut}</c>.</summary>
    internal sealed record Each(string Name, IReadOnlyList<Markup> Inner) : Markup;

    /// <summary>Lines without an empty one between them.</summary>
    internal sealed record Paragraph(IReadOnlyList<Markup> Inner) : Markup;

    /// <summary>A line that begins with <c>- </c>.</summary>
    internal sealed record Point(IReadOnlyList<Markup> Inner) : Markup;

    /// <summary>This piece and everything in it.</summary>
    public IEnumerable<Markup> All() => Within(this).SelectMany(piece => piece.All()).Prepend(this);

    private static IEnumerable<Markup> Within(Markup piece) => piece switch
    {
        Bold bold => bold.Inner,
        Choice choice => choice.WhenFilled.Concat(choice.WhenEmpty),
        Each each => each.Inner,
        Paragraph paragraph => paragraph.Inner,
        Point point => point.Inner,
        _ => [],
    };
}

/// <summary>Why a text cannot be read.</summary>
/// <param name="Code">The code of the refusal that it becomes.</param>
/// <param name="Rule">The rule, in short English.</param>
/// <param name="Value">The place in the text.</param>
/// <param name="Danish">One sentence.</param>
/// <param name="English">The same in English.</param>
internal sealed record MarkupFault(string Code, string Rule, string Value, string Danish, string English);
