namespace Kkr.Workflow.Domain.Planning;

/// <summary>A year's plan of subjects (domain.md A7): the raw text beside what it resolves to.</summary>
public sealed record AnnualWheel(int Year, IReadOnlyList<AnnualWheelRow> Rows)
{
    public int Schema { get; init; } = 1;
}

/// <summary>One subject of the annual wheel.</summary>
/// <param name="Subject">E.g. <c>Klima</c>.</param>
/// <param name="Content">The points under it.</param>
/// <param name="RawMeeting">The meeting column as written, e.g. <c>Møderne i 2026</c>.</param>
/// <param name="Remarks">The remarks column, or null.</param>
public sealed record AnnualWheelRow(string Subject, IReadOnlyList<string> Content, string RawMeeting, string? Remarks = null)
{
    /// <summary>Dates that the text resolves to.</summary>
    public IReadOnlyList<DateOnly> Dates { get; init; } = [];

    /// <summary>The subject belongs to every meeting of the year.</summary>
    public bool AllInYear { get; init; }

    /// <summary>The subject is taken up when there is reason to.</summary>
    public bool WhenRelevant { get; init; }

    /// <summary>Points that alone belong to one of <see cref="Dates"/>, as in <c>Flygtningefordeling (17. juni)</c>.</summary>
    public IReadOnlyList<AnnualWheelPoint> OnlyOn { get; init; } = [];
}

/// <summary>A single point of a row, with a date of its own.</summary>
public sealed record AnnualWheelPoint(string Content, DateOnly Date);
