using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;

namespace Kkr.Workflow.Tests.MeetingLifecycle;

/// <summary>Brings the meeting in November and an item of it to where a test begins, through the API and the clock.</summary>
internal static class Reaching
{
    public static readonly DateTimeOffset Start = new(2026, 9, 1, 6, 0, 0, TimeSpan.Zero);

    public static async Task ReachAsync(this CouncilAtWork app, MeetingPhase phase)
    {
        (int month, int day, int hour) = phase switch
        {
            MeetingPhase.Planned or MeetingPhase.Cancelled => (9, 7, 8),
            MeetingPhase.Calling => (10, 7, 8),
            MeetingPhase.Preparing => (10, 23, 8),
            MeetingPhase.Frozen => (11, 5, 16),
            MeetingPhase.Dispatched => (11, 6, 12),
            _ => (11, 17, 14),
        };
        await app.UntilAsync(2026, month, day, hour);
        switch (phase)
        {
            case MeetingPhase.Cancelled:
                await app.CancelAsync();
                await app.UntilAsync(2026, 9, 8, 8);
                break;
            case MeetingPhase.Minuted:
                await app.MinuteAsync("2026-1");
                await app.UntilAsync(2026, 11, 18, 8);
                break;
            case MeetingPhase.Published or MeetingPhase.Approved:
                await app.MinuteAsync("2026-1");
                await app.UntilAsync(2026, 12, 4, 8);
                break;
        }

        if (phase == MeetingPhase.Approved)
        {
            await app.UntilAsync(2027, 1, 26, 13);
            await app.MinuteAsync("2027-1");
            await app.UntilAsync(2027, 1, 27, 8);
        }
    }

    public static async Task ReachAsync(this CouncilAtWork app, ItemStatus status, string item)
    {
        await app.UntilAsync(2026, 10, 7, 8);
        switch (status)
        {
            case ItemStatus.Returned:
                await app.ActAsync(item, "return", new { comment = "Skriv mere" });
                break;
            case ItemStatus.Accepted:
                await app.ActAsync(item, "acceptance");
                break;
            case ItemStatus.Scheduled:
                // An item has its place, and is not frozen, when its meeting's call was opened again.
                await app.UntilAsync(2026, 11, 5, 16);
                await app.ReopenAsync();
                await app.UntilAsync(2026, 11, 5, 17);
                break;
            case ItemStatus.Rejected:
                await app.ActAsync(item, "rejection", new { reason = "Hører ikke til her" });
                break;
            case ItemStatus.Withdrawn:
                await app.ActAsync(item, "withdrawal", new { reason = "Ikke aktuelt" });
                break;
            case ItemStatus.Frozen:
                await app.UntilAsync(2026, 11, 5, 16);
                break;
            case ItemStatus.Decided:
                await app.UntilAsync(2026, 11, 17, 14);
                await app.DecideAsync(item, new { outcomes = new[] { "approved" }, text = "Godkendt." });
                break;
            case ItemStatus.Pooled:
                await app.ActAsync(item, "pooling");
                break;
        }
    }

    public static Task CancelAsync(this CouncilAtWork app) =>
        app.SendAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/cancellation", new { reason = "For få punkter" });

    /// <summary>The meeting is moved to December, and its call is opened again.</summary>
    public static Task ReopenAsync(this CouncilAtWork app) =>
        app.SendAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/move", new { date = "2026-12-15", start = "09:30", end = "12:30", reopen = true });

    public static async Task<ItemStatus> StatusAsync(this CouncilAtWork app, string item) => (await app.Items.LocateAsync("lille", item, default))!.Value.Status;

    public static async Task<MeetingPhase> PhaseAsync(this CouncilAtWork app) => (await app.MeetingAsync("2026-1")).Meeting.Phase;
}
