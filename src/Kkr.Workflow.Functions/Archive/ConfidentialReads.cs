using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Functions.Access;
using Kkr.Workflow.Functions.Http;

namespace Kkr.Workflow.Functions.Archive;

/// <summary>Who may read what is confidential, and the log of everybody who did. A read that cannot be logged is not answered.</summary>
public sealed class ConfidentialReads(MeetingDesk desk)
{
    /// <summary>Writes down that the item's content was read; an open item's is not.</summary>
    /// <param name="caller">Who reads.</param>
    /// <param name="item">The item.</param>
    /// <param name="subject">What of it, without anything that its titles or file names tell.</param>
    /// <param name="cancellation">Cancels.</param>
    internal Task RecordAsync(Caller caller, Item item, string subject, CancellationToken cancellation) =>
        item.Confidential ? RecordAsync(caller, item.Council, subject, cancellation) : Task.CompletedTask;

    internal Task RecordAsync(Caller caller, string council, string subject, CancellationToken cancellation) =>
        desk.RecordReadAsync(caller, council, subject, cancellation);

    /// <summary>Why the caller may not read the item's content, or null; then the read is written down.</summary>
    internal async Task<Refusal?> RefusalOfAsync(Caller caller, Item item, string subject, CancellationToken cancellation)
    {
        if (item.Confidential && !MayRead(caller, item))
        {
            return Closed(item.Id);
        }

        await RecordAsync(caller, item, subject, cancellation);
        return null;
    }

    /// <summary>True when the caller reads confidential items in general, so also an edition with all of them.</summary>
    internal static bool MayReadAll(Caller caller) => caller.Confidential.HasFlag(Grant.Yes);

    internal static bool MayRead(Caller caller, Item item) =>
        MayReadAll(caller) || OwnThings.IsOwn(item, new Standing(caller.Post, caller.Entry, caller.Roles), caller.Confidential);

    internal static Refusal Closed(string what) => new(
        "confidential", "Indholdet er fortroligt og kan ikke læses med den adgang.", "The content is confidential and not open to this caller.")
    {
        Kind = RefusalKind.Forbidden,
        Field = "item",
        Rule = "open to the secretariat, the chairmanship, whoever submitted it, and members where the council says so",
        Value = what,
    };
}
