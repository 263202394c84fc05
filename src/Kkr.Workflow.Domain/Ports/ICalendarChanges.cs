using Kkr.Workflow.Domain.Invitation;

namespace Kkr.Workflow.Domain.Ports;

/// <summary>A promise of the calendar to tell of every change in a mailbox's events, until it runs out.</summary>
/// <param name="Id">The calendar's own id.</param>
/// <param name="Secret">What every notification carries, so that nobody else's is believed.</param>
/// <param name="ExpiresAt">UTC.</param>
public sealed record CalendarSubscription(string Id, string Secret, DateTimeOffset ExpiresAt);

/// <summary>Asks the calendar to tell of changes (Microsoft Graph's subscriptions).</summary>
public interface ICalendarChanges
{
    /// <summary>Makes a subscription to a mailbox's events. The address is asked to prove itself before this returns.</summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="address">Where notifications, and what is told of the subscription itself, are sent.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="CalendarException">It was not made.</exception>
    Task<CalendarSubscription> SubscribeAsync(string mailbox, Uri address, CancellationToken cancellation);

    /// <summary>Lets it last as long as it may from now on, which also answers a demand to be authorised anew; null when it is gone.</summary>
    /// <exception cref="CalendarException">It was not renewed.</exception>
    Task<CalendarSubscription?> RenewAsync(CalendarSubscription subscription, CancellationToken cancellation);
}

/// <summary>How a council's calendar is watched.</summary>
public sealed record CalendarWatch
{
    public int Schema { get; init; } = 1;

    public required string Council { get; init; }

    /// <summary>The mailbox that is watched; another one begins anew.</summary>
    public required string Mailbox { get; init; }

    /// <summary>The newest subscription, or null while there is none.</summary>
    public CalendarSubscription? Subscription { get; init; }

    /// <summary>When all answers were last asked for, UTC.</summary>
    public DateTimeOffset? LookedAt { get; init; }
}

/// <summary>The watches that are kept.</summary>
public interface ICalendarWatches
{
    /// <summary>The council's watch, or null.</summary>
    Task<Stored<CalendarWatch>?> FindAsync(string council, CancellationToken cancellation);

    /// <summary>All councils' watches.</summary>
    Task<IReadOnlyList<CalendarWatch>> AllAsync(CancellationToken cancellation);

    /// <summary>Adds (<paramref name="etag"/> null) or replaces.</summary>
    /// <exception cref="ConcurrencyConflictException">It exists already, or has changed.</exception>
    Task<Stored<CalendarWatch>> SaveAsync(CalendarWatch watch, string? etag, CancellationToken cancellation);
}

/// <summary>What is remembered of each meeting's calendar.</summary>
public interface ICalendarLedgers
{
    /// <summary>The meeting's ledger, or null while there is nothing in it.</summary>
    Task<Stored<CalendarLedger>?> FindAsync(MeetingKey meeting, CancellationToken cancellation);

    /// <summary>Adds (<paramref name="etag"/> null) or replaces.</summary>
    /// <exception cref="ConcurrencyConflictException">It exists already, or has changed.</exception>
    Task<Stored<CalendarLedger>> SaveAsync(CalendarLedger ledger, string? etag, CancellationToken cancellation);

    /// <summary>Removes a ledger whose time is up. One that is gone is no fault.</summary>
    Task RemoveAsync(MeetingKey meeting, CancellationToken cancellation);
}
