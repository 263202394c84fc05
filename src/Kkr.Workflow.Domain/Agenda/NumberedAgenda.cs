namespace Kkr.Workflow.Domain.Agenda;

/// <summary>An agenda ready to be printed: the fixed sections in order, empty ones included, each with its numbered items.</summary>
public sealed record NumberedAgenda(IReadOnlyList<AgendaSection> Sections)
{
    /// <summary>All items in order.</summary>
    public IEnumerable<Item> Items => Sections.SelectMany(section => section.Items);
}

/// <summary>A section of the agenda.</summary>
/// <param name="Number">1-based.</param>
/// <param name="Title">Heading.</param>
/// <param name="Items">Items, each with its <see cref="Item.Number"/> set.</param>
public sealed record AgendaSection(int Number, string Title, IReadOnlyList<Item> Items);
