using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Access;
using Kkr.Workflow.Functions.Http;

namespace Kkr.Workflow.Functions.Archive;

/// <summary>Further facts of an audit entry. None of them may be personal data: ids of posts and persons, versions and digests.</summary>
/// <param name="Details">A few words, or null.</param>
/// <param name="Before">Version or digest before the change, or null.</param>
/// <param name="After">Version or digest after it, or null.</param>
internal sealed record AuditFacts(string? Details = null, string? Before = null, string? After = null);

/// <summary>Writes down who did what: people through HTTP, and what the system does by itself.</summary>
public sealed class AuditTrail(IAuditLog log, TimeProvider time)
{
    public const string SystemActor = "system";

    /// <summary>Somebody did something. With a key that was used before, nothing is added.</summary>
    internal Task ByAsync(
        Caller caller, string council, string action, string subject, AuditFacts facts, string? key, CancellationToken cancellation) =>
        AppendAsync(
            new AuditEntry(council, time.GetUtcNow(), caller.Post, action, subject)
            {
                Role = string.Join(' ', caller.Roles.Select(role => role.ToString().ToLowerInvariant()).Order(StringComparer.Ordinal)),
                Proof = NameOf(caller.Proof),
                Person = caller.Person,
            },
            facts,
            key,
            cancellation);

    /// <summary>The mail provider reported something, known by the function key that the host asked for.</summary>
    internal Task ReportedAsync(string council, string action, string subject, AuditFacts facts, string key, CancellationToken cancellation) =>
        OfProviderAsync(council, "mail-provider", "function-key", action, subject, facts, key, cancellation);

    /// <summary>The calendar holds something. It was read there: nobody told us who had to be believed.</summary>
    internal Task FoundInCalendarAsync(string council, string action, string subject, AuditFacts facts, string key, CancellationToken cancellation) =>
        OfProviderAsync(council, "calendar", "read", action, subject, facts, key, cancellation);

    /// <summary>The system did something by itself. The key makes a repeated activity leave one entry.</summary>
    internal Task SystemAsync(string council, string action, string subject, string? key, CancellationToken cancellation, AuditFacts? facts = null) =>
        AppendAsync(
            new AuditEntry(council, time.GetUtcNow(), SystemActor, action, subject) { Role = SystemActor, Proof = "none" },
            facts ?? new AuditFacts(), key, cancellation);

    /// <summary>As <see cref="SystemAsync(string, string, string, string?, CancellationToken, AuditFacts?)"/>, about a meeting.</summary>
    internal Task SystemAsync(MeetingKey meeting, string action, string key, CancellationToken cancellation, AuditFacts? facts = null) =>
        SystemAsync(meeting.Council, action, meeting.Meeting, $"{action}|{meeting}|{key}", cancellation, facts);

    private Task OfProviderAsync(
        string council, string provider, string proof, string action, string subject, AuditFacts facts, string key, CancellationToken cancellation) =>
        AppendAsync(new AuditEntry(council, time.GetUtcNow(), provider, action, subject) { Role = "provider", Proof = proof }, facts, key, cancellation);

    private static string NameOf(Proof proof) => string.Concat(
        proof.ToString().Select((c, index) => char.IsUpper(c) && index > 0 ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));

    private async Task AppendAsync(AuditEntry entry, AuditFacts facts, string? key, CancellationToken cancellation)
    {
        AuditScope? scope = AuditScope.Current;
        await log.AppendAsync(
            entry with { Details = facts.Details, Before = facts.Before, After = facts.After, Correlation = scope?.Correlation }, key, cancellation);
        scope?.Recorded();
    }
}
