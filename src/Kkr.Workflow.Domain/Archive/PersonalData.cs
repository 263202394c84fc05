using Kkr.Workflow.Domain.Directory;

namespace Kkr.Workflow.Domain.Archive;

/// <summary>One thing that is held on a person.</summary>
/// <param name="Subject">What it is about, e.g. a meeting or an item.</param>
/// <param name="At">When, UTC; null where it has no instant.</param>
/// <param name="Text">What is held.</param>
public sealed record HeldFact(string Subject, DateTimeOffset? At, string Text);

/// <summary>Everything of one sort that is held on a person, under its Danish heading.</summary>
public sealed record HeldSection(string Title, IReadOnlyList<HeldFact> Facts);

/// <summary>What is held on a person (GDPR article 15).</summary>
public sealed record PersonalData(string Council, DateTimeOffset At, Person Person, IReadOnlyList<HeldSection> Sections);

/// <summary>What an erasure did, or found to stay.</summary>
/// <param name="What">In Danish.</param>
/// <param name="Ground">Why it stays; null for what was erased.</param>
/// <param name="Ids">What it concerns.</param>
public sealed record ErasurePart(string What, string? Ground, IReadOnlyList<string> Ids);

/// <summary>An erasure (GDPR article 17).</summary>
public sealed record ErasureReport(string Council, string Person, IReadOnlyList<ErasurePart> Erased, IReadOnlyList<ErasurePart> Kept);
