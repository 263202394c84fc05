namespace Kkr.Workflow.Domain.Directory;

/// <summary>A new election period: who sits in the council from a day on.</summary>
/// <param name="TermBegins">The first local day of the new mandates; the old ones end the day before.</param>
/// <param name="Directory">The new members and deputies: their posts, people and tenures. Directors, network and secretariat need not be repeated.</param>
public sealed record Changeover(DateOnly TermBegins, DirectoryBook Directory)
{
    /// <summary>Member posts that are known to be without a holder on the first day.</summary>
    public IReadOnlyList<string> VacantPosts { get; init; } = [];
}

/// <summary>Who was elected to lead the council.</summary>
/// <param name="Chair">Person.</param>
/// <param name="ViceChair">Person, or null when none was elected.</param>
/// <param name="From">The first local day.</param>
public sealed record Election(string Chair, string? ViceChair, DateOnly From);
