using System.Security.Cryptography;
using System.Text;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.MeetingLifecycle;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Invitation;

/// <summary>
/// Looks after a meeting's calendar beside the meeting: what takes long, or is asked for by the calendar itself. A busy calendar is waited for on a durable timer
/// for as long as it asks; what keeps failing is told to the secretariat, once for as long as it lasts.
/// </summary>
public static class CalendarCareOrchestration
{
    // Of an hour each at the most: two days.
    private const int MostWaits = 48;

    [Function(nameof(CalendarCareOrchestration))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, CalendarCare care)
    {
        if (care.WaitSeconds > 0)
        {
            await context.CreateTimer(context.CurrentUtcDateTime.AddSeconds(care.WaitSeconds), CancellationToken.None);
        }

        for (int index = 0; index < care.Parts.Count; index++)
        {
            int? busy;
            bool isFailed = false;
            try
            {
                busy = await context.CallActivityAsync<int?>(ActivityOf(care.Parts[index]), care.Meeting, DurableRetry.Brief);
            }
            catch (TaskFailedException)
            {
                (busy, isFailed) = (null, true);
            }

            if (busy is { } seconds && care.Waits < MostWaits)
            {
                context.ContinueAsNew(care with { Parts = [.. care.Parts.Skip(index)], WaitSeconds = seconds, Waits = care.Waits + 1 });
                return;
            }

            if (isFailed || busy is not null)
            {
                await context.CallActivityAsync(nameof(CalendarReplies.ReportTrouble), new CalendarTrouble(care.Meeting, care.Parts[index]), DurableRetry.Storage);
            }
        }
    }

    /// <summary>Starts the work unless the same is under way: <paramref name="occasion"/> says what it is for.</summary>
    internal static Task StartAsync(DurableTaskClient client, CalendarCare care, string occasion, CancellationToken cancellation) => DurableStart.OnceAsync(
        client,
        nameof(CalendarCareOrchestration),
        care,
        $"calendar-{care.Meeting.Council}-{care.Meeting.Meeting}-{string.Concat(care.Parts.Select(part => part.ToString()[..2]))}-{occasion}",
        cancellation);

    /// <summary>Null when it was done; how many seconds the calendar asks to be left alone when it is busy.</summary>
    internal static async Task<int?> TryAsync(Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (CalendarException busy) when (busy.RetryAfter is { } wait)
        {
            return Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        }
    }

    /// <summary>A short name for an occasion of any content.</summary>
    internal static string DigestOf(string occasion) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(occasion)))[..16];

    private static string ActivityOf(CalendarPart part) => part switch
    {
        CalendarPart.Event => nameof(CalendarActivities.TendEvent),
        CalendarPart.Entries => nameof(CalendarEntries.TendEntries),
        _ => nameof(CalendarReplies.ReadReplies),
    };
}
