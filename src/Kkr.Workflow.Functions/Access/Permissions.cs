using Kkr.Workflow.Functions.Access.Links;
using Kkr.Workflow.Functions.Agenda;
using Kkr.Workflow.Functions.Archive;
using Kkr.Workflow.Functions.Archive.People;
using Kkr.Workflow.Functions.Archive.Retention;
using Kkr.Workflow.Functions.Directory;
using Kkr.Workflow.Functions.FollowUp;
using Kkr.Workflow.Functions.Holding;
using Kkr.Workflow.Functions.Http.OpenApi;
using Kkr.Workflow.Functions.Invitation;
using Kkr.Workflow.Functions.Mailing;
using Kkr.Workflow.Functions.Mailing.Texts;
using Kkr.Workflow.Functions.Minutes;
using Kkr.Workflow.Functions.Planning;
using Kkr.Workflow.Functions.Web;
using Kkr.Workflow.Functions.Web.Forms;

namespace Kkr.Workflow.Functions.Access;

/// <summary>
/// Who may do what: one row for every function that HTTP starts, one column for every role. What has no row is refused to everybody.
/// <c>docs/access.md</c> explains the rows.
/// </summary>
public static class Permissions
{
    /// <summary>Not a function: whether the caller may read what is confidential in what they are otherwise let into.</summary>
    public const string ReadConfidential = nameof(ReadConfidential);

    private const Grant __ = Grant.No;
    private const Grant Y = Grant.Yes;
    private const Grant P = Grant.Published;
    private const Grant M = Grant.OwnMunicipality;
    private const Grant O = Grant.Own;
    private const Grant L = Grant.Late;
    private const Grant N = Grant.Open;

