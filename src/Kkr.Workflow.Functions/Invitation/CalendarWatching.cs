using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Invitation;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Mailing;
using Kkr.Workflow.Functions.MeetingLifecycle;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Kkr.Workflow.Functions.Invitation;

/// <summary>What the calendar says of a council's subscription.</summary>
public enum WatchNews
{
    /// <summary>It must be authorised anew, or it will tell nothing more.</summary>
    Reauthorize,

    /// <summary>It is gone.</summary>
    Removed,

    /// <summary>Notifications were lost.</summary>
    Missed,
}

/// <summary>News of a council's subscription.</summary>
public sealed record CalendarWatchNews(string Council, WatchNews News);

/// <summary>
/// Watches each council's calendar: by a subscription, which is made, renewed long before it runs out and made again when it is lost; and by looking, four times
/// a working day where there is no subscription and once where there is, for what nobody was told of. Only while meetings are ahead.
/// </summary>
public sealed partial class CalendarWatching(
    ICouncils councils,
    IMeetings meetings,
    ICalendarChanges changes,
    ICalendarWatches watches,
    CalendarReplies replies,
    CalendarEntries entries,
    Links links,
    TimeProvider time,
    ILogger<CalendarWatching> logger)
{
    private static readonly TimeSpan RenewedBefore = TimeSpan.FromDays(3);
    private static readonly TimeSpan LooksAgain = TimeSpan.FromHours(20);

    [Function(nameof(CalendarWatching))]
    public async Task RunAsync([TimerTrigger("0 20 5,9,13,17 * * 1-5")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        foreach (Council council in await councils.AllAsync(cancellation))
        {
            try
            {
                await WatchAsync(council, client, cancellation);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogUnwatched(logger, fault, council.Id);
            }
        }
    }

    /// <summary>Sees to a subscription that the calendar has said something of; durable, so that it is done when the calendar is busy too.</summary>
    [Function(nameof(CalendarWatchOrchestration))]
    public static async Task CalendarWatchOrchestration([OrchestrationTrigger] TaskOrchestrationContext context, CalendarWatchNews news)
    {
        int? busy = await context.CallActivityAsync<int?>(nameof(TendWatch), news, DurableRetry.Patient);
        if (busy is { } seconds)
        {
            await context.CreateTimer(context.CurrentUtcDateTime.AddSeconds(seconds), CancellationToken.None);
            context.ContinueAsNew(news);
        }
    }

    [Function(nameof(TendWatch))]
    public Task<int?> TendWatch([ActivityTrigger] CalendarWatchNews news, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        CalendarCareOrchestration.TryAsync(async () =>
        {
            if ((await councils.FindAsync(news.Council, cancellation))?.Value is not { } council)
            {
                return;
            }

            Meeting[] ahead = await AheadAsync(council, cancellation);
            if (ahead.Length > 0)
            {
                await SubscribeAsync(council, news.News, cancellation);
            }

            if (news.News != WatchNews.Reauthorize)
            {
                await LookAsync(council, ahead, client, cancellation);
            }
        });

    private async Task WatchAsync(Council council, DurableTaskClient client, CancellationToken cancellation)
    {
        Meeting[] ahead = await AheadAsync(council, cancellation);
        if (ahead.Length == 0)
        {
            return;
        }

        bool isTold = false;
        try
        {
            isTold = await SubscribeAsync(council, null, cancellation);
        }
        catch (CalendarException fault)
        {
            // The answers are looked for instead, and the next run tries again.
            LogUnsubscribed(logger, fault, council.Id);
        }

        DateTimeOffset now = time.GetUtcNow();
        if (!isTold || (await watches.FindAsync(council.Id, cancellation))?.Value.LookedAt is not { } looked || now - looked > LooksAgain)
        {
            await LookAsync(council, ahead, client, cancellation);
        }
    }

    /// <summary>True when the calendar will tell of changes.</summary>
    private async Task<bool> SubscribeAsync(Council council, WatchNews? news, CancellationToken cancellation)
    {
        if (links.CalendarNotices is { IsLoopback: false, Scheme: not "https" })
        {
            return false;
        }

        string mailbox = council.Secretariat.Email;
        Stored<CalendarWatch>? stored = await watches.FindAsync(council.Id, cancellation);
        CalendarWatch watch = stored?.Value is { } known && known.Mailbox == mailbox ? known : new CalendarWatch { Council = council.Id, Mailbox = mailbox };
        DateTimeOffset now = time.GetUtcNow();
        bool lasts = watch.Subscription is { } standing && standing.ExpiresAt > now && news != WatchNews.Removed;
        if (lasts && news != WatchNews.Reauthorize && watch.Subscription!.ExpiresAt - now > RenewedBefore)
        {
            return true;
        }

        CalendarSubscription? renewed = lasts ? await changes.RenewAsync(watch.Subscription!, cancellation) : null;
        renewed ??= await changes.SubscribeAsync(mailbox, links.CalendarNotices, cancellation);
        try
        {
            await watches.SaveAsync(watch with { Subscription = renewed }, stored?.ETag, cancellation);
        }
        catch (ConcurrencyConflictException)
        {
            // Somebody else has just seen to it. What was made here tells nothing that is believed, and runs out.
        }

        return true;
    }

    /// <summary>Looks at every meeting ahead. What the calendar will not do now goes on durably.</summary>
    private async Task LookAsync(Council council, IReadOnlyList<Meeting> ahead, DurableTaskClient client, CancellationToken cancellation)
    {
        foreach (Meeting meeting in ahead)
        {
            try
            {
                await entries.TendAsync(meeting.Key, cancellation);
                await replies.ReadAsync(meeting.Key, client, cancellation);
            }
            catch (CalendarException)
            {
                await CalendarCareOrchestration.StartAsync(
                    client,
                    new CalendarCare(meeting.Key) { Parts = [CalendarPart.Entries, CalendarPart.Replies] },
                    $"looked-{time.GetUtcNow().UtcDateTime:yyyyMMddHH}",
                    cancellation);
            }
        }

        _ = await Retry.OnConflictAsync(async () =>
        {
            Stored<CalendarWatch>? stored = await watches.FindAsync(council.Id, cancellation);
            CalendarWatch watch = stored?.Value ?? new CalendarWatch { Council = council.Id, Mailbox = council.Secretariat.Email };
            return await watches.SaveAsync(watch with { LookedAt = time.GetUtcNow() }, stored?.ETag, cancellation);
        });
    }

    private async Task<Meeting[]> AheadAsync(Council council, CancellationToken cancellation)
    {
        DateOnly today = LocalTime.ToLocal(time.GetUtcNow(), council.TimeZone).Date;
        return [.. (await meetings.ListAsync(council.Id, cancellation))
            .Where(meeting => meeting.Online is not null && meeting.Date >= today && MeetingRules.TakesAnswers(meeting))];
    }

    [LoggerMessage(1601, LogLevel.Error, "The calendar of {Council} could not be watched; the other councils' were.", EventName = "CalendarUnwatched")]
    private static partial void LogUnwatched(ILogger logger, Exception fault, string council);

    [LoggerMessage(1602, LogLevel.Warning, "The calendar will not tell of changes for {Council}; answers are looked for instead. See that PublicBaseUrl can be reached from Microsoft Graph.")]
    private static partial void LogUnsubscribed(ILogger logger, Exception fault, string council);
}
