using Kkr.Workflow.Domain.Directory;

namespace Kkr.Workflow.Domain.Invitation;

/// <summary>What is remembered of a meeting's calendar beside the meeting itself, so that the calendar's comings and goings change no version of the meeting.</summary>
public sealed record CalendarLedger
{
    /// <summary>What a room is called in <see cref="CalendarNote.Who"/>.</summary>
    public const string Room = "room";

    public int Schema { get; init; } = 1;

    public required MeetingKey Meeting { get; init; }

    /// <summary>The events beside the meeting's own: presenters' slots and deadlines.</summary>
    public IReadOnlyList<CalendarEntry> Entries { get; init; } = [];

    /// <summary>What the secretariat is told of the calendar, in order.</summary>
    public IReadOnlyList<CalendarNote> Notes { get; init; } = [];

    /// <summary>The entry as it stands, or null when there is none, or none any more.</summary>
    public CalendarEntry? Standing(string id) => Entries.FirstOrDefault(entry => entry.Id == id && entry.EndedAt is null);

    /// <summary>The turn of an entry that is made now.</summary>
    public int NextTurn(string id) => Entries.Count(entry => entry.Id == id) + 1;

    /// <summary>With an entry as the calendar has it now.</summary>
    public CalendarLedger With(CalendarEntry entry) => this with
    {
        Entries = [.. Entries.Where(known => (known.Id, known.Turn) != (entry.Id, entry.Turn)), entry],
    };

    /// <summary>Notes what is for the secretariat in what those who are invited have answered. The same answers again note nothing.</summary>
    public CalendarLedger Noting(Meeting meeting, IReadOnlyList<CalendarReply> replies, DirectoryBook book)
    {
        CalendarLedger noted = this;
        foreach (CalendarReply reply in replies.Where(reply => reply.At >= meeting.ScheduledAt).OrderBy(reply => reply.At))
        {
            if (MeetingRules.IsRoom(meeting, reply))
            {
                noted = reply.Response == CalendarResponse.Declined ? noted.Noting(CalendarNoteKind.RoomDeclined, Room, reply.At) : noted;
            }
            else if (reply.Proposed is { } proposed && MeetingRules.InvitedPost(meeting, book, reply.Email) is { } post)
            {
                noted = noted.Noting(CalendarNoteKind.NewTime, post.Id, reply.At, proposed);
            }
        }

        return noted;
    }

    /// <summary>Notes something, unless that was noted before: an answer as of when it was given, a fault for as long as it lasts.</summary>
    public CalendarLedger Noting(CalendarNoteKind kind, string who, DateTimeOffset at, ProposedTime? proposed = null) =>
        Notes.Any(note => note.Kind == kind && note.Who == who && note.Proposed == proposed && note.EndedAt is null && (IsFault(kind) || note.At >= at))
            ? this
            : this with { Notes = [.. Notes, new CalendarNote(Notes.Count + 1, kind, who, at) { Proposed = proposed }] };

    /// <summary>A fault is over.</summary>
    public CalendarLedger Mended(CalendarNoteKind kind, DateTimeOffset now) => Notes.Any(note => note.Kind == kind && note.EndedAt is null)
        ? this with { Notes = [.. Notes.Select(note => note.Kind == kind && note.EndedAt is null ? note with { EndedAt = now } : note)] }
        : this;

    /// <summary>The secretariat's mails about these notes are on their way.</summary>
    public CalendarLedger Told(IReadOnlyList<int> numbers, DateTimeOffset now) =>
        this with { Notes = [.. Notes.Select(note => numbers.Contains(note.Number) ? note with { ToldAt = note.ToldAt ?? now } : note)] };

    private static bool IsFault(CalendarNoteKind kind) => kind is CalendarNoteKind.Unreadable or CalendarNoteKind.Unwritten or CalendarNoteKind.EventGone;
}