    private static readonly Dictionary<string, PermissionRow> Rows = new(StringComparer.Ordinal)
    {
        //                                               Public Guest Member Deputy Director Network Chair Secr. Oper.
        // Councils and plans
        [nameof(CouncilsHttp.SetUpCouncil)] =        new(__,    __,   __,    __,    __,      __,     __,   Y,    Y),
        [nameof(ChangeoverHttp.RecordChangeover)] =  new(__,    __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(ChangeoverHttp.RecordElection)] =    new(__,    __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(CouncilsHttp.ReadCouncil)] =         new(__,    Y,    Y,     Y,     Y,       Y,      Y,    Y,    Y),
        [nameof(CouncilListHttp.ListCouncils)] =     new(Y,     Y,    Y,     Y,     Y,       Y,      Y,    Y,    Y),
        [nameof(DirectoryHttp.ReadDirectory)] =      new(__,    __,   __,    __,    __,      __,     __,   Y,    Y),
        [nameof(DirectoryHttp.ReplaceDirectory)] =   new(__,    __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(DirectoryHttp.ReadPosts)] =          new(__,    __,   __,    __,    __,      __,     Y,    Y,    Y),
        [nameof(YearsHttp.ReadYear)] =               new(P,     P,    P,     P,     P,       N,      Y,    Y,    P),
        [nameof(PlanningHttp.PlanYear)] =            new(__,    __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(PlanningHttp.PlanMeeting)] =         new(__,    __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(MeetingsHttp.ListMeetings)] =        new(P,     P,    P,     P,     P,       N,      Y,    Y,    P),
        [nameof(MeetingsHttp.ReadMeeting)] =         new(P,     P,    P,     P,     M | P,   N,      Y,    Y,    P),
        [nameof(CalendarFeedHttp.ReadCalendar)] =    new(Y,     Y,    Y,     Y,     Y,       Y,      Y,    Y,    Y),
        [nameof(ScheduleHttp.MoveMeeting)] =         new(__,    __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(TimelineHttp.ReadTimeline)] =        new(Y,     Y,    Y,     Y,     Y,       Y,      Y,    Y,    Y),
        [nameof(TimelineHttp.PreviewMove)] =         new(__,    __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(TimelineHttp.PreviewCancellation)] = new(__,    __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(ScheduleHttp.CancelMeeting)] =       new(__,    __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(ScheduleHttp.ChangeMeetingDetails)] = new(__,   __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(TimelineSettingsHttp.ReadTimelineSettings)] = new(__, Y, Y,  Y,     Y,       Y,      Y,    Y,    Y),
        [nameof(TimelineSettingsHttp.ChangeTimelineSettings)] = new(__, __, __, __, __,      __,     __,   Y,    Y),
        [nameof(AnnualWheelHttp.ReadAnnualWheel)] =  new(__,    Y,    Y,     Y,     Y,       Y,      Y,    Y,    Y),
        [nameof(AnnualWheelHttp.ReadAnnualWheelRow)] = new(__,  Y,    Y,     Y,     Y,       Y,      Y,    Y,    Y),
        [nameof(AnnualWheelHttp.ImportAnnualWheel)] = new(__,   __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(AnnualWheelHttp.AddAnnualWheelRow)] = new(__,   __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(AnnualWheelHttp.EditAnnualWheelRow)] = new(__,  __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(AnnualWheelHttp.RemoveAnnualWheelRow)] = new(__, __,  __,    __,    __,      __,     __,   Y,    __),
        [nameof(PoolHttp.ListPool)] =                new(__,    __,   __,    __,    __,      __,     Y,    Y,    __),

        // The call for items, and items
        [nameof(RepliesHttp.AnswerCall)] =           new(__,    __,   __,    __,    M,       O,      __,   Y,    __),
        [nameof(RepliesHttp.ListReplies)] =          new(__,    __,   __,    __,    __,      Y,      Y,    Y,    __),
        [nameof(ItemsHttp.SubmitItem)] =             new(__,    __,   __,    __,    M,       O,      Y,    Y,    __),
        [nameof(MeetingItemsHttp.ListItems)] =       new(P,     P,    P,     P,     M | P,   N,      Y,    Y,    P),
        [nameof(MeetingItemsHttp.ListAgendas)] =     new(P,     P,    P,     P,     P,       N,      Y,    Y,    P),
        [nameof(ItemsHttp.ReadItem)] =               new(P,     P,    P,     P,     M | P,   N,      Y,    Y,    P),
        [nameof(ItemsHttp.EditItem)] =               new(__,    __,   __,    __,    M,       O,      O,    Y,    __),
        [nameof(ItemReviewHttp.WithdrawItem)] =          new(__,    __,   __,    __,    M,       O,      O,    Y,    __),
        [nameof(AttachmentsHttp.AttachToItem)] =     new(__,    __,   __,    __,    M,       O,      O,    Y,    __),
        [nameof(ItemReviewHttp.AcceptItem)] =            new(__,    __,   __,    __,    __,      __,     L,    Y,    __),
        [nameof(ItemReviewHttp.RejectItem)] =            new(__,    __,   __,    __,    __,      __,     __,   Y,    __),

        [nameof(ItemsHttp.ReadItemVersions)] =       new(__,    __,   __,    __,    M,       O,      Y,    Y,    __),
        [nameof(ItemReviewHttp.ReturnItem)] =        new(__,    __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(ItemReviewHttp.ResubmitItem)] =      new(__,    __,   __,    __,    M,       O,      O,    Y,    __),
        [nameof(ItemPlacingHttp.PlaceItem)] =        new(__,    __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(ItemPlacingHttp.MoveItem)] =         new(__,    __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(ItemPlacingHttp.PoolItem)] =         new(__,    __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(ItemMergingHttp.MergeItems)] =       new(__,    __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(ItemMergingHttp.SplitItem)] =        new(__,    __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(ConfidentialityHttp.ReclassifyItem)] = new(__,  __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(AttachmentsHttp.ListAttachments)] =  new(P,     P,    P,     P,     M | P,   N,      Y,    Y,    P),
        [nameof(AttachmentsHttp.ReadAttachment)] =   new(P,     P,    P,     P,     M | P,   N,      Y,    Y,    P),
        [nameof(AttachmentsHttp.DeleteAttachment)] = new(__,    __,   __,    __,    M,       O,      O,    Y,    __),
        [nameof(PromisesHttp.PromiseAttachment)] =   new(__,    __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(PromisesHttp.WaivePromise)] =        new(__,    __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(WrittenProcedureHttp.StartWrittenProcedure)] = new(__, __, __, __,  __,      __,     __,   Y,    __),
        [nameof(WrittenProcedureHttp.AnswerWrittenProcedure)] = new(__, __, __, __, __,      __,     Y,    __,   __),

        // The agenda and its documents
        [nameof(ConfidentialDocumentsHttp.ReadConfidentialDocument)] = new(__, __, P, P, __, __,     Y,    Y,    __),
        [nameof(ChairmanshipHttp.AnswerDraftAgenda)] = new(__,  __,   __,    __,    __,      __,     Y,    __,   __),
        [nameof(ChairmanshipHttp.AnswerComments)] =  new(__,    __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(ReservationsHttp.FillReservation)] = new(__,    __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(SupplementsHttp.AddSupplement)] =    new(__,    __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(ExcerptsHttp.ReadExcerpt)] =         new(P,     P,    P,     P,     M | P,   N,      Y,    Y,    P),
        [nameof(DispatchHttp.ReadDispatch)] =        new(__,    __,   __,    __,    __,      __,     Y,    Y,    Y),
        [nameof(DispatchHttp.OverrideDispatch)] =    new(__,    __,   __,    __,    __,      __,     Y,    Y,    __),
        [nameof(DispatchHttp.ReadCurrentAgenda)] =   new(Y,     Y,    Y,     Y,     Y,       Y,      Y,    Y,    Y),
        [nameof(AgendaVerificationHttp.VerifyAgenda)] = new(__, __,   __,    __,    __,      __,     Y,    Y,    Y),
        [nameof(DocumentsHttp.ReadDocument)] =       new(P,     P,    P,     P,     M | P,   N,      Y,    Y,    P) { OrLink = LinkPurpose.Read },
        [nameof(MeetingPageHttp.ShowMeeting)] =      new(Y,     Y,    Y,     Y,     Y,       Y,      Y,    Y,    Y),

        // The meeting, its minutes and what follows from them
        [nameof(HoldingHttp.RecordAttendance)] =     new(__,    __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(HoldingHttp.ReadAttendance)] =       new(P,     P,    P,     P,     P,       N,      Y,    Y,    P),
        [nameof(HoldingHttp.ReadDecision)] =         new(P,     P,    P,     P,     M | P,   N,      Y,    Y,    P),
        [nameof(ParticipationHttp.AnswerInvitation)] = new(__,  O,    O,     O,     __,      O,      O,    Y,    __),
        [nameof(HoldingHttp.DecideItem)] =           new(__,    __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(MinutesHttp.SubmitMinutes)] =        new(__,    __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(MinutesHttp.CorrectMinutes)] =       new(__,    __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(CommentsHttp.ListMinutesComments)] = new(__,    __,   O,     O,     O,       O,      Y,    Y,    __),
        [nameof(CommentsHttp.CommentOnMinutes)] =    new(__,    __,   Y,     Y,     Y,       Y,      Y,    Y,    __),
        [nameof(CommentsHttp.ChangeMinutesComment)] = new(__,   __,   O,     O,     O,       O,      O,    Y,    __),
        [nameof(CommentsHttp.AnswerMinutesComment)] = new(__,   __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(MinutesEditionsHttp.ReadMinutes)] =  new(P,     P,    P,     P,     P,       N,      Y,    Y,    P),
        [nameof(FollowUpReadHttp.ReadFollowUp)] =    new(__,    O,    O,     O,     O,       O,      Y,    Y,    __),
        [nameof(FollowUpHttp.ListFollowUps)] =       new(__,    O,    O,     O,     O,       O,      Y,    Y,    __),
        [nameof(FollowUpHttp.ReportFollowUp)] =      new(__,    O,    O,     O,     O,       O,      O,    Y,    __),

        // Mailings. The provider's reports are let in by the host's function key instead.
        [nameof(MailingsHttp.ListMeetingMailings)] = new(__,    __,   __,    __,    __,      __,     __,   Y,    Y),
        [nameof(MailingsHttp.ResendMailing)] =       new(__,    __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(MailTextsHttp.ListMailTexts)] =      new(__,    __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(MailTextsHttp.ReadMailText)] =       new(__,    __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(MailTextsHttp.ChangeMailText)] =     new(__,    __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(MailTextsHttp.DeleteMailText)] =     new(__,    __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(MailTextsHttp.ListMailTextVersions)] = new(__,  __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(MailTextsHttp.RestoreMailText)] =    new(__,    __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(MailPreviewsHttp.PreviewMail)] =     new(__,    __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(MailPreviewsHttp.PreviewMailDraft)] = new(__,   __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(MailPreviewsHttp.SendMailTrial)] =   new(__,    __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(SendGridEventsHttp.ReceiveMailEvents)] = new(Y, Y,    Y,     Y,     Y,       Y,      Y,    Y,    Y),

        // Microsoft Graph's notices: known by the subscription's secret, which is looked at by the function.
        [nameof(CalendarNoticesHttp.ReceiveCalendarNotices)] = new(Y, Y, Y,  Y,     Y,       Y,      Y,    Y,    Y),

        // The audit log. Its end is noted by whoever keeps the app running.
        [nameof(AuditHttp.ReadAudit)] =              new(__,    __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(AuditHttp.ExportAudit)] =            new(__,    __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(AuditHttp.ReadAuditHead)] =          new(__,    __,   __,    __,    __,      __,     __,   Y,    Y),
        [nameof(PeopleHttp.ReadPersonalData)] =      new(__,    __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(PeopleHttp.ErasePerson)] =           new(__,    __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(RetentionHttp.ReadRetention)] =      new(__,    __,   __,    __,    __,      __,     __,   Y,    Y),
        [nameof(RetentionHttp.ApplyRetention)] =     new(__,    __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(AuditHttp.VerifyAudit)] =            new(__,    __,   __,    __,    __,      __,     __,   Y,    Y),

        // Signed links: the pages that mails lead to. Nobody gets in without a link of the page's kind; the column is that of the link's post.
        [nameof(OpenLinkHttp.OpenLink)] =            new(Y,     Y,    Y,     Y,     Y,       Y,      Y,    Y,    Y),
        [nameof(LinkRevocationsHttp.RevokeLinks)] =  new(__,    __,   __,    __,    __,      __,     __,   Y,    __),
        [nameof(AnswerPagesHttp.ShowCall)] =         new(__,    __,   __,    __,    M,       O,      O,    Y,    __) { Link = LinkPurpose.Answer },
        [nameof(AnswerPagesHttp.SendNoItems)] =      new(__,    __,   __,    __,    M,       O,      __,   Y,    __) { Link = LinkPurpose.Answer },
        [nameof(ItemPagesHttp.ShowNewItem)] =        new(__,    __,   __,    __,    M,       O,      O,    Y,    __) { Link = LinkPurpose.Answer },
        [nameof(ItemPagesHttp.SendNewItem)] =        new(__,    __,   __,    __,    M,       O,      O,    Y,    __) { Link = LinkPurpose.Answer },
        [nameof(ItemPagesHttp.ShowItemPage)] =       new(__,    __,   __,    __,    M,       O,      O,    Y,    __) { Link = LinkPurpose.Answer },
        [nameof(ItemPagesHttp.SendItemPage)] =       new(__,    __,   __,    __,    M,       O,      O,    Y,    __) { Link = LinkPurpose.Answer },
        [nameof(ItemPagesHttp.SendWithdrawal)] =     new(__,    __,   __,    __,    M,       O,      O,    Y,    __) { Link = LinkPurpose.Answer },
        [nameof(AgendaPagesHttp.ShowApproval)] =     new(__,    __,   __,    __,    __,      __,     Y,    __,   __) { Link = LinkPurpose.Agenda },
        [nameof(AgendaPagesHttp.SendApproval)] =     new(__,    __,   __,    __,    __,      __,     Y,    __,   __) { Link = LinkPurpose.Agenda },
        [nameof(AgendaPagesHttp.ShowDraft)] =        new(__,    __,   __,    __,    __,      __,     Y,    __,   __) { Link = LinkPurpose.Agenda },
        [nameof(FollowUpPagesHttp.ShowReport)] =     new(__,    O,    O,     O,     O,       O,      O,    O,    __) { Link = LinkPurpose.FollowUp },
        [nameof(FollowUpPagesHttp.SendReport)] =     new(__,    O,    O,     O,     O,       O,      O,    O,    __) { Link = LinkPurpose.FollowUp },
        [nameof(MailingPagesHttp.ShowFailedMail)] =     new(__,    __,   __,    __,    __,      __,     __,   Y,    __) { Link = LinkPurpose.Mailing },
        [nameof(MailingPagesHttp.SendMailAgain)] =     new(__,    __,   __,    __,    __,      __,     __,   Y,    __) { Link = LinkPurpose.Mailing },
        [nameof(DeputyPagesHttp.ShowDeputyCall)] =   new(__,    __,   __,    O,     __,      __,     __,   __,   __) { Link = LinkPurpose.Deputy },
        [nameof(DeputyPagesHttp.SendDeputyAnswer)] = new(__,    __,   __,    O,     __,      __,     __,   __,   __) { Link = LinkPurpose.Deputy },
        [nameof(CommentPagesHttp.ShowComments)] =    new(__,    __,   Y,     Y,     Y,       Y,      Y,    Y,    __) { Link = LinkPurpose.Comment },
        [nameof(CommentPagesHttp.SendComment)] =     new(__,    __,   Y,     Y,     Y,       Y,      Y,    Y,    __) { Link = LinkPurpose.Comment },
        [nameof(CommentPagesHttp.ShowDraftMinutes)] = new(__,   __,   Y,     Y,     Y,       Y,      Y,    Y,    __) { Link = LinkPurpose.Comment },
        [nameof(WrittenPagesHttp.ShowWrittenProcedure)] = new(__, __, __,    __,    __,      __,     Y,    __,   __) { Link = LinkPurpose.Written },
        [nameof(WrittenPagesHttp.SendWrittenAnswer)] = new(__,  __,   __,    __,    __,      __,     Y,    __,   __) { Link = LinkPurpose.Written },
        [nameof(WrittenPagesHttp.ReadWrittenAttachment)] = new(__, __, __,   __,    __,      __,     Y,    __,   __) { Link = LinkPurpose.Written },
        [nameof(DeskPagesHttp.ShowDesk)] =           new(__,    __,   __,    __,    __,      __,     __,   Y,    __) { Link = LinkPurpose.Desk },
        [nameof(DeskPagesHttp.ShowDeskAgenda)] =     new(__,    __,   __,    __,    __,      __,     __,   Y,    __) { Link = LinkPurpose.Desk },
        [nameof(DeskPagesHttp.ShowDeskMinutes)] =    new(__,    __,   __,    __,    __,      __,     __,   Y,    __) { Link = LinkPurpose.Desk },
        [nameof(DeskPagesHttp.SendAnswerToChairmanship)] = new(__, __, __,   __,    __,      __,     __,   Y,    __) { Link = LinkPurpose.Desk },
        [nameof(DeskPagesHttp.SendDispatchOverride)] = new(__,  __,   __,    __,    __,      __,     __,   Y,    __) { Link = LinkPurpose.Desk },
        [nameof(DeskPagesHttp.SendCommentAnswer)] =  new(__,    __,   __,    __,    __,      __,     __,   Y,    __) { Link = LinkPurpose.Desk },
        [nameof(DeskPagesHttp.SendWaiver)] =         new(__,    __,   __,    __,    __,      __,     __,   Y,    __) { Link = LinkPurpose.Desk },
        [nameof(DeskPagesHttp.SendCorrection)] =     new(__,    __,   __,    __,    __,      __,     __,   Y,    __) { Link = LinkPurpose.Desk },

        // What the API is, and what it is not
        [nameof(ApiDescriptionHttp.ReadApiDescription)] = new(Y, Y,   Y,     Y,     Y,       Y,      Y,    Y,    Y),
        [nameof(UnknownAddressHttp.AnswerUnknownAddress)] = new(Y, Y, Y,     Y,     Y,       Y,      Y,    Y,    Y),

        [ReadConfidential] =                         new(__,    __,   __,    __,    M,       O,      Y,    Y,    __),
    };

