using Kkr.Workflow.Functions.Access;
using Kkr.Workflow.Functions.Access.Links;
using Kkr.Workflow.Functions.Agenda;
using Kkr.Workflow.Functions.Archive;
using Kkr.Workflow.Functions.Archive.People;
using Kkr.Workflow.Functions.Invitation;
using Kkr.Workflow.Functions.Web;

namespace Kkr.Workflow.Functions.Http.OpenApi;

/// <summary>What each operation takes and answers: JSON, unless it is said here.</summary>
public static class MediaTypes
{
    public const string Json = "application/json";
    public const string Multipart = "multipart/form-data";
    public const string Html = "text/html";

    private static readonly string[] Any = [];
    private static readonly string[] Forms = ["application/x-www-form-urlencoded", Multipart];

    private static readonly Dictionary<string, string[]> Taken = new(StringComparer.Ordinal)
    {
        [nameof(ItemsHttp.SubmitItem)] = [Json, Multipart],
        [nameof(AttachmentsHttp.AttachToItem)] = Any,
        [nameof(UnknownAddressHttp.AnswerUnknownAddress)] = Any,
    };

    private static readonly Dictionary<string, string[]> Answered = new(StringComparer.Ordinal)
    {
        [nameof(MeetingPageHttp.ShowMeeting)] = [Html],
        [nameof(OpenLinkHttp.OpenLink)] = Any,
        [nameof(CalendarFeedHttp.ReadCalendar)] = ["text/calendar"],
        [nameof(CalendarNoticesHttp.ReceiveCalendarNotices)] = Any,
        [nameof(AuditHttp.ExportAudit)] = ["application/jsonl"],
        [nameof(PeopleHttp.ReadPersonalData)] = [Json, Html],
        [nameof(DocumentsHttp.ReadDocument)] = Any,
        [nameof(ConfidentialDocumentsHttp.ReadConfidentialDocument)] = Any,
        [nameof(AttachmentsHttp.ReadAttachment)] = Any,
        [nameof(DispatchHttp.ReadCurrentAgenda)] = Any,
        [nameof(ExcerptsHttp.ReadExcerpt)] = Any,
        [nameof(UnknownAddressHttp.AnswerUnknownAddress)] = Any,
    };

    /// <summary>The media types of a body that the operation takes; none named means any.</summary>
    public static IReadOnlyList<string> TakenBy(string operation) => Taken.GetValueOrDefault(operation) ?? (IsPage(operation) ? Forms : [Json]);

    /// <summary>The media types that it answers when all goes well; none named means whatever the thing itself is.</summary>
    public static IReadOnlyList<string> AnsweredBy(string operation) => Answered.GetValueOrDefault(operation) ?? (IsPage(operation) ? Any : [Json]);

    /// <summary>True for what a signed link opens, and for nothing else.</summary>
    public static bool IsPage(string operation) => Permissions.Of(operation)?.Link is not null;
}
