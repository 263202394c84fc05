namespace Kkr.Workflow.Documents.Minutes;

/// <summary>What an edition of the minutes tells beside the meeting itself.</summary>
/// <param name="Reason">Why the minutes were corrected, or null.</param>
/// <param name="Changes">What differs from the edition before, a sentence each; empty for the first.</param>
/// <param name="MeetingDates">The dates of earlier meetings whose minutes this one decided on, by their ids.</param>
public sealed record EditionNews(string? Reason, IReadOnlyList<string> Changes, IReadOnlyDictionary<string, DateOnly> MeetingDates);
