using System.Globalization;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Functions.Http;

namespace Kkr.Workflow.Functions.Planning;

/// <summary>Which meetings are wanted. Both days are included.</summary>
internal sealed record MeetingFilter(int? Year, MeetingPhase? Phase, DateOnly? From, DateOnly? To, PageWanted Page)
{
    public static MeetingFilter Read(Query query) => new(
        query.Number("year", 2000, 2200), query.Choice<MeetingPhase>("phase"), query.Date("from"), query.Date("to"), query.Page());

    /// <summary>By date, then id.</summary>
    public static string KeyOf(Meeting meeting) =>
        string.Create(CultureInfo.InvariantCulture, $"{meeting.Date:yyyy-MM-dd}|{Paging.Counted(meeting.Key.Meeting)}");

    public bool Includes(Meeting meeting) =>
        (Year is null || meeting.Date.Year == Year) && (Phase is null || meeting.Phase == Phase)
        && (From is null || meeting.Date >= From) && (To is null || meeting.Date <= To);
}
