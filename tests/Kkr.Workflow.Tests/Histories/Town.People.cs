using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Tests.Fakes;

namespace Kkr.Workflow.Tests.Histories;

// People who come, go or cannot come, and mail that does not arrive.
internal sealed partial class Town
{
    private async Task<Answer?> ApologiseAsync(Act act)
    {
        MeetingFacts meeting = Pick(act);
        string[] apologies = act.B % 3 == 0 ? ["member-0730"] : act.B % 3 == 1 ? ["member-0741", "member-0730"] : ["member-0779"];
        Answer answer = await AskAsync(
            "Apologise", HttpMethod.Put, $"meetings/{meeting.Id}/attendance", "meetings/" + meeting.Id, new { present = Array.Empty<string>(), apologies, guests = Array.Empty<string>() }, "secretariat", meeting.Id);
        if (answer.IsDone)
        {
            meeting.Apologies.Add((apologies.ToHashSet(), app.Now));
        }

        return answer;
    }

    private async Task<Answer?> ChangeDirectoryAsync(Act act)
    {
        DateOnly today = DateOnly.FromDateTime(ModelCalendar.Local(app.Now));
        string director = "director-" + ModelDirectory.Municipalities[act.B % 3];
        switch (act.A % 7)
        {
            case 0 or 1:
                Directory.Replace(director, today);
                break;
            case 2:
                Directory.Vacate(director, today);
                break;
            case 3:
                Directory.GoOver(director, "director-" + ModelDirectory.Municipalities[act.C % 3], today);
                break;
            case 4:
                Directory.Replace("member-" + ModelDirectory.Municipalities[act.B % 3], today);
                break;
            case 5:
                Directory.Replace(act.C % 2 == 0 ? "chair" : "vice-chair", today);
                break;
            default:
                Directory.Vacate(act.C % 2 == 0 ? "chair" : "deputy-0730", today);
                break;
        }

        Answer answer = await AskAsync("ChangeDirectory", HttpMethod.Put, "", "", Directory.Setup(story.SilenceApproves), "secretariat", Council);
        Directory.Keep(app.Now);
        Require(answer.IsDone, "the-directory-can-be-changed", $"{act}: {answer.Status} {answer.Body}");
        return answer;
    }

    private async Task<Answer?> BounceAsync(Act act)
    {
        SentMail[] mails = [.. Mails.Where(mail => mail.Mail.Key.Kind is MailKind.CallForItems or MailKind.FirstReminder or MailKind.AgendaDispatch)];
        if (mails.Length == 0)
        {
            return null;
        }

        SentMail mail = mails[act.A % mails.Length];
        Answer answer = await client.ReportAsync(new[] { new { @event = "bounce", mailing_key = mail.Mail.Key.ToString(), reason = "550 unknown" } });
        Note("Bounce", answer);
        meetings[mail.Mail.Key.Meeting.Meeting].Bounces.Add((mail.Mail.Key.Recipient, mail.Mail.ToEmail, app.Now));
        return answer;
    }

    /// <summary>The provider is away for a few mails; they are tried again within minutes.</summary>
    private Task<Answer?> FaultAsync(Act act)
    {
        app.Mail.FaultsLeft = 1 + (act.A % 3);
        return Task.FromResult<Answer?>(null);
    }
}
