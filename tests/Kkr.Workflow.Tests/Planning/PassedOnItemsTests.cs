using System.Net;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Tests.MeetingLifecycle;

namespace Kkr.Workflow.Tests.Planning;

/// <summary>What becomes of the items of a cancelled meeting, and of those that wait in the pool.</summary>
public sealed class PassedOnItemsTests : IAsyncLifetime
{
    private CouncilAtWork app = null!;

    public async Task InitializeAsync()
    {
        app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero));
        await app.PlanAsync();
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Cancelled_WithAnEarlierMeetingStillOpen_PassesItemsOnToTheOneAfterIt()
    {
        await PlanAsync("2026-12-08");
        await app.UntilAsync(2026, 10, 7, 10);
        string item = await app.SubmitAsync("2026-2", "Til december");

        await CancelAsync("2026-2");

        Assert.Equal("2027-1", (await ReadAsync(item)).Meeting);
        Assert.All(
            app.Mail.Sent.Where(mail => mail.Mail.Key.Kind == MailKind.Cancelled),
            mail => Assert.Contains("26. januar 2027", mail.Mail.Text, StringComparison.Ordinal));
    }

    [Fact]
    [EdgeCase("cancelled-meeting-promises")]
    public async Task Cancelled_WithNoNextMeeting_ItsPromisesWaitForWhicheverIsPlanned()
    {
        string carried = await PostponeAsync("2027-01-26");
        await app.UntilAsync(2026, 12, 1, 10);
        await CancelAsync("2027-1");
        Assert.Equal(ItemStatus.Pooled, (await ReadAsync(carried)).Status);

        await PlanAsync("2027-03-02");
        await app.UntilAsync(2027, 2, 10, 10);

        Item adopted = await ReadAsync(carried);
        Assert.Equal(("2027-2", ItemStatus.Accepted), (adopted.Meeting, adopted.Status));
    }

    [Fact]
    public async Task Cancelled_SubjectOfEveryMeeting_IsNotTwiceOnTheNext()
    {
        await app.SendAsync(HttpMethod.Post, "councils/lille/years/2026", new
        {
            meetings = new[] { new { date = "2026-12-08", start = "09:30", end = "12:30", venue = new { name = "Rådhuset" } } },
            annualWheel = new[] { new { subject = "Sundhedsråd", content = Array.Empty<string>(), rawMeeting = "Møderne i 2026" } },
        });
        await app.UntilAsync(2026, 10, 9, 10);

        await CancelAsync("2026-1");
        await app.UntilAsync(2026, 11, 20, 10);

        Assert.Single((await app.MeetingAsync("2026-2")).Items, item => item is { Title: "Sundhedsråd", Status: ItemStatus.Accepted });
        Assert.DoesNotContain(await app.Items.ListAsync("lille", null, default), item => item.Value.Title == "Sundhedsråd");
    }

    [Fact]
    public async Task PoolItem_PostponedToAnUnplannedDate_CanBeEditedAndWithdrawn()
    {
        string item = await PostponeAsync("2027-03-02");
        Assert.StartsWith("pool-", item, StringComparison.Ordinal);

        await app.SendAsync(HttpMethod.Put, "councils/lille/items/" + item, new { title = "Ny titel", background = "B", recommendation = "I" });
        Assert.Equal(("Ny titel", ItemStatus.Pooled), ((await ReadAsync(item)).Title, (await ReadAsync(item)).Status));
        using HttpResponseMessage decided = await app.RawAsync(
            HttpMethod.Put, $"councils/lille/items/{item}/decision", new { outcomes = new[] { "noted" }, text = "x" });
        Assert.Equal(HttpStatusCode.Conflict, decided.StatusCode);
        await app.ActAsync(item, "withdrawal", new { reason = "Sagen er løst" });
        await app.UntilAsync(2026, 12, 2, 10);

        Assert.Equal(ItemStatus.Withdrawn, (await ReadAsync(item)).Status);
        Assert.Single(app.Mail.Sent, mail => mail.Mail.Key.Kind == MailKind.ItemWithdrawn && mail.Mail.Key.Subject == item);
    }

    [Fact]
    public async Task PoolItem_PostponedToAnUnplannedDate_CanBeRejected()
    {
        string item = await PostponeAsync("2027-03-02");

        await app.ActAsync(item, "rejection", new { reason = "Hører ikke til her" });

        Assert.Equal(ItemStatus.Rejected, (await ReadAsync(item)).Status);
    }

    /// <summary>November's meeting postpones an item; answers the one that continues it.</summary>
    private async Task<string> PostponeAsync(string to)
    {
        await app.UntilAsync(2026, 10, 7, 8);
        string item = await app.SubmitAsync("2026-1", "Netværkets fremtid");
        await app.UntilAsync(2026, 11, 17, 14);
        await app.DecideAsync(item, new { outcomes = new[] { "postponed" }, text = "Udsættes.", postponedTo = to });
        await app.MinuteAsync("2026-1");
        await app.UntilAsync(2026, 11, 25, 10);
        List<Item> known = [.. (await app.MeetingAsync("2027-1")).Items, .. (await app.Items.ListAsync("lille", null, default)).Select(pooled => pooled.Value)];
        return known.Single(other => other.CarriedFrom == item).Id;
    }

    private async Task CancelAsync(string meeting)
    {
        await app.SendAsync(HttpMethod.Post, $"{Acting.Meetings}/{meeting}/cancellation", new { reason = "For få punkter" });
        DateTimeOffset soon = app.Clock.GetUtcNow().AddMinutes(5);
        await app.Clock.WaitUntilAsync(soon);
    }

    private async Task PlanAsync(string date) => await app.SendAsync(
        HttpMethod.Post, Acting.Meetings, new { date, start = "09:30", end = "12:30", venue = new { name = "Rådhuset" } });

    private async Task<Item> ReadAsync(string item) => (await app.Items.LocateAsync("lille", item, default))!.Value;
}
