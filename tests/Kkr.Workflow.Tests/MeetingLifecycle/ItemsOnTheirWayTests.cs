using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Functions.Planning;

namespace Kkr.Workflow.Tests.MeetingLifecycle;

/// <summary>Items that come late, leave, are postponed, or ask somebody to do something.</summary>
public sealed class ItemsOnTheirWayTests
{
    private static readonly DateTimeOffset Start = new(2026, 9, 1, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task WithdrawalAfterTheFreeze_StoredButNobodyTold_IsToldByTheDailyLook()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync(andNext: false);
        await app.UntilAsync(2026, 10, 7, 8);
        string item = await app.SubmitAsync("2026-1", "Fælles beredskab");
        await app.UntilAsync(2026, 11, 10, 8);
        await app.ChangeBehindTheBackAsync(item, stored => ItemRules.Withdraw(stored, "Sagen er trukket"));
        await app.UntilAsync(2026, 11, 13, 8);

        Assert.Equal([("director-0730", 1), ("member-0741", 1)], app.Mail.Sent.Where(mail => mail.Mail.Key.Kind == MailKind.ItemWithdrawn)
            .GroupBy(mail => mail.Mail.Key.Recipient).Where(told => told.Key is "director-0730" or "member-0741")
            .Select(told => (told.Key, told.Count())).OrderBy(told => told.Key, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Rejection_StoredButNobodyTold_IsToldOnceByTheDailyLook()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync(andNext: false);
        await app.UntilAsync(2026, 10, 7, 8);
        string rejected = await app.SubmitAsync("2026-1", "Fælles beredskab");
        string withdrawn = await app.SubmitAsync("2026-1", "Færgedrift");
        await app.ChangeBehindTheBackAsync(rejected, stored => ItemRules.Reject(stored, "Ikke et KKR-anliggende").Then<Item>(item => item with { AnswerDue = true }));
        await app.ChangeBehindTheBackAsync(withdrawn, stored => ItemRules.Withdraw(stored, "Sagen er trukket").Then<Item>(item => item with { AnswerDue = true }));
        await app.UntilAsync(2026, 10, 12, 8);

        Assert.Equal([("2026-10-08 05:30", 1)], app.MailingsOf("2026-1", MailKind.ItemRejected));
        Assert.Equal([("2026-10-08 05:30", 1)], app.MailingsOf("2026-1", MailKind.ItemWithdrawn));
        Assert.DoesNotContain((await app.MeetingAsync("2026-1")).Items, item => item.AnswerDue);
    }

    [Fact]
    public async Task ItemLeftOutAndRejectedFromThePoolLater_ItsSubmitterHearsBoth()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync(andNext: false);
        await app.UntilAsync(2026, 11, 2, 8);
        string item = await app.SubmitAsync("2026-1", "Fælles beredskab");
        await app.UntilAsync(2026, 11, 13, 8);
        Assert.Single(app.MailingsOf("2026-1", MailKind.ItemRejected));
        await app.ActAsync(item, "rejection", new { reason = "Ikke et KKR-anliggende" });
        await app.ActAsync(item, "rejection", new { reason = "Ikke et KKR-anliggende" });
        await app.UntilAsync(2026, 11, 16, 8);

        Assert.Equal(2, app.Mail.Sent.Count(mail => mail.Mail.Key is { Kind: MailKind.ItemRejected, Recipient: "director-0730" }));
    }

    [Fact]
    [EdgeCase("late-item-before-freeze")]
    public async Task LateItems_OneAcceptedOneNot_OneIsOnTheAgendaAndTheOtherWaitsInThePool()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync(andNext: false);
        await app.UntilAsync(2026, 10, 23, 8);
        string taken = await app.SubmitAsync("2026-1", "Kommer sent, men tages med");
        string left = await app.SubmitAsync("2026-1", "Kommer for sent", "0741");
        await app.ActAsync(taken, "acceptance");
        await app.UntilAsync(2026, 11, 6, 12);

        MeetingView meeting = await app.MeetingAsync("2026-1");
        Assert.Equal([("2026-10-23 08:00", 2)], app.MailingsOf("2026-1", MailKind.LateItem));
        Assert.Equal("3.1", Assert.Single(meeting.Items, item => item.Id == taken).Number);
        Assert.DoesNotContain(meeting.Items, item => item.Id == left);
        Assert.Equal([("2026-11-05 15:00", 1)], app.MailingsOf("2026-1", MailKind.ItemRejected));
        Assert.Equal("kkr@lille.example", app.Mail.Sent.First(mail => mail.Mail.Key.Kind == MailKind.LateItem).Mail.CcEmail);
    }

