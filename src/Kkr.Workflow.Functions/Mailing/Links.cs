using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Functions.Archive;
using Kkr.Workflow.Functions.Access.Links;
using Microsoft.Extensions.Configuration;

namespace Kkr.Workflow.Functions.Mailing;

/// <summary>The addresses that mails and invitations lead to. Setting: <c>PublicBaseUrl</c>.</summary>
public sealed class Links(IConfiguration configuration, LinkSigner signer, TimeProvider time)
{
    public const string Setting = "PublicBaseUrl";

    /// <summary>How long after its meeting a link works: long enough to see what became of things. The rules close the meeting itself.</summary>
    private const int DaysAfterMeeting = 30;

    /// <summary>Whoever owns an action point without a deadline, or with one long past, still has time to report.</summary>
    private const int DaysToReport = 180;

    private readonly string root = (configuration[Setting] ?? "http://127.0.0.1:7071").TrimEnd('/');

    /// <summary>Where the calendar tells of changes.</summary>
    public Uri CalendarNotices => new($"{root}/api/webhooks/graph");

    /// <summary>True for an address that lets its reader act.</summary>
    public bool IsSigned(string address) => address.StartsWith($"{root}/api/{LinkAddresses.Landing}?", StringComparison.Ordinal);

    /// <summary>The meeting's page.</summary>
    public string Meeting(MeetingKey meeting) => $"{root}/api/moeder/{meeting.Council}/{meeting.Meeting}";

    /// <summary>The agenda that holds when the link is followed.</summary>
    public string CurrentAgenda(MeetingKey meeting) => $"{root}/api/councils/{meeting.Council}/meetings/{meeting.Meeting}/agenda";

    /// <summary>A published document; <paramref name="path"/> is <c>{council}/{meeting}/{name}</c>.</summary>
    public string Document(string path) => root + DocumentAddress.Of(path);

    /// <summary>A document that only those may read who are sent it.</summary>
    public string Draft(Meeting meeting, Recipient to, string path) => Signed(LinkPurpose.Read, meeting, to, path, DaysToReport);

    /// <summary>Where the call is answered, or where one of the items sent in is put right.</summary>
    public string Answer(Meeting meeting, Recipient to, string item = "") => Signed(LinkPurpose.Answer, meeting, to, item, DaysAfterMeeting);

    /// <summary>Where the draft agenda is approved.</summary>
    public string Approval(Meeting meeting, Recipient to) => Signed(LinkPurpose.Agenda, meeting, to, "", DaysAfterMeeting);

    /// <summary>Where the owner of an action point reports.</summary>
    public string FollowUp(Meeting meeting, Recipient to, string task) => Signed(LinkPurpose.FollowUp, meeting, to, task, DaysToReport);

    /// <summary>Where a mail that did not arrive is sent again.</summary>
    public string Mailing(Meeting meeting, Recipient to, string mailing) => Signed(LinkPurpose.Mailing, meeting, to, mailing, DaysAfterMeeting);

    /// <summary>Where a deputy who is called answers.</summary>
    public string Deputy(Meeting meeting, Recipient to) => Signed(LinkPurpose.Deputy, meeting, to, "", DaysAfterMeeting);

    /// <summary>Where the draft minutes are read and commented on.</summary>
    /// <param name="meeting">The meeting.</param>
    /// <param name="to">Who may comment.</param>
    /// <param name="until">The comments' deadline, UTC; the link works until then.</param>
    public string Comments(Meeting meeting, Recipient to, DateTimeOffset until) => Signed(LinkPurpose.Comment, meeting, to, "", until);

    /// <summary>Where the chairmanship decides an item in writing.</summary>
    public string Written(Meeting meeting, Recipient to, string item) => Signed(LinkPurpose.Written, meeting, to, item, DaysAfterMeeting);

    /// <summary>Where the secretariat does what a mail about the meeting asks of it.</summary>
    public string Desk(Meeting meeting, Recipient to) => Signed(LinkPurpose.Desk, meeting, to, "", DaysToReport);

    private string Signed(LinkPurpose purpose, Meeting meeting, Recipient to, string subject, int days)
    {
        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset last = new(meeting.Date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        return Signed(purpose, meeting, to, subject, (last > now ? last : now).AddDays(days));
    }

    private string Signed(LinkPurpose purpose, Meeting meeting, Recipient to, string subject, DateTimeOffset until)
    {
        SignedLink link = new(purpose, meeting.Key, to.Post.Id, to.PersonId ?? "", subject, time.GetUtcNow(), until);
        return $"{root}/api/{LinkAddresses.Landing}?{LinkAddresses.TokenField}={signer.Write(link)}";
    }
}
