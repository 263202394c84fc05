using Kkr.Workflow.Documents.Mail;
using Kkr.Workflow.Documents.Mail.Texts;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.FollowUp;
using Kkr.Workflow.Domain.Holding;
using Kkr.Workflow.Domain.Invitation;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Tests.Documents;
using OneMail = Kkr.Workflow.Documents.Mail.Mail;

namespace Kkr.Workflow.Tests.Mail;

/// <summary>Every mail, in every wording that it has.</summary>
internal static class MailCases
{
    public const string Address = "https://kystland.example/m/2026-5?a=1&b=2";

    private static readonly Deadline ItemDeadline = Sample.At(MeetingStep.ItemDeadline, 10, 22, 12);
    private static readonly DateOnly Next = new(2027, 2, 9);
    private static readonly Item Plain = Sample.Item("3.2", "Cykelsti langs <script>alert('x')</script> kysten & fjorden") with
    {
        Decision = new Decision { Outcomes = [Outcome.Noted], Text = "Taget til efterretning.\n\nFjordby undersøger <ruten>." },
    };

    private static readonly Presenter[] Guests = [new("Finn Bakke", "rektor", new TimeOnly(11, 0), 20), new("Gerda Mose")];

    private static readonly FollowUpTask Task = new()
    {
        Id = "2026-5-32-a1",
        Meeting = Sample.Meeting.Key,
        ItemId = Plain.Id,
        Task = "Undersøge ruten",
        OwnerPost = "director-9001",
        Deadline = new DateOnly(2026, 12, 1),
    };

    private static readonly AskedBody Network = new("KD-Net");

    private static readonly MailingRecord Bounced = new()
    {
        Key = new MailingKey(Sample.Meeting.Key, MailKind.CallForItems, 1, "director-9001"),
        Status = MailingStatus.Bounced,
        At = new DateTimeOffset(2026, 10, 6, 7, 2, 0, TimeSpan.Zero),
        SubjectLine = "Indkaldelse af punkter til KKR Kystland den 17. november 2026",
        Error = "550 5.1.1 <mailbox> unavailable.",
    };