    /// <summary>The row of an operation; null, and so nobody's, when it has none.</summary>
    public static PermissionRow? Of(string operation) => Rows.GetValueOrDefault(operation);

    /// <summary>Every operation that has a row.</summary>
    public static IReadOnlyCollection<string> Operations => Rows.Keys;
}

/// <summary>How far each role is let into one operation.</summary>
public sealed record PermissionRow(
    Grant Public, Grant Guest, Grant Member, Grant Deputy, Grant Director, Grant Network, Grant Chairmanship, Grant Secretariat, Grant Operator)
{
    /// <summary>The kind of signed link that alone opens a page; null for the rest.</summary>
    public LinkPurpose? Link { get; init; }

    /// <summary>The kind of signed link that opens what the caller's roles do not.</summary>
    public LinkPurpose? OrLink { get; init; }

    public Grant this[Role role] => role switch
    {
        Role.Guest => Guest,
        Role.Member => Member,
        Role.Deputy => Deputy,
        Role.Director => Director,
        Role.Network => Network,
        Role.Chairmanship => Chairmanship,
        Role.Secretariat => Secretariat,
        Role.Operator => Operator,
        _ => Public,
    };

    public Grant Of(IEnumerable<Role> roles) => roles.Aggregate(Grant.No, (grant, role) => grant | this[role]);
}
