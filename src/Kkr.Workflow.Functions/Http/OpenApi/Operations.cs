using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.FollowUp;
using Kkr.Workflow.Domain.Holding;
using Kkr.Workflow.Domain.Invitation;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Access.Links;
using Kkr.Workflow.Functions.Agenda;
using Kkr.Workflow.Functions.Archive;
using Kkr.Workflow.Functions.Archive.People;
using Kkr.Workflow.Functions.Archive.Retention;
using Kkr.Workflow.Functions.Directory;
using Kkr.Workflow.Functions.FollowUp;
using Kkr.Workflow.Functions.Invitation;
using Kkr.Workflow.Functions.Mailing;
using Kkr.Workflow.Functions.Mailing.Texts;
using Kkr.Workflow.Functions.Minutes;
using Kkr.Workflow.Functions.Planning;

namespace Kkr.Workflow.Functions.Http.OpenApi;

/// <summary>What is said of an operation: everything that its function does not say itself.</summary>
/// <param name="Summary">One sentence.</param>
/// <param name="Answer">The type that is answered; null where it is no JSON, or of no fixed shape.</param>
/// <param name="Status">The status code when all went well.</param>
/// <param name="Body">The type of the body, where a reader does not read it field by field.</param>
/// <param name="Query">The query's reader.</param>
internal sealed record Operation(string Summary, Type? Answer = null, int Status = 200, Type? Body = null, Action<Query>? Query = null)
{
    /// <summary>True for a whole replacement, which must say what it replaces.</summary>
    public bool NeedsVersion { get; init; }

    /// <summary>True where too many within an hour are refused (429).</summary>
    public bool IsLimited { get; init; }
}

