using System.Security.Cryptography;
using System.Text;

namespace Kkr.Workflow.LocalRun.Inbox;

/// <summary>Every mail that came in, in order of arrival.</summary>
public sealed class MailBox : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<Mail> _mails = [];
    private readonly List<MailEvent> _events = [];
    private readonly Dictionary<string, int> _seen = [];
    private (int Asked, int Known) _questions;
    private readonly Journal<Mail> _mailJournal;
    private readonly Journal<MailEvent> _eventJournal;

    /// <summary>Opens the box, with what an earlier run left in <paramref name="folder"/>.</summary>
    public MailBox(string? folder)
    {
        _mailJournal = new Journal<Mail>(folder, "mails.jsonl");
        _eventJournal = new Journal<MailEvent>(folder, "mail-events.jsonl");
        _events.AddRange(_eventJournal.Kept);
        foreach (Mail mail in _mailJournal.Kept)
        {
            _mails.Add(mail);
            _seen[IdSource(mail)] = _seen.GetValueOrDefault(IdSource(mail)) + 1;
        }
    }

    public IReadOnlyList<Mail> Mails
    {
        get
        {
            lock (_lock)
            {
                return [.. _mails];
            }
        }
    }

    public IReadOnlyList<MailEvent> Events
    {
        get
        {
            lock (_lock)
            {
                return [.. _events];
            }
        }
    }

    /// <summary>How often the app has asked whether a mail was taken, and how often it was.</summary>
    public (int Asked, int Known) Questions
    {
        get
        {
            lock (_lock)
            {
                return _questions;
            }
        }
    }

    public Mail? Find(string id) => Mails.FirstOrDefault(mail => mail.Id == id);

    public IReadOnlyList<MailEvent> EventsOf(string mailId) => [.. Events.Where(happened => happened.MailId == mailId)];

    /// <summary>Keeps a mail and gives it its id. A repeat is kept too, with an id of its own: sending twice is what a reader must be able to see.</summary>
    public Mail Add(Mail mail)
    {
        lock (_lock)
        {
            string source = IdSource(mail);
            int repeat = _seen.GetValueOrDefault(source);
            _seen[source] = repeat + 1;
            Mail kept = mail with { Id = Digest(repeat == 0 ? source : $"{source}#{repeat}") };
            _mailJournal.Append(kept);
            _mails.Add(kept);
            return kept;
        }
    }

    public void Add(MailEvent happened)
    {
        lock (_lock)
        {
            _eventJournal.Append(happened);
            _events.Add(happened);
        }
    }

    internal void CountQuestion(bool isKnown)
    {
        lock (_lock)
        {
            _questions = (_questions.Asked + 1, _questions.Known + (isKnown ? 1 : 0));
        }
    }

    public void Dispose()
    {
        _mailJournal.Dispose();
        _eventJournal.Dispose();
    }

    private static string IdSource(Mail mail) =>
        mail.About.Key is { Length: > 0 } key ? key : $"{string.Join(',', mail.To)}\n{mail.Subject}\n{mail.Text}\n{mail.Html}";

    /// <summary>22 characters, as the ids of the real service have.</summary>
    internal static string Digest(string source) =>
        System.Buffers.Text.Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(source)))[..22];
}
