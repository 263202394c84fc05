using Kkr.Workflow.Documents.Formats;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>The fields of a mail, in Danish as they are to be read. Those that every mail may use are filled from the start.</summary>
internal sealed class Fields
{
    private const int LongestShown = 60;

    private readonly Dictionary<string, FieldValue> values = new(StringComparer.Ordinal);
    private readonly string timeZone;

    public Fields(MailFrame frame)
    {
        timeZone = frame.Council.TimeZone;
        Meeting meeting = frame.Meeting;
        Secretariat secretariat = frame.Council.Secretariat;
        Text("name", frame.To.Name);
        Link("link", frame.Link);
        Link("pdfLink", frame.PdfLink ?? "");
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
        Link("teamsLink", meeting.Online?.JoinUrl is { } url && HtmlText.IsSafeAddress(url) ? url : "");
    }

    public IReadOnlyDictionary<string, FieldValue> Values => values;

    public void Text(string name, string? value) => values[name] = new FieldValue(Wording.Tidy(value));

    /// <summary>
    /// An address, and the field <c>nameShown</c> that stands for it in HTML: signed links and Teams' links fill several lines, and what a reader wants to
    /// see of them is where they lead. The text part has them whole, to be copied.
    /// </summary>
    private void Link(string name, string address)
    {
        Text(name, address);
        Text(name + "Shown", address.Length <= LongestShown ? address : Shorten(address));
    }

    private static string Shorten(string address)
    {
        int query = address.IndexOfAny(['?', '#']);
        string place = query > 0 ? address[..query] : address;
        return (place.Length <= LongestShown ? place : place[..LongestShown]) + "…";
    }

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
