using Kkr.Workflow.Domain;
using Kkr.Workflow.Functions.Archive;

namespace Kkr.Workflow.Functions.Access.Links;

/// <summary>Which page a link of each purpose leads to, as a path without the host.</summary>
internal static class LinkAddresses
{
    public const string Landing = "adgang";
    public const string TokenField = "t";

    public static string Answer(MeetingKey meeting) => $"/api/svar/{meeting.Council}/{meeting.Meeting}";

    public static string Item(MeetingKey meeting, string item) => $"{Answer(meeting)}/punkter/{item}";

    public static string Agenda(MeetingKey meeting) => $"/api/godkendelse/{meeting.Council}/{meeting.Meeting}";

    public static string FollowUp(string council, string task) => $"/api/opfoelgning/{council}/{task}";

    public static string Mailing(MeetingKey meeting) => $"/api/forsendelse/{meeting.Council}/{meeting.Meeting}";

    public static string Deputy(MeetingKey meeting) => $"/api/stedfortraeder/{meeting.Council}/{meeting.Meeting}";

    public static string Comments(MeetingKey meeting) => $"/api/bemaerkninger/{meeting.Council}/{meeting.Meeting}";

    public static string Written(string council, string item) => $"/api/skriftlig/{council}/{item}";

    public static string Desk(MeetingKey meeting) => $"/api/sekretariat/{meeting.Council}/{meeting.Meeting}";

    /// <summary>The part of the site that the link's cookie goes to.</summary>
    public static string ScopeOf(SignedLink link) => link.Purpose switch
    {
        LinkPurpose.Answer => Answer(link.Meeting),
        LinkPurpose.Agenda => Agenda(link.Meeting),
        LinkPurpose.FollowUp => FollowUp(link.Meeting.Council, link.Subject),
        LinkPurpose.Mailing => Mailing(link.Meeting),
        LinkPurpose.Deputy => Deputy(link.Meeting),
        LinkPurpose.Comment => Comments(link.Meeting),
        LinkPurpose.Written => Written(link.Meeting.Council, link.Subject),
        LinkPurpose.Desk => Desk(link.Meeting),
        _ => DocumentAddress.Of(link.Subject),
    };

    /// <summary>Where the link's holder lands.</summary>
    public static string PageOf(SignedLink link) =>
        link is { Purpose: LinkPurpose.Answer, Subject.Length: > 0 } ? Item(link.Meeting, link.Subject) : ScopeOf(link);
}