    [Fact]
    [EdgeCase("withdrawn-after-freeze")]
    public async Task WithdrawnItem_AfterTheFreeze_KeepsItsNumberAndMembersAreTold()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync(andNext: false);
        await app.UntilAsync(2026, 10, 7, 8);
        string item = await app.SubmitAsync("2026-1", "Trækkes tilbage");
        await app.UntilAsync(2026, 11, 9, 8);

        await app.ActAsync(item, "withdrawal", new { reason = "Sagen er løst" });
        await app.UntilAsync(2026, 11, 9, 9);

        Item withdrawn = Assert.Single((await app.MeetingAsync("2026-1")).Items, other => other.Id == item);
        Assert.Equal((ItemStatus.Withdrawn, "3.1"), (withdrawn.Status, withdrawn.Number));
        Assert.Equal([("2026-11-09 08:00", 4)], app.MailingsOf("2026-1", MailKind.ItemWithdrawn));
    }

    [Fact]
    public async Task Withdrawal_SaidAgainWhenTheChairHasChanged_TellsNobodyTwice()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync(andNext: false);
        await app.UntilAsync(2026, 10, 7, 8);
        string item = await app.SubmitAsync("2026-1", "Trækkes tilbage");
        await app.UntilAsync(2026, 11, 9, 8);
        await app.ActAsync(item, "withdrawal", new { reason = "Sagen er løst" });

        await app.SendAsync(HttpMethod.Put, "councils/lille", SampleCouncil.Setup with
        {
            Directory = SampleCouncil.Setup.Directory with
            {
                Tenures =
                [
                    .. SampleCouncil.Setup.Directory.Tenures.Where(tenure => tenure.Post != "chair"),
                    new("chair", "m-0741", new DateOnly(2026, 11, 9)),
                ],
            },
        });
        await app.UntilAsync(2026, 11, 10, 8);
        await app.ActAsync(item, "withdrawal", new { reason = "Sagen er løst" });
        await app.UntilAsync(2026, 11, 11, 8);

        Assert.Equal([("2026-11-09 08:00", 4)], app.MailingsOf("2026-1", MailKind.ItemWithdrawn));
    }

    [Fact]
    [EdgeCase("postponed-item")]
    public async Task PostponedItem_AndAnActionPoint_AreCarriedOverAndFollowedUp()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync();
        await app.UntilAsync(2026, 10, 7, 8);
        string item = await app.SubmitAsync("2026-1", "Netværkets fremtid");
        await app.UntilAsync(2026, 11, 17, 14);
        await app.DecideAsync(item, new
        {
            outcomes = new[] { "postponed" },
            text = "Punktet udsættes.",
            postponedTo = "2027-01-26",
            actions = new[] { new { task = "Oplæg om økonomien", ownerPost = "network", deadline = "2027-01-15" } },
        });
        await app.MinuteAsync("2026-1");
        await app.UntilAsync(2027, 1, 20, 0);

        Item carried = Assert.Single((await app.MeetingAsync("2027-1")).Items, other => other.Origin == ItemOrigin.CarriedOver);
        Assert.Equal(item, carried.CarriedFrom);
        Assert.Equal([("2027-01-08 09:00", 1), ("2027-01-18 09:00", 1)], app.MailingsOf("2026-1", MailKind.FollowUp));
    }

    [Fact]
    public async Task MinutesNotSubmitted_TheSecretariatIsAlarmedAndLaterStepsKeepTheirDistance()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync();
        await app.UntilAsync(2026, 11, 26, 8);
        await app.MinuteAsync("2026-1");
        await app.UntilAsync(2026, 12, 15, 0);

        Assert.Equal([("2026-11-19 09:00", 1)], app.MailingsOf("2026-1", MailKind.MinutesDue));
        Assert.Equal([("2026-11-26 08:00", 6)], app.MailingsOf("2026-1", MailKind.DraftMinutes));
        Assert.Equal([("2026-12-07 10:00", 6)], app.MailingsOf("2026-1", MailKind.MinutesPublished));
    }

    [Fact]
    public async Task Mail_RefusedForGoodOrFaultingInPassing_AlertsTheSecretariatOrIsTriedAgain()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        app.Mail.Refused["direktoer0741@lille.example"] = "550 5.1.1 unknown user";
        await app.PlanAsync(andNext: false);
        await app.UntilAsync(2026, 10, 6, 8);
        app.Mail.FaultsLeft = 3;
        await app.UntilAsync(2026, 10, 6, 12);

        List<string> called = [.. app.Mail.Sent.Where(mail => mail.Mail.Key.Kind == MailKind.CallForItems).Select(mail => mail.Mail.Key.Recipient)];
        Assert.Equal(["director-0730", "director-0779"], called.Order());
        Assert.Contains("550 5.1.1", Assert.Single(app.Mail.Sent, mail => mail.Mail.Key.Kind == MailKind.Bounce).Mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BouncedMail_RemindersRestUntilTheAddressIsCorrectedAndItIsSentAgain()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync(andNext: false);
        await app.UntilAsync(2026, 10, 6, 12);
        string key = app.Mail.Sent.First(mail => mail.Mail.Key is { Kind: MailKind.CallForItems, Recipient: "director-0741" }).Mail.Key.ToString();
        await app.SendAsync(HttpMethod.Post, "webhooks/sendgrid", new[] { new { @event = "bounce", mailing_key = key, reason = "550 <direktoer0741@lille.example> ukendt" } });
        await app.UntilAsync(2026, 10, 19, 12);
        Assert.Equal([("2026-10-19 09:00", 2)], app.MailingsOf("2026-1", MailKind.FirstReminder));

        await app.SendAsync(HttpMethod.Put, "councils/lille", SampleCouncil.SetupWith("d-0741", "ny@lille.example"));
        await app.SendAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/mailings/resend", new { key });
        await app.UntilAsync(2026, 10, 21, 12);

        Assert.Equal(2, app.MailingsOf("2026-1", MailKind.CallForItems).Count);
        Assert.Contains(app.Mail.Sent, mail => mail.Mail.Key.Kind == MailKind.SecondReminder && mail.Mail.ToEmail == "ny@lille.example");
        Assert.Contains(
            "550 <(adresse udeladt)> ukendt",
            Assert.Single(app.Mail.Sent, mail => mail.Mail.Key.Kind == MailKind.Bounce).Mail.Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task DraftAgenda_CommentsByTheChair_ReachTheSecretariatAndOthersCannotAnswer()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync(andNext: false);
        await app.UntilAsync(2026, 11, 4, 8);

        await app.SendAsync(HttpMethod.Put, Acting.Meetings + "/2026-1/chairmanship", new { answer = "comments", text = "Punkt 3.1 bør vente." }, "chair");
        using HttpResponseMessage refused =
            await app.RawAsync(HttpMethod.Put, Acting.Meetings + "/2026-1/chairmanship", new { answer = "approved" }, "director-0741");
        await app.UntilAsync(2026, 11, 4, 9);

        Assert.Contains("Punkt 3.1 bør vente.", Assert.Single(app.Mail.Sent, mail => mail.Mail.Key.Kind == MailKind.AgendaComments).Mail.Text, StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, refused.StatusCode);
    }
}
