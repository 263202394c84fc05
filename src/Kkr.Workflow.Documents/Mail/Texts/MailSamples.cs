using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.FollowUp;
using Kkr.Workflow.Domain.Holding;
using Kkr.Workflow.Domain.Invitation;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Documents.Mail.Texts;

/// <summary>Every mail with invented facts, for whoever wants to see what it looks like before there is anything real to say.</summary>
public static class MailSamples
{
    /// <summary>Whom a sample greets.</summary>
    public const string ReaderName = "Kim Eksempel";

    private static readonly DateOnly MeetingDay = new(2026, 11, 17);
    private static readonly DateOnly NextMeeting = new(2027, 2, 9);
    private static readonly Presenter[] Guests = [new("Finn Bakke", "rektor", new TimeOnly(11, 0), 20), new("Gerda Mose")];
    private static readonly Municipality Place = new("9001", "Fjordby");
    private static readonly Recipient Reader = new(new Post("director-9001", PostKind.Director, Place.Code), ReaderName, "kim@fjordby.example");

    /// <summary>A council that is invented too, for where no council has been set up.</summary>
    public static Council Council { get; } = new()
    {
        Id = "eksempel",
        Name = "KKR Eksempel",
        NetworkName = "KD-Net",
        Secretariat = new Secretariat("KKR-sekretariatet", "kkr@eksempel.example", "+45 7000 0000"),
        Municipalities = [Place, new Municipality("9002", "Klitstrup")],
    };

    /// <summary>All of them in the order of their kinds, in the standard wording.</summary>
    public static IReadOnlyList<(MailKind Kind, string Title, MailText Mail)> All(Council council, string link) =>
        [.. Enum.GetValues<MailKind>().Select(kind => (kind, MailBlocks.TitleOf(MailBlocks.NameOf(kind)), Of(kind, council, link).Render()))];

    /// <summary>One of them.</summary>
    /// <param name="kind">The mail.</param>
    /// <param name="council">The council that writes.</param>
    /// <param name="link">Where its links lead.</param>
    public static Mail Of(MailKind kind, Council council, string link)
    {
        MailFrame frame = new(council, MeetingOf(council), Reader, link);
        MailFrame document = frame with { PdfLink = $"{link}?format=pdf", PdfSize = "182 kB" };
        Item item = ItemOf(council);
        Deadline itemDeadline = At(council, MeetingStep.ItemDeadline, 10, 22, 12);
        Deadline freeze = At(council, MeetingStep.Freeze, 11, 5, 15);
        DateOnly latest = new(2026, 11, 11);
        AskedBody asked = AskedBody.Of(Place);
        return kind switch
        {
            MailKind.CallForItems => new CallForItemsMail(frame, itemDeadline, asked),
            MailKind.FirstReminder => new FirstReminderMail(frame, itemDeadline, asked, 2),
            MailKind.SecondReminder => new SecondReminderMail(frame, itemDeadline, asked),
            MailKind.Acknowledgement => new AcknowledgementMail(frame, item, itemDeadline),
            MailKind.ItemRejected => new ItemRejectedMail(frame, item, "Sagen hører under staten og er ikke fælles for kommunerne"),
            MailKind.LateItem => new LateItemMail(frame, item, itemDeadline, freeze.Date),
            MailKind.ItemWithdrawn => new ItemWithdrawnMail(frame, item, Place),
            MailKind.NetworkDraft => new NetworkDraftMail(document, 9, new DateOnly(2026, 11, 3)),
            MailKind.ChairmanshipDraft => new ChairmanshipDraftMail(frame, 9, freeze, At(council, MeetingStep.Dispatch, 11, 6, 10)),
            MailKind.AgendaDispatch => new AgendaDispatchMail(document),
            MailKind.DayBefore => new DayBeforeMail(document, Guests, MeetingDay.AddDays(-1)),
            MailKind.MinutesDue => new MinutesDueMail(frame, At(council, MeetingStep.DraftMinutes, 11, 24, 9), [item]),
            MailKind.DraftMinutes => new DraftMinutesMail(document, At(council, MeetingStep.CommentsClose, 12, 1, 12), NextMeeting),
            MailKind.MinutesPublished => new MinutesPublishedMail(document),
            MailKind.MinutesApproved => new MinutesApprovedMail(document, new MinutesVerdict(MinutesVerdictKind.Approved, "2027-1", NextMeeting, null, default)),
            MailKind.Rescheduled => new RescheduledMail(frame, new DateOnly(2026, 11, 10), itemDeadline),
            MailKind.Cancelled => new CancelledMail(frame with { Meeting = frame.Meeting with { CancelledBecause = "For få punkter" } }, NextMeeting),
            MailKind.FollowUp => new FollowUpMail(frame, TaskOf(frame.Meeting, item), item, Reader.Name, overdue: false),
            MailKind.Bounce => new BounceMail(frame, BouncedOf(frame.Meeting), Reader.Name, Place, arePaused: true),
            MailKind.CalendarFault => new CalendarFaultMail(frame),
            MailKind.CalendarNote => new CalendarNoteMail(
                frame, new CalendarNote(1, CalendarNoteKind.NewTime, "member-9001", default) { Proposed = new ProposedTime(ProposedStart, ProposedStart.AddHours(3)) }, "Clara Lund"),
            MailKind.AgendaComments => new AgendaCommentsMail(frame, new ChairmanshipAnswer("chair", false, "Punkt 3.2 bør vente til næste møde.", default), "Agnes Holm"),
            MailKind.DeputyCalled => new DeputyCalledMail(frame, "Clara Lund", new DateOnly(2026, 11, 6)),
            MailKind.DeputyCalledOff => new DeputyCalledOffMail(frame, "Clara Lund"),
            MailKind.DeputyMissing => new DeputyMissingMail(frame, "Clara Lund"),
            MailKind.MinutesComment => new MinutesCommentMail(
                frame, new MinutesComment(1, "member-9001", "3.2", "Skriv »drøftede« i stedet for »vedtog«.", default, IsLate: false), "Agnes Holm", isAboutConfidential: false),
            MailKind.MinutesCorrected => new MinutesCorrectedMail(document, "Beslutningen under punkt 3.2 var gengivet forkert", NextMeeting),
            MailKind.MinutesHeldBack => new MinutesHeldBackMail(frame, [("3.2", "Oplægget om cykelstier")]),
            MailKind.MinutesClosed => new MinutesClosedMail(frame, "3.2", isApproved: false),
            MailKind.CommentsAnswered => new CommentsAnsweredMail(frame, new CommentAnswer("secretariat", "Punkt 3.2 er flyttet til næste møde.", true, 1, default), freeze),
            MailKind.SupplementaryAgenda => new SupplementaryAgendaMail(document, "Høringsfristen udløber før næste møde", [item]),
            MailKind.AgendaHeld => new AgendaHeldMail(frame, byComments: true, latest),
            MailKind.DispatchOverdue => new DispatchOverdueMail(frame, latest),
            MailKind.DispatchIncomplete => new DispatchIncompleteMail(frame, ["Agnes Holm", "Finn Bakke"]),
            MailKind.NextMeetingMissing => new NextMeetingMissingMail(frame),
            MailKind.ReservationsDropped => new ReservationsDroppedMail(frame, [item with { Number = null }]),
            MailKind.ItemReturned => new ItemReturnedMail(frame, item, "Skriv, hvad stien koster.", freeze.Date),
            MailKind.ItemMoved => new ItemMovedMail(frame, item),
            MailKind.ItemMerged => new ItemMergedMail(frame, item, item with { Id = "2026-5-33", Title = "Cykelstien" }),
            MailKind.PresenterSlots => new PresenterSlotsMail(frame, [new DeadSlot(item, Guests[0])]),
            MailKind.WrittenProcedure => new WrittenProcedureMail(frame, InWriting(item)),
            MailKind.WrittenProcedureClosed => new WrittenProcedureClosedMail(
                frame, ItemRules.AnswerWrittenProcedure(InWriting(item), new WrittenAnswer("chair", true, null, DateTimeOffset.UnixEpoch)).Value),
            MailKind.TextUnusable => new TextUnusableMail(
                frame, 3, new UnusableText("callForItems", MailTextRules.Check("callForItems", [new MailTextBlock("deadline", "Senest {frist}.")])[0])),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no sample of it."),
        };
    }

