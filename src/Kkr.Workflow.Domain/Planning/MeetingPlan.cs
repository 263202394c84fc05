namespace Kkr.Workflow.Domain.Planning;

/// <summary>What is needed to plan a meeting.</summary>
public sealed record MeetingPlan(DateOnly Date, TimeOnly Start, TimeOnly End, Venue Venue, MeetingKind Kind = MeetingKind.Ordinary);