/// <summary>Every operation of the API, one row for each function that HTTP starts.</summary>
public static class Operations
{
    private static readonly Dictionary<string, Operation> Rows = new(StringComparer.Ordinal)
    {
        // Councils, directory, years
        ["ListCouncils"] = new("The councils that the app serves.", typeof(ListedCouncil[]), Query: query => query.Page()),
        ["ReadCouncil"] = new("A council's settings.", typeof(Council)),
        ["SetUpCouncil"] = new("Sets up a council and its directory, or replaces both.", typeof(Council), Body: typeof(CouncilSetup)) { NeedsVersion = true },
        ["ReadTimelineSettings"] = new("The deadlines and quiet weeks of a council.", typeof(TimelineSettings)),
        ["ChangeTimelineSettings"] = new("Replaces the deadlines and quiet weeks of a council.", typeof(ChangedTimeline), Body: typeof(TimelineSettings)) { NeedsVersion = true },
        ["ReadDirectory"] = new("Posts, people and who holds which post when.", typeof(DirectoryBook)),
        ["ReplaceDirectory"] = new("Replaces the directory.", typeof(DirectoryBook), Body: typeof(DirectoryBook)) { NeedsVersion = true },
        ["ReadPosts"] = new("Posts and who holds them on a day.", typeof(PostOnDay[]), Query: query => DirectoryHttp.PostFilter.Read(query)),
        ["RecordChangeover"] = new("Changes over to a new election period.", typeof(DirectoryBook), Status: 201, Body: typeof(Changeover)),
        ["RecordElection"] = new("Records whom a constituent meeting elected.", typeof(ElectedPost[])),
        ["ReadYear"] = new("A year's meetings and its annual wheel.", typeof(YearView)),
        ["PlanYear"] = new("Plans a year's meetings; the same plan again is the same plan.", typeof(PlannedYear), 201),
        ["ReadAnnualWheel"] = new("A year's annual wheel.", typeof(AnnualWheel)),
        ["ImportAnnualWheel"] = new("Imports a year's annual wheel, or replaces it.", typeof(AnnualWheel)) { NeedsVersion = true },
        ["AddAnnualWheelRow"] = new("Adds a row to the annual wheel.", typeof(AnnualWheel), Status: 201),
        ["ReadAnnualWheelRow"] = new("One row of the annual wheel.", typeof(AnnualWheelRow)),
        ["EditAnnualWheelRow"] = new("Replaces one row of the annual wheel.", typeof(AnnualWheel)) { NeedsVersion = true },
        ["RemoveAnnualWheelRow"] = new("Removes one row of the annual wheel.", typeof(AnnualWheel)) { NeedsVersion = true },

        // Meetings
        ["ListMeetings"] = new("A council's meetings in order of date.", typeof(Meeting[]), Query: query => MeetingFilter.Read(query)),
        ["PlanMeeting"] = new("Plans one meeting; the same plan again is the same meeting.", typeof(Meeting), 201),
        ["ReadMeeting"] = new("A meeting with its timeline, items and replies.", typeof(MeetingView)),
        ["ChangeMeetingDetails"] = new("Changes a meeting's place, or its time on the same day.", typeof(Meeting)),
        ["MoveMeeting"] = new("Moves a meeting to another date; everybody invited is told.", typeof(Meeting)),
        ["PreviewMove"] = new("What a move would do; nothing is changed.", typeof(ChangePreview), Query: query => TimelineHttp.MoveAsked.Read(query)),
        ["CancelMeeting"] = new("Cancels a meeting; its items are passed on.", typeof(Meeting)),
        ["PreviewCancellation"] = new("What a cancellation would do; nothing is changed.", typeof(ChangePreview)),
        ["ReadTimeline"] = new("A meeting's past and coming steps.", typeof(TimelineView)),
        ["ReadCalendar"] = new("The council's calendar, to subscribe to."),
        ["ShowMeeting"] = new("A meeting's page."),
        ["AnswerInvitation"] = new("Says whether a post takes part in a meeting.", typeof(InvitationAnswer)),

        // The call for items, and items
        ["ListReplies"] = new("Who has answered the call, and who has not.", typeof(CallAnswer[])),
        ["AnswerCall"] = new("A municipality answers the call: it has no items.", typeof(Reply)),
        ["ListItems"] = new("A meeting's items.", typeof(Item[]), Query: query => ItemFilter.Read(query)),
        ["ListPool"] = new("The items that wait for a meeting.", typeof(PooledItem[])),
        ["SubmitItem"] = new("Submits an item.", typeof(Item), 201),
        ["ReadItem"] = new("An item.", typeof(Item)),
        ["EditItem"] = new("Replaces an item's text.", typeof(Item)) { NeedsVersion = true },
        ["AcceptItem"] = new("Takes an item onto the agenda.", typeof(Item)),
        ["RejectItem"] = new("Rejects an item; its submitter is told why.", typeof(Item)),
        ["WithdrawItem"] = new("Withdraws an item; after the freeze it keeps its number.", typeof(Item)),
        ["ReadItemVersions"] = new("Every text that an item has had.", typeof(ItemVersion[])),
        ["ReturnItem"] = new("Sends an item back to its submitter with a comment.", typeof(Item)),
        ["ResubmitItem"] = new("Submits a returned item again.", typeof(Item)),
        ["MergeItems"] = new("Merges an item into another that says the same.", typeof(Item)),
        ["SplitItem"] = new("Splits an item in two.", typeof(Item[]), Status: 201),
        ["PlaceItem"] = new("Puts an item in another place of its section, or in another section.", typeof(Item)),
        ["MoveItem"] = new("Moves an item to another meeting.", typeof(Item)),
        ["PoolItem"] = new("Puts an item into the pool.", typeof(Item)),
        ["ReclassifyItem"] = new("Makes an item confidential, or opens it.", typeof(Item)),
        ["StartWrittenProcedure"] = new("Asks the chairmanship to decide on an item in writing.", typeof(Item)),
        ["AnswerWrittenProcedure"] = new("The chairmanship's answer in a written procedure.", typeof(Item)),
        ["FillReservation"] = new("Gives an item that the annual wheel reserved its content.", typeof(Item)),
        ["ListAttachments"] = new("An item's attachments.", typeof(Attachment[])),
        ["ReadAttachment"] = new("An attachment's content."),
        ["AttachToItem"] = new("Attaches a file to an item.", typeof(Attachment), 201, Query: query => AttachmentsHttp.PromiseOf(query)),
        ["DeleteAttachment"] = new("Removes an attachment, until the agenda is frozen.", Status: 204),
        ["PromiseAttachment"] = new("Promises an attachment that is still to come.", typeof(Item)),
        ["WaivePromise"] = new("Lets an agenda go out without a promised attachment.", typeof(Item)),

        // The agenda and its documents
        ["ListAgendas"] = new("Every agenda that was made, with its digest.", typeof(ListedAgenda[])),
        ["VerifyAgenda"] = new("Checks a kept agenda against its digest.", typeof(AgendaVerification)),
        ["ReadCurrentAgenda"] = new("The agenda that counts now.", Status: 302, Query: query => DispatchHttp.CopyOf(query)),
        ["ReadExcerpt"] = new("An item's excerpt from the newest minutes or agenda.", Status: 302, Query: query => ExcerptsHttp.Asked(query)),
        ["AnswerDraftAgenda"] = new("The chairmanship approves the draft agenda, or comments on it.", typeof(Meeting)),
        ["AnswerComments"] = new("The secretariat answers the chairmanship's comments.", typeof(Meeting)),
        ["AddSupplement"] = new("Puts an item on a supplementary agenda.", typeof(Meeting)),
        ["ReadDispatch"] = new("Who has received the agenda, and who has not.", typeof(DispatchView)),
        ["OverrideDispatch"] = new("Lets the agenda count as dispatched although somebody has not received it.", typeof(Meeting)),
        ["ReadConfidentialDocument"] = new(
            "A confidential document, for those who may read it; the reading is logged.", Query: query => AskedEdition.Wanted(query)),
        ["ReadDocument"] = new("A kept document; an edition in the format that its ending, the parameter or Accept asks for.", Query: query => AskedEdition.Wanted(query)),

        // The meeting, its minutes and what follows from them
        ["ReadAttendance"] = new("Who was there.", typeof(Attendance)),
        ["RecordAttendance"] = new("Records who was there.", typeof(Meeting)) { NeedsVersion = true },
        ["ReadDecision"] = new("What was decided on an item.", typeof(Decision)),
        ["DecideItem"] = new("Records what was decided on an item.", typeof(Item)) { NeedsVersion = true },
        ["ReadMinutes"] = new("What a meeting's minutes have been through, with every edition.", typeof(MinutesView)),
        ["SubmitMinutes"] = new("Submits a meeting's minutes.", typeof(Meeting)),
        ["CorrectMinutes"] = new("Corrects minutes that are not approved yet.", typeof(Meeting)),
        ["ListMinutesComments"] = new("Comments on the draft minutes.", typeof(MinutesComment[])),
        ["CommentOnMinutes"] = new("Comments on the draft minutes.", typeof(MinutesComment), Status: 201),
        ["ChangeMinutesComment"] = new("Changes a comment on the draft minutes.", typeof(MinutesComment)),
        ["AnswerMinutesComment"] = new("Answers a comment on the draft minutes.", typeof(MinutesComment)),
        ["ListFollowUps"] = new("Follow-ups.", typeof(FollowUpTask[]), Query: query => FollowUpFilter.Read(query)),
        ["ReadFollowUp"] = new("A follow-up.", typeof(FollowUpTask)),
        ["ReportFollowUp"] = new("Reports on a follow-up.", typeof(FollowUpTask)),

        // Signed links and the pages that they lead to
        ["OpenLink"] = new("Opens a signed link and leads to its page.", Status: 303),
        ["RevokeLinks"] = new("Makes signed links invalid.", typeof(LinkRevocation), 201),
        ["ShowCall"] = new("The page on which a director answers the call."),
        ["ShowNewItem"] = new("The form for a new item."),
        ["SendNewItem"] = new("Takes the form for a new item.", Status: 303),
        ["ShowItemPage"] = new("An item's page."),
        ["SendItemPage"] = new("Takes an item's form.", Status: 303),
        ["SendNoItems"] = new("Takes the answer that there are no items.", Status: 303),
        ["SendWithdrawal"] = new("Takes the form that withdraws an item.", Status: 303),
        ["ShowApproval"] = new("The page on which the chairmanship answers the draft agenda."),
        ["SendApproval"] = new("Takes the chairmanship's answer.", Status: 303),
        ["ShowDraft"] = new("A draft, for whoever was sent the link."),
        ["ShowReport"] = new("The page on which an owner reports on a follow-up."),
        ["SendReport"] = new("Takes the report.", Status: 303),
        ["ShowFailedMail"] = new("The page about a mail that did not arrive."),
        ["SendMailAgain"] = new("Sends that mail again.", Status: 303),

        ["ShowDeputyCall"] = new("The page on which a called deputy answers."),
        ["SendDeputyAnswer"] = new("Takes the deputy's answer.", Status: 303),
        ["ShowComments"] = new("The page on which the draft minutes are commented on."),
        ["SendComment"] = new("Takes a comment on the draft minutes.", Status: 303),
        ["ShowDraftMinutes"] = new("The draft minutes, for whoever was sent the link."),
        ["ShowWrittenProcedure"] = new("The page on which the chairmanship decides an item in writing."),
        ["SendWrittenAnswer"] = new("Takes an answer in the written procedure.", Status: 303),
        ["ReadWrittenAttachment"] = new("An attachment of the item that is decided in writing."),
        ["ShowDesk"] = new("The page on which the secretariat does what mails ask of it."),
        ["ShowDeskAgenda"] = new("The newest agenda, also while it is a draft."),
        ["ShowDeskMinutes"] = new("The newest minutes, also while they are a draft."),
        ["SendAnswerToChairmanship"] = new("Takes the secretariat's answer to the chairmanship.", Status: 303),
        ["SendDispatchOverride"] = new("Takes the form by which somebody answers for the dispatch.", Status: 303),
        ["SendCommentAnswer"] = new("Takes the secretariat's answer to a comment.", Status: 303),
        ["SendWaiver"] = new("Takes the form that gives up a promised attachment.", Status: 303),
        ["SendCorrection"] = new("Takes the form that asks for a corrected edition of the minutes.", Status: 303),

        // Mailings and the log
        ["ListMeetingMailings"] = new("A meeting's mailings.", typeof(MailingRecord[]), Query: query => MailingFilter.Read(query)),
        ["ResendMailing"] = new("Sends a mailing again that did not arrive.", typeof(MailingRecord), 202),
        ["ListMailTexts"] = new("Every mail with its texts, blocks and fields.", typeof(MailTextView[]), Query: query => query.Page()),
        ["ReadMailText"] = new("One mail's texts, and the fields that they may name.", typeof(MailTextView)),
        ["ChangeMailText"] = new("Replaces a mail's texts by the council's own; a block that is left out has the standard text.", typeof(MailTextView)) { NeedsVersion = true },
        ["DeleteMailText"] = new("Goes back to a mail's standard texts.", typeof(MailTextView)) { NeedsVersion = true },
        ["ListMailTextVersions"] = new("Every version of a mail's texts, with who made it.", typeof(MailTextVersion[]), Query: query => query.Page()),
        ["RestoreMailText"] = new("Makes an earlier version of a mail's texts hold again.", typeof(MailTextView)),
        ["PreviewMail"] = new("A mail as it would be written, with sample data or for a meeting.", typeof(MailPreview), Query: query => MailTextBody.Shown(query)),
        ["PreviewMailDraft"] = new("A mail in texts that are not saved; nothing is changed.", typeof(MailPreview)),
        ["SendMailTrial"] = new("Sends a mail to the caller's own post, to see how it arrives.", typeof(MailTrial), 202) { IsLimited = true },
        ["ReceiveMailEvents"] = new("The mail provider's reports.", Status: 204, Body: typeof(System.Text.Json.JsonElement[])),
        ["ReceiveCalendarNotices"] = new("Microsoft Graph's notices of changes in the calendar.", Status: 202, Body: typeof(System.Text.Json.JsonElement)),
        ["ReadAudit"] = new("The audit log, oldest first.", typeof(AuditLine[]), Query: query => AuditQuery.Read(query)),
        ["ReadAuditHead"] = new("The audit log's end, to be noted elsewhere.", typeof(AuditEnds)),
        ["VerifyAudit"] = new("Checks the audit log.", typeof(CheckedAudit), Query: query => query.Text("anchor")),
        ["ExportAudit"] = new("The whole audit log as JSON Lines."),
        ["ReadRetention"] = new("What is kept for how long, and what is due to be erased.", typeof(RetentionReport)),
        ["ApplyRetention"] = new("Erases what is due; with dryRun=true nothing.", typeof(RetentionReport), Query: query => query.Flag("dryRun")),
        ["ReadPersonalData"] = new("Everything that is held on a person; as a page with format=html.", typeof(PersonalData), Query: query => PeopleHttp.FormatOf(query)),
        ["ErasePerson"] = new("Erases a person but for the public record.", typeof(ErasureReport)),
        ["ReadApiDescription"] = new("This description."),
        ["AnswerUnknownAddress"] = new("Anything else."),
    };

    /// <summary>What is said of an operation, or null.</summary>
    internal static Operation? Of(string name) => Rows.GetValueOrDefault(name);

    /// <summary>Every operation that is described.</summary>
    public static IReadOnlyCollection<string> Names => Rows.Keys;
}