    private static readonly DateTimeOffset ProposedStart = new(2026, 11, 18, 8, 30, 0, TimeSpan.Zero);

    private static Deadline At(Council council, MeetingStep step, int month, int day, int hour) =>
        Deadline.Local(step, new DateOnly(2026, month, day), new TimeOnly(hour, 0), council.TimeZone);

    private static Meeting MeetingOf(Council council) => new()
    {
        Key = new MeetingKey(council.Id, "2026-5"),
        Date = MeetingDay,
        Start = new TimeOnly(9, 30),
        End = new TimeOnly(12, 30),
        Venue = new Venue("Fjordby Rådhus", "Havnegade 4, 9999 Fjordby"),
        Online = new OnlineMeeting("eksempel", "https://teams.example/l/meetup-join/eksempel"),
    };

    private static Item ItemOf(Council council) => new()
    {
        Id = "2026-5-32",
        Council = council.Id,
        Meeting = "2026-5",
        Number = "3.2",
        Section = 3,
        Title = "Cykelsti langs kysten",
        Status = ItemStatus.Frozen,
        Background = "Kommunerne har talt om stien i to år.",
        Recommendation = "Det indstilles, at rådet drøfter stien.",
        ReceivedAt = new DateTimeOffset(2026, 10, 23, 8, 0, 0, TimeSpan.Zero),
        Decision = new Decision { Outcomes = [Outcome.Noted], Text = "Taget til efterretning." },
    };

    private static FollowUpTask TaskOf(Meeting meeting, Item item) => new()
    {
        Id = "2026-5-32-a1",
        Meeting = meeting.Key,
        ItemId = item.Id,
        Task = "Undersøge ruten",
        OwnerPost = Reader.Post.Id,
        Deadline = new DateOnly(2026, 12, 1),
    };

    private static MailingRecord BouncedOf(Meeting meeting) => new()
    {
        Key = new MailingKey(meeting.Key, MailKind.CallForItems, 1, Reader.Post.Id),
        Status = MailingStatus.Bounced,
        At = new DateTimeOffset(2026, 10, 6, 7, 2, 0, TimeSpan.Zero),
        SubjectLine = "Indkaldelse af punkter",
        Error = "550 5.1.1 mailbox unavailable",
    };

    private static Item InWriting(Item item) => item with
    {
        ExternalDeadline = new ExternalDeadline(new DateOnly(2026, 11, 10), "Høring hos Kystdirektoratet"),
        WrittenProcedure = new WrittenProcedure(DateTimeOffset.UnixEpoch, new DateOnly(2026, 11, 10)) { Asked = ["chair"] },
    };
}