    public static IReadOnlyDictionary<string, OneMail> All { get; } = new Dictionary<string, OneMail>(StringComparer.Ordinal)
    {
        ["CallForItems"] = new CallForItemsMail(Frame(), ItemDeadline, AskedBody.Of(Sample.Fjordby)),
        ["CallForItems.network"] = new CallForItemsMail(Frame(), ItemDeadline, Network),
        ["FirstReminder"] = new FirstReminderMail(Frame(), ItemDeadline, AskedBody.Of(Sample.Fjordby), 2),
        ["FirstReminder.one"] = new FirstReminderMail(Frame(), ItemDeadline, AskedBody.Of(Sample.Fjordby), 1),
        ["FirstReminder.none"] = new FirstReminderMail(Frame(), ItemDeadline, AskedBody.Of(Sample.Fjordby with { Name = "Fjordbys Kommune" }), 0),
        ["FirstReminder.network"] = new FirstReminderMail(Frame(), ItemDeadline, Network, 2),
        ["SecondReminder"] = new SecondReminderMail(Frame(), ItemDeadline, AskedBody.Of(Sample.Fjordby)),
        ["SecondReminder.network"] = new SecondReminderMail(Frame(), ItemDeadline, Network),
        ["Acknowledgement"] = new AcknowledgementMail(Frame(), Plain, ItemDeadline),
        ["Acknowledgement.confidential"] = new AcknowledgementMail(Frame(), Sample.Confidential, ItemDeadline),
        ["ItemRejected"] = new ItemRejectedMail(Frame(), Plain, "Sagen hører under <staten>.\nDen er ikke fælles."),
        ["ItemRejected.confidential"] = new ItemRejectedMail(Frame(), Sample.Confidential, "Grunden er solgt for 12 mio. kr."),
        ["ItemReturned"] = new ItemReturnedMail(Frame(), Plain with { Number = null }, "Skriv, hvad <ruten> koster.", new DateOnly(2026, 11, 5)),
        ["ItemReturned.after-freeze"] = new ItemReturnedMail(Frame(), Plain with { Number = null }, "Skriv, hvad ruten koster", null),
        ["ItemReturned.confidential"] = new ItemReturnedMail(Frame(), Sample.Confidential, "Skriv, at grunden sælges for 12 mio. kr.", null),
        ["ItemMoved"] = new ItemMovedMail(Frame(), Plain),
        ["ItemMoved.pool"] = new ItemMovedMail(Frame(), Plain with { Meeting = null }),
        ["ItemMoved.confidential"] = new ItemMovedMail(Frame(), Sample.Confidential),
        ["ItemMerged"] = new ItemMergedMail(Frame(), Plain, Plain with { Id = "2026-5-33", Title = "Cykelstien" }),
        ["ItemMerged.confidential"] = new ItemMergedMail(Frame(), Sample.Confidential, Sample.Confidential with { Id = "2026-5-33" }),
        ["PresenterSlots"] = new PresenterSlotsMail(
            Frame(), [new DeadSlot(Plain, Guests[0]), new DeadSlot(Sample.Confidential with { PublicTitle = "Ejendomssag" }, Guests[0])]),
        ["WrittenProcedure"] = new WrittenProcedureMail(Frame(), InWriting(Plain)),
        ["WrittenProcedure.confidential"] = new WrittenProcedureMail(Frame(), InWriting(Sample.Confidential)),
        ["WrittenProcedureClosed"] = new WrittenProcedureClosedMail(Frame(), Answered(Plain, approved: true, null)),
        ["WrittenProcedureClosed.no"] = new WrittenProcedureClosedMail(Frame(), Answered(Plain, approved: false, "Vi mangler <tal>.")),
        ["WrittenProcedureClosed.confidential"] = new WrittenProcedureClosedMail(Frame(), Answered(Sample.Confidential, approved: false, "Grunden skal ikke sælges.")),
        ["LateItem"] = new LateItemMail(Frame(), Plain, ItemDeadline, new DateOnly(2026, 11, 5)),
        ["LateItem.confidential"] = new LateItemMail(Frame(), Sample.Confidential, ItemDeadline, new DateOnly(2026, 11, 5)),
        ["ItemWithdrawn"] = new ItemWithdrawnMail(Frame(), Plain, Sample.Fjordby),
        ["ItemWithdrawn.before-freeze"] = new ItemWithdrawnMail(Frame(), Plain with { Number = null }, Sample.Fjordby),
        ["ItemWithdrawn.secretariat"] = new ItemWithdrawnMail(Frame(), Plain, null),
        ["ItemWithdrawn.confidential"] = new ItemWithdrawnMail(Frame(), Sample.Confidential, Sample.Fjordby),
        ["NetworkDraft"] = new NetworkDraftMail(Frame(), 9, new DateOnly(2026, 11, 3)),
        ["NetworkDraft.empty"] = new NetworkDraftMail(Frame(), 0, new DateOnly(2026, 11, 3)),
        ["ChairmanshipDraft"] = new ChairmanshipDraftMail(
            Frame(), 1, Sample.At(MeetingStep.Freeze, 11, 5, 15), Sample.At(MeetingStep.Dispatch, 11, 6, 10)),
        ["ChairmanshipDraft.needs-answer"] = new ChairmanshipDraftMail(
            Frame() with { Council = Sample.Council with { SilenceApprovesAgenda = false } },
            8,
            Sample.At(MeetingStep.Freeze, 11, 5, 15),
            Sample.At(MeetingStep.Dispatch, 11, 6, 10)),
        ["AgendaDispatch"] = new AgendaDispatchMail(Frame()),
        ["AgendaDispatch.pdf"] = new AgendaDispatchMail(Frame() with { PdfLink = Address + "&format=pdf", PdfSize = "182 kB" }),
        ["AgendaDispatch.no-teams"] = new AgendaDispatchMail(Frame(Sample.Meeting with { Online = null })),
        ["AgendaDispatch.virtual"] = new AgendaDispatchMail(Frame(Sample.VirtualMeeting)),
        ["AgendaDispatch.virtual-no-teams"] = new AgendaDispatchMail(Frame(Sample.VirtualMeeting with { Online = null })),
        ["DayBefore"] = new DayBeforeMail(Frame(), Guests),
        ["DayBefore.monday"] = new DayBeforeMail(Frame(Sample.Meeting with { Date = new DateOnly(2026, 11, 16) }), [Guests[0]]),
        ["DayBefore.virtual"] = new DayBeforeMail(Frame(Sample.VirtualMeeting), []),
        ["DayBefore.virtual-no-teams"] = new DayBeforeMail(Frame(Sample.VirtualMeeting with { Online = null }), []),
        ["MinutesDue"] = new MinutesDueMail(Frame(), Sample.At(MeetingStep.DraftMinutes, 11, 24, 9), [Plain, Sample.Confidential]),
        ["MinutesDue.all-decided"] = new MinutesDueMail(Frame(), Sample.At(MeetingStep.DraftMinutes, 11, 24, 9), []),
        ["DraftMinutes"] = new DraftMinutesMail(Frame(), Sample.At(MeetingStep.CommentsClose, 12, 1, 12), Next),
        ["DraftMinutes.no-next"] = new DraftMinutesMail(Frame(), Sample.At(MeetingStep.CommentsClose, 12, 1, 12), null),
        ["MinutesPublished"] = new MinutesPublishedMail(Frame()),
        ["MinutesApproved"] = new MinutesApprovedMail(Frame(), new MinutesVerdict(MinutesVerdictKind.Approved, "2027-1", Next, null, default)),
        ["MinutesApproved.amended"] = new MinutesApprovedMail(
            Frame(), new MinutesVerdict(MinutesVerdictKind.ApprovedWithAmendment, "2027-1", Next, "Rettelse", default)),
        ["Rescheduled"] = new RescheduledMail(Frame(), new DateOnly(2026, 11, 10), ItemDeadline),
        ["Rescheduled.deadline-passed"] = new RescheduledMail(Frame(), new DateOnly(2026, 11, 10), null),
        ["Rescheduled.with-agenda"] = new RescheduledMail(Frame(), new DateOnly(2026, 11, 10), null, hasAgenda: true),
        ["Rescheduled.not-invited"] = new RescheduledMail(Frame(), new DateOnly(2026, 11, 10), ItemDeadline, isInvited: false),
        ["CommentsAnswered"] = new CommentsAnsweredMail(
            Frame(), new CommentAnswer("secretariat", "Punkt 3.2 er flyttet til næste møde.", false, 1, default), Sample.At(MeetingStep.Freeze, 11, 5, 15)),
        ["CommentsAnswered.new-draft"] = new CommentsAnsweredMail(
            Frame(), new CommentAnswer("secretariat", null, true, 1, default), Sample.At(MeetingStep.Freeze, 11, 5, 15)),
        ["CommentsAnswered.needs-approval"] = new CommentsAnsweredMail(
            Frame() with { Council = Sample.Council with { SilenceApprovesAgenda = false } },
            new CommentAnswer("secretariat", "Det er rettet <nu>.", true, 1, default),
            Sample.At(MeetingStep.Freeze, 11, 5, 15)),
        ["SupplementaryAgenda"] = new SupplementaryAgendaMail(Frame(), "Høringsfristen udløber før næste møde.", [Plain, Sample.Confidential]),
        ["AgendaHeld"] = new AgendaHeldMail(Frame(), byComments: true, new DateOnly(2026, 11, 11)),
        ["AgendaHeld.silence"] = new AgendaHeldMail(Frame(), byComments: false, new DateOnly(2026, 11, 11)),
        ["AgendaHeld.late"] = new AgendaHeldMail(Frame(), byComments: true, new DateOnly(2026, 11, 11), isLate: true),
        ["DispatchOverdue"] = new DispatchOverdueMail(Frame(), new DateOnly(2026, 11, 11)),
        ["DispatchIncomplete"] = new DispatchIncompleteMail(Frame(), ["Eva Strand", "Finn Bakke"]),
        ["NextMeetingMissing"] = new NextMeetingMissingMail(Frame()),
        ["ReservationsDropped"] = new ReservationsDroppedMail(Frame(), [Plain with { Number = null }]),
        ["Rescheduled.same-date-virtual"] = new RescheduledMail(Frame(Sample.VirtualMeeting), Sample.VirtualMeeting.Date, null),
        ["Cancelled"] = new CancelledMail(Frame(Sample.Meeting with { CancelledBecause = "For få punkter & <snestorm>." }), Next),
        ["Cancelled.not-invited"] = new CancelledMail(Frame(), Next, isInvited: false),
        ["Cancelled.no-next"] = new CancelledMail(Frame(), null),
        ["FollowUp"] = new FollowUpMail(Frame(), Task, Plain, "Eva Strand", overdue: false),
        ["FollowUp.overdue"] = new FollowUpMail(Frame(), Task, Plain, "Eva Strand", overdue: true),
        ["FollowUp.no-deadline"] = new FollowUpMail(Frame(), Task with { Deadline = null }, Plain, "Direktørkredsen", overdue: false),
        ["FollowUp.confidential"] = new FollowUpMail(
            Frame(), Task with { Task = "Skrive skøde" }, Sample.Confidential, "Eva Strand", overdue: false),
        ["Bounce"] = new BounceMail(Frame(), Bounced, "Eva Strand", Sample.Fjordby, arePaused: true),
        ["Bounce.in-doubt"] = new BounceMail(
            Frame(), Bounced with { Status = MailingStatus.Failed, IsInDoubt = true, Error = "Det vides ikke. Spørg modtageren." }, "Eva Strand", Sample.Fjordby),
        ["Bounce.blocked"] = new BounceMail(Frame(), Bounced with { Status = MailingStatus.Blocked }, "Eva Strand", Sample.Fjordby),
        ["Bounce.spam"] = new BounceMail(Frame(), Bounced with { Status = MailingStatus.Delivered, IsCalledSpam = true }, "Eva Strand", Sample.Fjordby),
        ["CalendarFault"] = new CalendarFaultMail(Frame()),
        ["CalendarNote"] = new CalendarNoteMail(
            Frame(),
            new CalendarNote(1, CalendarNoteKind.NewTime, "member-9001-1", DateTimeOffset.UnixEpoch)
            {
                Proposed = new ProposedTime(new DateTimeOffset(2026, 11, 18, 8, 30, 0, TimeSpan.Zero), new DateTimeOffset(2026, 11, 18, 11, 30, 0, TimeSpan.Zero)),
            },
            "Clara Lund"),
        ["CalendarNote.room"] = new CalendarNoteMail(Frame(), new CalendarNote(2, CalendarNoteKind.RoomDeclined, "room", DateTimeOffset.UnixEpoch), ""),
        ["CalendarNote.presenter"] = new CalendarNoteMail(Frame(), new CalendarNote(3, CalendarNoteKind.PresenterDeclined, "guest-2026-1-1-1", DateTimeOffset.UnixEpoch), "Per Gæst"),
        ["CalendarNote.unreadable"] = new CalendarNoteMail(Frame(), new CalendarNote(4, CalendarNoteKind.Unreadable, "", DateTimeOffset.UnixEpoch), ""),
        ["CalendarNote.unwritten"] = new CalendarNoteMail(Frame(), new CalendarNote(5, CalendarNoteKind.Unwritten, "", DateTimeOffset.UnixEpoch), ""),
        ["CalendarNote.gone"] = new CalendarNoteMail(Frame(), new CalendarNote(6, CalendarNoteKind.EventGone, "", DateTimeOffset.UnixEpoch), ""),
        ["AgendaComments"] = new AgendaCommentsMail(
            Frame(), new ChairmanshipAnswer("chair", false, "Punkt 3.2 bør vente til næste møde.", DateTimeOffset.UnixEpoch), "Eva Strand"),
        ["DeputyCalled"] = new DeputyCalledMail(Frame(), "Clara Lund", new DateOnly(2026, 11, 6)),
        ["DeputyCalled.dispatched"] = new DeputyCalledMail(Frame(), "Clara Lund", null),
        ["DeputyCalled.virtual"] = new DeputyCalledMail(Frame(Sample.VirtualMeeting), "Clara Lund", null),
        ["DeputyCalledOff"] = new DeputyCalledOffMail(Frame(), "Clara Lund"),
        ["DeputyMissing"] = new DeputyMissingMail(Frame(), "Clara Lund"),
        ["MinutesComment"] = new MinutesCommentMail(
            Frame(), new MinutesComment(1, "member-9001-1", "3.2", "Skriv »drøftede« & ikke <godkendte>.", DateTimeOffset.UnixEpoch, IsLate: true), "Agnes Holm", isAboutConfidential: false),
        ["MinutesComment.closed-item"] = new MinutesCommentMail(
            Frame(), new MinutesComment(1, "member-9001-1", "3.4", "Hemmeligt.", DateTimeOffset.UnixEpoch, IsLate: false), "Agnes Holm", isAboutConfidential: true),
        ["MinutesCorrected"] = new MinutesCorrectedMail(Frame(), "Beslutningen under punkt 3.1 var gengivet forkert.", Next),
        ["MinutesCorrected.no-next"] = new MinutesCorrectedMail(Frame(), "Clara Lund var til stede", null),
        ["MinutesHeldBack"] = new MinutesHeldBackMail(Frame(), [("3.1", "Oplægget fra <rektor>"), ("3.4", "Fortroligt punkt")]),
        ["MinutesClosed"] = new MinutesClosedMail(Frame(), "3.4", isApproved: false),
        ["MinutesClosed.approved"] = new MinutesClosedMail(Frame(), "3.4", isApproved: true),
        ["TextUnusable"] = new TextUnusableMail(
            Frame(), 3, new UnusableText("callForItems", MailTextRules.Check("callForItems", [new MailTextBlock("deadline", "Senest {frist}.")])[0])),
        ["Bounce.no-municipality"] = new BounceMail(Frame(), Bounced with { Error = null }, "Finn Bakke", null),
    };

    private static Item InWriting(Item item) => item with
    {
        ExternalDeadline = new ExternalDeadline(new DateOnly(2026, 11, 10), "Høring hos Styrelsen & <andre>"),
        WrittenProcedure = new WrittenProcedure(DateTimeOffset.UnixEpoch, new DateOnly(2026, 11, 10)) { Asked = ["chair"] },
    };

    private static Item Answered(Item item, bool approved, string? text) =>
        ItemRules.AnswerWrittenProcedure(InWriting(item), new WrittenAnswer("chair", approved, text, DateTimeOffset.UnixEpoch)).Value;

    public static MailFrame Frame(Meeting? meeting = null) => new(Sample.Council, meeting ?? Sample.Meeting, Sample.Director, Address);
}
