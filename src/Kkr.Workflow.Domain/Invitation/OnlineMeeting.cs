namespace Kkr.Workflow.Domain.Invitation;

/// <summary>The calendar event of a meeting.</summary>
/// <param name="EventId">The calendar's own id of the event.</param>
/// <param name="JoinUrl">The link that joins the Teams meeting.</param>
public sealed record OnlineMeeting(string EventId, string? JoinUrl);
