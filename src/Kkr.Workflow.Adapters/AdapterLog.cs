using Microsoft.Extensions.Logging;

namespace Kkr.Workflow.Adapters;

/// <summary>The adapters' log events, numbered 4000-4099. They carry ids, never addresses, keys or contents.</summary>
internal static partial class AdapterLog
{
    [LoggerMessage(4000, LogLevel.Information, "Kept document {Path}, {Length} bytes.")]
    public static partial void DocumentKept(ILogger logger, string path, long length);

    [LoggerMessage(4010, LogLevel.Debug, "Serial number {Serial} in {Partition} was taken by another process; the next free one is asked for.")]
    public static partial void SerialTaken(ILogger logger, string partition, int serial);

    [LoggerMessage(4011, LogLevel.Information, "Completed the move of item {Item} from {From} to {To}.")]
    public static partial void ItemMoved(ILogger logger, string item, string from, string to);

    [LoggerMessage(4012, LogLevel.Warning, "The move of item {Item} from {From} to {To} was broken off earlier; completing it now.")]
    public static partial void MoveResumed(ILogger logger, string item, string from, string to);

    [LoggerMessage(4013, LogLevel.Warning, "A replaced part of {Table} could not be cleared away ({Partition}); it is out of use but still stored.")]
    public static partial void LeftBehind(ILogger logger, string table, string partition, Exception exception);

    [LoggerMessage(4014, LogLevel.Warning, "A record that was replaced or removed could not be deleted; nothing points to it, but it is still stored: {Pointer}.")]
    public static partial void RecordLeftBehind(ILogger logger, string pointer, Exception exception);

    [LoggerMessage(4020, LogLevel.Information, "Calendar event for meeting {Meeting} is {EventId}; already there: {AlreadyThere}.")]
    public static partial void EventCreated(ILogger logger, string meeting, string? eventId, bool alreadyThere);

    [LoggerMessage(4021, LogLevel.Information, "Calendar event {EventId} of meeting {Meeting} updated.")]
    public static partial void EventUpdated(ILogger logger, string meeting, string eventId);

    [LoggerMessage(4022, LogLevel.Warning, "The text of calendar event {EventId} of meeting {Meeting} is left as it was: its Teams details could not be told apart from it.")]
    public static partial void EventBodyKept(ILogger logger, string meeting, string eventId);

    [LoggerMessage(4023, LogLevel.Information, "Calendar event {EventId} cancelled; already gone: {AlreadyGone}.")]
    public static partial void EventCancelled(ILogger logger, string eventId, bool alreadyGone);

    [LoggerMessage(4024, LogLevel.Information, "Subscription {Subscription} to the council's calendar lasts until {ExpiresAt}.")]
    public static partial void Subscribed(ILogger logger, string subscription, DateTimeOffset expiresAt);

    [LoggerMessage(4030, LogLevel.Information, "Mail {MailingKey} accepted as {ProviderId}.")]
    public static partial void MailAccepted(ILogger logger, string mailingKey, string? providerId);

    [LoggerMessage(4031, LogLevel.Warning, "Mail {MailingKey} refused for good: status {Status}.")]
    public static partial void MailRefused(ILogger logger, string mailingKey, int status);

    [LoggerMessage(4032, LogLevel.Warning, "Mail {MailingKey} not accepted now: status {Status}.")]
    public static partial void MailFault(ILogger logger, string mailingKey, int status);

    [LoggerMessage(4033, LogLevel.Warning, "An address was left on SendGrid's list {List}: status {Status}. The key lacks »Suppressions«, or the address is none.")]
    public static partial void SuppressionKept(ILogger logger, string list, int status);

    [LoggerMessage(4034, LogLevel.Warning,
        "SendGrid's log of mails is closed to the key: status {Status}. Give it »Email Activity«, or set SendGrid:UseEmailActivity to false; SendGrid:InDoubt says what happens.")]
    public static partial void ActivityClosed(ILogger logger, int status);

    [LoggerMessage(4035, LogLevel.Warning, "Mail {MailingKey} could not go by {Channel} and goes as ordinary mail instead: {Reason}")]
    public static partial void MailGoesAnotherWay(ILogger logger, string mailingKey, string channel, string reason);
}
