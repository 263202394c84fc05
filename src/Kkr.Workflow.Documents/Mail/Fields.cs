using Kkr.Workflow.Documents.Formats;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>The fields of a mail, in Danish as they are to be read. Those that every mail may use are filled from the start.</summary>
internal sealed class Fields
{
    private readonly Dictionary<string, FieldValue> values = new(StringComparer.Ordinal);
    private readonly string timeZone;

    public Fields(MailFrame frame)
    {
        timeZone = frame.Council.TimeZone;
        Meeting meeting = frame.Meeting;
        Secretariat secretariat = frame.Council.Secretariat;
        Text("name", frame.To.Name);
        Text("link", frame.Link);
        Text("pdfLink", frame.PdfLink);
        Text("pdfSize", frame.PdfSize);
        Text("council", frame.Council.Name);
        Text("network", frame.Council.NetworkName);
        Text("secretariat", secretariat.Name);
        Text("secretariatEmail", secretariat.Email);
        Text("secretariatPhone", secretariat.Phone);
        Date("meetingDate", meeting.Date);
        Text("startTime", Danish.Time(meeting.Start));

        // A virtual meeting has no place to go to.
        Text("place", meeting.Venue.IsVirtual ? "" : Wording.Place(meeting.Venue));

        // Without a link yet, or with one that is no web address, the mail says that it follows.
        Text("teamsLink", meeting.Online?.JoinUrl is { } url && HtmlText.IsSafeAddress(url) ? url : "");
    }

    public IReadOnlyDictionary<string, FieldValue> Values => values;

    public void Text(string name, string? value) => values[name] = new FieldValue(Wording.Tidy(value));

    /// <summary>A block that stands (<c>{{#name}}</c>) or not (<c>{{^name}}</c>).</summary>
    public void Flag(string name, bool holds) => Text(name, holds ? "ja" : "");

    /// <summary>»17. november 2026«, or nothing.</summary>
    public void Date(string name, DateOnly? date) => Text(name, date is { } day ? Danish.Date(day) : "");

    /// <summary>The fields <c>nameDate</c> and <c>nameTime</c>, both empty without a deadline.</summary>
    public void Deadline(string name, Deadline? deadline)
    {
        Date(name + "Date", deadline?.Date);
        Text(name + "Time", deadline is null ? "" : Danish.Time(deadline.Time));
    }

    /// <summary>The fields <c>nameDate</c> and <c>nameTime</c> of an instant, as the council's clocks show it.</summary>
    public void Instant(string name, DateTimeOffset instant)
    {
        (DateOnly date, TimeOnly time) = LocalTime.ToLocal(instant, timeZone);
        Date(name + "Date", date);
        Text(name + "Time", Danish.Time(time));
    }

    /// <summary>»1 punkt«, »2 punkter«; nothing when there are none.</summary>
    public void Items(string name, int count) =>
        Text(name, count == 0 ? "" : Danish.Count(count, "punkt", "punkter"));

    /// <summary>The fields <c>title</c>, <c>number</c> and <c>confidential</c>; a confidential title never leaves in a mail.</summary>
    public void Item(Item item)
    {
        Text("title", Wording.PublicTitle(item));
        Text("number", item.Number);
        Flag("confidential", item.Confidential);
    }

    /// <summary>Rows for a block; <paramref name="name"/> ends in <c>List</c>, and every row fills the same fields.</summary>
    public void Rows<T>(string name, IEnumerable<T> source, Action<T, Action<string, string?>> fill) =>
        values[name] = new FieldValue("", [.. source.Select(entry =>
        {
            var row = new Dictionary<string, FieldValue>(StringComparer.Ordinal);
            fill(entry, (field, value) => row[field] = new FieldValue(Wording.Tidy(value)));
            return (IReadOnlyDictionary<string, FieldValue>)row;
        })]);
}
