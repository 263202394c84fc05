using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Mailing;

namespace Kkr.Workflow.Tests.Mailing;

/// <summary>Reports of the mail provider, in whatever order and however often they come.</summary>
public class MailReportsTests
{
    private static readonly DateTimeOffset At = new(2026, 10, 6, 7, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Delivered", MailingStatus.Delivered)]
    [InlineData("Deferred Delivered", MailingStatus.Delivered)]
    [InlineData("Deferred Bounced", MailingStatus.Bounced)]
    [InlineData("Delivered Bounced", MailingStatus.Bounced)]
    [InlineData("Deferred Blocked", MailingStatus.Blocked)]
    [InlineData("Dropped", MailingStatus.Dropped)]
    [InlineData("Delivered CalledSpam", MailingStatus.Delivered)]
    [InlineData("Deferred Delivered CalledSpam", MailingStatus.Delivered)]
    public void Reports_InEveryOrderAndTwice_ComeToTheSame(string kinds, MailingStatus expected)
    {
        MailReportKind[] reports = [.. kinds.Split(' ').Select(Enum.Parse<MailReportKind>)];
        Assert.All(Orders([.. reports, .. reports]), order =>
        {
            MailingRecord end = order.Aggregate(Sent(), (mailing, kind) => MailReports.Take(mailing, new MailReport(kind, "abc.filter1", "550 nej"), At) ?? mailing);
            Assert.Equal((expected, reports.Contains(MailReportKind.CalledSpam)), (end.Status, end.IsCalledSpam));
        });
    }

    [Fact]
    public void Report_Repeated_ChangesNothing()
    {
        MailingRecord bounced = MailReports.Take(Sent(), new MailReport(MailReportKind.Bounced, "abc", "550"), At)!;
        Assert.Null(MailReports.Take(bounced, new MailReport(MailReportKind.Bounced, "abc", "550"), At));
    }

    [Fact]
    public void Report_OnAMailInDoubt_SettlesIt()
    {
        MailingRecord doubted = Sent() with { Status = MailingStatus.Failed, IsInDoubt = true, ProviderId = null, Error = "Det vides ikke" };
        MailingRecord there = MailReports.Take(doubted, new MailReport(MailReportKind.Delivered, "abc", null), At)!;
        MailingRecord back = MailReports.Take(doubted, new MailReport(MailReportKind.Bounced, "abc", "550"), At)!;

        Assert.Equal((MailingStatus.Delivered, null, false, "abc"), (there.Status, there.Error, there.IsInDoubt, there.ProviderId));
        Assert.Equal((MailingStatus.Bounced, "550", false), (back.Status, back.Error, back.IsInDoubt));
    }

    [Fact]
    public void Report_OnAFormerMessage_ChangesNothing()
    {
        MailingRecord again = Sent().Become(MailingStatus.Bounced, At).SendAgain(At);
        Assert.Null(MailReports.Take(again, new MailReport(MailReportKind.Delivered, "abc.filter1", null), At));
    }

    [Theory]
    [InlineData(MailingStatus.Withheld)]
    [InlineData(MailingStatus.Sandboxed)]
    public void Report_OnAMailThatWasNotSent_ChangesNothing(MailingStatus status) =>
        Assert.All(Enum.GetValues<MailReportKind>(), kind => Assert.Null(MailReports.Take(Sent() with { Status = status }, new MailReport(kind, null, null), At)));

    [Theory]
    [InlineData(MailingStatus.Bounced, false, SuppressionLift.Failures)]
    [InlineData(MailingStatus.Dropped, false, SuppressionLift.Failures)]
    [InlineData(MailingStatus.Dropped, true, SuppressionLift.Everything)]
    [InlineData(MailingStatus.Failed, false, SuppressionLift.None)]
    public void MailSentAgain_TakesOffTheListsWhatItMay(MailingStatus status, bool recipientAsked, SuppressionLift expected) =>
        Assert.Equal(expected, (Sent() with { Status = status }).SendAgain(At, recipientAsked).Lift);

    [Fact]
    public void EveryState_HasWordsAndEveryTroubleAdvice()
    {
        Assert.All(Enum.GetValues<MailingStatus>(), status => Assert.NotEmpty(status.InDanish()));
        Assert.All(
            Enum.GetValues<MailingStatus>().Select(status => Sent() with { Status = status }).Where(mailing => mailing.HasNotArrived),
            mailing => Assert.EndsWith(".", mailing.Advice(), StringComparison.Ordinal));
    }

    private static MailingRecord Sent() => new()
    {
        Key = new MailingKey(new MeetingKey("lille", "2026-1"), MailKind.CallForItems, 1, "director-0741"),
        Status = MailingStatus.Sent,
        At = At,
        ProviderId = "abc",
    };

    private static IEnumerable<IReadOnlyList<MailReportKind>> Orders(IReadOnlyList<MailReportKind> reports) =>
        reports.Count <= 1
            ? [reports]
            : reports.Index().SelectMany(first => Orders([.. reports.Where((_, index) => index != first.Index)]).Select(rest => (IReadOnlyList<MailReportKind>)[first.Item, .. rest]));
}
