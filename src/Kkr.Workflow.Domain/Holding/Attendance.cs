namespace Kkr.Workflow.Domain.Holding;

/// <summary>Who was there.</summary>
/// <param name="Present">Posts of members (or deputies) present.</param>
/// <param name="Apologies">Posts of members who sent apologies.</param>
/// <param name="Guests">Names of guests and observers.</param>
public sealed record Attendance(IReadOnlyList<string> Present, IReadOnlyList<string> Apologies, IReadOnlyList<string> Guests);
