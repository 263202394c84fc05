namespace Kkr.Workflow.Domain.Agenda;

/// <summary>An item as a submitter sends it.</summary>
public sealed record ItemDraft
{
    public string? Title { get; init; }

    public string? Background { get; init; }

    public string? Recommendation { get; init; }

    public string? Presentation { get; init; }

    /// <summary>1-based section; 3 unless told.</summary>
    public int? Section { get; init; }

    public string? CaseId { get; init; }

    public IReadOnlyList<string>? CaseHandlers { get; init; }

    /// <summary>Code of the submitter's municipality, or null for the secretariat and the network.</summary>
    public string? Municipality { get; init; }

    /// <summary>The post that submits.</summary>
    public string? SubmitterPost { get; init; }

    public IReadOnlyList<Presenter>? Presenters { get; init; }

    /// <summary>Null where it is not said: a new item is then open, and an old one stays what it is.</summary>
    public bool? Confidential { get; init; }

    /// <summary>What everybody may read in place of a confidential item's title.</summary>
    public string? PublicTitle { get; init; }

    public ExternalDeadline? ExternalDeadline { get; init; }
}
