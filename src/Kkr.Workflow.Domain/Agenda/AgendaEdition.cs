namespace Kkr.Workflow.Domain.Agenda;

/// <summary>What an agenda edition is for.</summary>
public enum AgendaEditionKind
{
    NetworkDraft,
    ChairmanshipDraft,
    Frozen,
    Supplementary,
}

/// <summary>One agenda that was made and kept.</summary>
/// <param name="Version">1, 2, … within the meeting.</param>
/// <param name="Kind">What it was made for.</param>
/// <param name="Path">Where the archive keeps it.</param>
/// <param name="Sha256">Lower-case hex digest of the bytes.</param>
/// <param name="At">When it was made, UTC.</param>
/// <param name="ItemCount">How many items it lists.</param>
public sealed record AgendaEdition(int Version, AgendaEditionKind Kind, string Path, string Sha256, DateTimeOffset At, int ItemCount);

/// <summary>The chairmanship's answer to a draft agenda.</summary>
/// <param name="Post">The post that answered: <c>chair</c> or <c>vice-chair</c>.</param>
/// <param name="Approved">True for approval; false for comments.</param>
/// <param name="Text">The comments, or null.</param>
/// <param name="At">UTC.</param>
public sealed record ChairmanshipAnswer(string Post, bool Approved, string? Text, DateTimeOffset At);
