using System.Collections.Concurrent;
using System.Security.Cryptography;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.Tests.Fakes;

/// <summary>A mail that left the app, and when.</summary>
internal sealed record SentMail(DateTimeOffset At, OutgoingMail Mail);

/// <summary>Catches mail. Addresses in <see cref="Refused"/> are refused for good; <see cref="FaultsLeft"/> sends fail in passing first.</summary>
internal sealed class MailCatcher(TimeProvider time) : IMailSender
{
    private readonly ConcurrentQueue<SentMail> sent = new();
    private int faultsLeft;

    public IReadOnlyList<SentMail> Sent => [.. sent.OrderBy(mail => mail.At).ThenBy(mail => mail.Mail.Key.ToString(), StringComparer.Ordinal)];

    public ConcurrentDictionary<string, string> Refused { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Addresses whose next mail is taken without an answer, as when the app dies on the way.</summary>
    public ConcurrentDictionary<string, bool> Unanswered { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>While set, the provider takes nothing now, for this reason.</summary>
    public string? NotNow { get; set; }

    /// <summary>True when nobody may ask what was sent.</summary>
    public bool IsClosed { get; set; }

    public int FaultsLeft
    {
        get => faultsLeft;
        set => faultsLeft = value;
    }

    public Task<MailReceipt> SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        if (Interlocked.Decrement(ref faultsLeft) >= 0)
        {
            throw new HttpRequestException("The provider is away for a moment.");
        }

        if (NotNow is { } why)
        {
            throw new MailNotNowException(why);
        }

        if (Refused.TryGetValue(mail.ToEmail, out string? reason))
        {
            return Task.FromResult(new MailReceipt(false, null, reason));
        }

        sent.Enqueue(new SentMail(time.GetUtcNow(), mail));
        string id = IdOf(mail.Key, sent.Count(one => one.Mail.Key == mail.Key));
        if (Unanswered.TryRemove(mail.ToEmail, out _))
        {
            throw new HttpRequestException("The answer was lost.");
        }

        return Task.FromResult(new MailReceipt(true, id, null));
    }

    public Task<string?> FindAsync(MailingKey key, IReadOnlyList<string> former, CancellationToken cancellation) =>
        IsClosed
            ? throw new MailInDoubtException()
            : Task.FromResult(Enumerable.Range(1, sent.Count(mail => mail.Mail.Key == key)).Select(number => IdOf(key, number)).FirstOrDefault(id => !former.Contains(id)));

    private static string IdOf(MailingKey key, int number) => number == 1 ? "msg-" + key : $"msg-{key}-{number}";
}

/// <summary>The provider's lists: addresses on them, and what was taken off.</summary>
internal sealed class MemorySuppressions : ISuppressions
{
    private readonly ConcurrentQueue<(string Address, SuppressionLift Lift)> lifted = new();

    public IReadOnlyList<(string Address, SuppressionLift Lift)> Lifted => [.. lifted];

    public Task LiftAsync(string address, SuppressionLift lift, CancellationToken cancellation)
    {
        lifted.Enqueue((address, lift));
        return Task.CompletedTask;
    }
}

internal sealed class MemoryArchive : IDocumentArchive
{
    private readonly ConcurrentDictionary<string, (ArchivedDocument Document, byte[] Content)> open = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (ArchivedDocument Document, byte[] Content)> closed = new(StringComparer.Ordinal);

    /// <summary>What happens just before a document is kept.</summary>
    public Func<string, Task>? Keeping { get; set; }

    /// <summary>What happens just before a document is deleted.</summary>
    public Func<string, Task>? Deleting { get; set; }

    public IReadOnlyList<string> Paths => [.. open.Keys.Order(StringComparer.Ordinal)];

    public IReadOnlyList<string> ConfidentialPaths => [.. closed.Keys.Order(StringComparer.Ordinal)];

    public async Task<ArchivedDocument> KeepAsync(
        string path, string contentType, ReadOnlyMemory<byte> content, bool confidential, CancellationToken cancellation)
    {
        await (Keeping?.Invoke(path) ?? Task.CompletedTask);
        string digest = Convert.ToHexStringLower(SHA256.HashData(content.Span));
        (ArchivedDocument document, _) = Side(confidential)
            .GetOrAdd(path, _ => (new ArchivedDocument(path, contentType, content.Length, digest), content.ToArray()));
        return document.Sha256 == digest ? document : throw new ConcurrencyConflictException();
    }

    public async Task<ArchivedDocument> KeepAsync(
        string path, string contentType, Stream content, string sha256, bool confidential, CancellationToken cancellation)
    {
        using MemoryStream whole = new();
        content.Position = 0;
        await content.CopyToAsync(whole, cancellation);
        return await KeepAsync(path, contentType, whole.ToArray(), confidential, cancellation);
    }

    public Task<bool> CopyAcrossAsync(string path, bool toConfidential, CancellationToken cancellation)
    {
        if (Side(!toConfidential).TryGetValue(path, out var found))
        {
            Side(toConfidential).TryAdd(path, found);
        }

        return Task.FromResult(Side(toConfidential).ContainsKey(path));
    }

    public async Task DeleteAsync(string path, bool confidential, CancellationToken cancellation)
    {
        await (Deleting?.Invoke(path) ?? Task.CompletedTask);
        Side(confidential).TryRemove(path, out _);
    }

    public Task<(ArchivedDocument Document, Stream Content)?> OpenAsync(string path, bool confidential, CancellationToken cancellation) =>
        Task.FromResult<(ArchivedDocument, Stream)?>(
            Side(confidential).TryGetValue(path, out var found) ? (found.Document, new MemoryStream(found.Content)) : null);

    private ConcurrentDictionary<string, (ArchivedDocument Document, byte[] Content)> Side(bool confidential) => confidential ? closed : open;
}

/// <summary>Finds what the test says that it finds.</summary>
internal sealed class ScriptedScan : IVirusScan
{
    public ScanVerdict Verdict { get; set; } = new(ScanState.NotScanned);

    public bool IsScanning { get; init; } = true;

    public Task<ScanVerdict> ScanAsync(Stream content, string sha256, CancellationToken cancellation) => Task.FromResult(Verdict);
}
