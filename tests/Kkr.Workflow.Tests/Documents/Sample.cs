using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Holding;
using Kkr.Workflow.Domain.Invitation;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Tests.Documents;

/// <summary>An invented council with an invented meeting. That it is not a real one shows that nothing in the documents is written for one.</summary>
internal static class Sample
{
    public const string Zone = "Europe/Copenhagen";

    public static Municipality Fjordby { get; } = new("9001", "Fjordby");

    public static Council Council { get; } = new()
    {
        Id = "kystland",
        Name = "KKR Kystland",
        NetworkName = "Direktørkredsen",
        Secretariat = new Secretariat("Sekretariatet", "kkr@kystland.example", "+45 7000 0000"),
        Municipalities = [Fjordby, new Municipality("9002", "Klitstrup"), new Municipality("9003", "Åhavn")],
    };

    public static Meeting Meeting { get; } = new()
    {
        Key = new MeetingKey("kystland", "2026-5"),
        Date = new DateOnly(2026, 11, 17),
        Start = new TimeOnly(9, 30),
        End = new TimeOnly(12, 30),
        Venue = new Venue("Fjordby Rådhus", "Havnegade 4, 9999 Fjordby"),
        Online = new OnlineMeeting("event-1", "https://teams.example/l/meetup-join/19%3ameeting_abc?tenant=1&user=2"),
    };

    public static Meeting VirtualMeeting { get; } = Meeting with { Venue = new Venue("Teams", IsVirtual: true) };

    public static DirectoryBook People { get; } = new(
        [
            new Post("chair", PostKind.Chair),
            new Post("vice-chair", PostKind.ViceChair),
            new Post("member-9001-1", PostKind.Member, "9001"),
            new Post("member-9002-1", PostKind.Member, "9002"),
            new Post("member-9003-1", PostKind.Member, "9003"),
            new Post("deputy-9003-1", PostKind.Deputy, "9003", "member-9003-1"),
            new Post("director-9001", PostKind.Director, "9001"),
            new Post("network", PostKind.Network),
            new Post("secretariat", PostKind.Secretariat),
        ],
        [
            new Person("p1", "Agnes Holm", "agnes@fjordby.example"),
            new Person("p2", "Bent Ravn", "bent@klitstrup.example"),
            new Person("p3", "Clara Lund", "clara@aahavn.example"),
            new Person("p4", "Dan Skov", "dan@aahavn.example"),
            new Person("p5", "Eva Strand", "eva@fjordby.example", "7000 0001"),
        ],
        [
            new Tenure("chair", "p1", new DateOnly(2026, 1, 1)),
            new Tenure("vice-chair", "p2", new DateOnly(2026, 1, 1)),
            new Tenure("member-9001-1", "p1", new DateOnly(2026, 1, 1)),
            new Tenure("member-9002-1", "p2", new DateOnly(2026, 1, 1)),
            new Tenure("member-9003-1", "p3", new DateOnly(2026, 1, 1)),
            new Tenure("deputy-9003-1", "p4", new DateOnly(2026, 1, 1)),
            new Tenure("director-9001", "p5", new DateOnly(2026, 1, 1)),
        ]);

    public static Recipient Director { get; } = new(new Post("director-9001", PostKind.Director, "9001"), "Eva Strand", "eva@fjordby.example");

    public static Deadline At(MeetingStep step, int month, int day, int hour, int minute = 0) =>
        Deadline.Local(step, new DateOnly(2026, month, day), new TimeOnly(hour, minute), Zone);

    public static Item Item(string number, string title) => new()
    {
        Id = "2026-5-" + number.Replace(".", "", StringComparison.Ordinal),
        Council = "kystland",
        Meeting = "2026-5",
        Number = number,
        Section = number[0] - '0',
        Title = title,
        Status = ItemStatus.Frozen,
        CaseId = "SAG-2026-00100",
        CaseHandlers = ["abc", "def"],
        SubmitterPost = "director-9001",
        Municipality = "9001",
        ReceivedAt = new DateTimeOffset(2026, 10, 23, 7, 5, 0, TimeSpan.Zero),
    };

    public static Item Confidential { get; } = Item("3.4", "Salg af grunden Havnegade 9") with
    {
        Confidential = true,
        Background = "Grunden er vurderet til 12 mio. kr.",
        Recommendation = "Det indstilles, at grunden sælges.",
        Presenters = [new Presenter("Hemmelig Gæst")],
        Attachments = [new Attachment("salgsaftale.pdf", "application/pdf", 10, "00", "kystland/2026-5/salgsaftale.pdf")],
        Decision = new Decision
        {
            Outcomes = [Outcome.Approved],
            Text = "Grunden sælges.",
            Actions = [new ActionPoint("Skrive skøde", "director-9001", null)],
        },
    };

    public static NumberedAgenda Agenda { get; } = Numbered(false);

    public static NumberedAgenda DecidedAgenda { get; } = Numbered(true);

    public static Meeting HeldMeeting { get; } = Meeting with
    {
        Phase = MeetingPhase.Held,
        Attendance = new Attendance(["member-9001-1", "member-9002-1", "deputy-9003-1"], ["member-9003-1"], ["Finn Bakke, rektor", "Gerda Mose"]),
    };

    private static NumberedAgenda Numbered(bool decided)
    {
        Item[] items = [.. SampleItems.All.Append(Confidential).Select(item => decided ? item : item with { Decision = null })];
        return new NumberedAgenda([.. Council.Sections.Select((title, i) =>
            new AgendaSection(i + 1, title, [.. items.Where(item => item.Section == i + 1).OrderBy(item => item.Number, StringComparer.Ordinal)]))]);
    }
}
