using System.Net;
using System.Text.Json;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Tests.MeetingLifecycle;

namespace Kkr.Workflow.Tests.Agenda;

/// <summary>Who may act on an item, and who is taken to have answered the call.</summary>
public sealed class CallerTests : IAsyncLifetime
{
    private static readonly object Draft = new { title = "T", background = "B", recommendation = "I" };

    private CouncilAtWork app = null!;

    public async Task InitializeAsync()
    {
        app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero));
        await app.PlanAsync();
        await app.UntilAsync(2026, 10, 7, 8);
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Theory]
    [InlineData("director-9999")]
    [InlineData("Director 0730")]
    [InlineData("x")]
    public async Task Write_UnderAPostTheCouncilLacks_Is403AndStoresNothing(string post)
    {
        foreach (string claimed in (string[])[post, post + new string('x', 200)])
        {
            using HttpResponseMessage response = await app.RawAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/items", Draft, claimed);

            JsonElement problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
            Assert.Equal((HttpStatusCode.Forbidden, "post-unknown"), (response.StatusCode, problem.GetProperty("code").GetString()));
        }

        Assert.DoesNotContain((await app.MeetingAsync("2026-1")).Items, item => item.Origin == ItemOrigin.Submitted);
    }

    [Fact]
    public async Task Director_OfAnotherMunicipality_MayNeitherEditNorWithdrawNorAttach()
    {
        string item = await app.SubmitAsync("2026-1", "Randers' punkt");
        string path = "councils/lille/items/" + item;

        foreach ((HttpMethod method, string act, object body) in new[]
        {
            (HttpMethod.Put, "", Draft),
            (HttpMethod.Post, "/withdrawal", new { reason = "Nej" }),
            (HttpMethod.Put, "/attachments/plan.pdf", Draft),
        })
        {
            using HttpResponseMessage response = await app.RawAsync(method, path + act, body, "director-0741");
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }

        Item kept = (await app.Items.LocateAsync("lille", item, default))!.Value;
        Assert.Equal(("Randers' punkt", ItemStatus.Proposed, 0), (kept.Title, kept.Status, kept.Attachments.Count));
        await app.SendAsync(HttpMethod.Put, path, Draft, "director-0730");
    }

    [Fact]
    public async Task Submit_DirectorWhoOmitsTheMunicipality_HasAnsweredForTheirs()
    {
        JsonElement item = await app.SendAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/items", Draft, "director-0741");
        await app.UntilAsync(2026, 10, 22, 8);

        Assert.Equal("0741", item.GetProperty("municipality").GetString());
        Assert.DoesNotContain(app.Mail.Sent, mail => mail.Mail.Key is { Kind: MailKind.SecondReminder, Recipient: "director-0741" });
    }

    [Fact]
    public async Task CarriedItem_OnTheNextMeeting_IsNoAnswerToItsCall()
    {
        string item = await app.SubmitAsync("2026-1", "Udsættes", "0741");
        await app.UntilAsync(2026, 11, 17, 14);
        await app.DecideAsync(item, new { outcomes = new[] { "postponed" }, text = "Udsættes.", postponedTo = "2027-01-26" });
        await app.MinuteAsync("2026-1");
        await app.UntilAsync(2027, 1, 12, 0);

        Assert.Contains((await app.MeetingAsync("2027-1")).Items, other => other.CarriedFrom == item && other.Municipality == "0741");
        Assert.Contains(app.Mail.Sent, mail => mail.Mail.Key is { Kind: MailKind.SecondReminder, Recipient: "director-0741" } key && key.Meeting.Meeting == "2027-1");
        Assert.All(
            app.Mail.Sent.Where(mail => mail.Mail.Key is { Kind: MailKind.FirstReminder, Recipient: "director-0741" } key && key.Meeting.Meeting == "2027-1"),
            mail => Assert.DoesNotContain("1 punkt", mail.Mail.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Withdrawn_AfterTheFreeze_ChairWithoutAMemberPostIsToldToo()
    {
        string item = await app.SubmitAsync("2026-1", "Trækkes tilbage");
        await app.UntilAsync(2026, 11, 9, 8);
        await app.ActAsync(item, "withdrawal", new { reason = "Løst" });
        await app.UntilAsync(2026, 11, 9, 9);

        string[] told = [.. app.Mail.Sent.Where(mail => mail.Mail.Key.Kind == MailKind.ItemWithdrawn).Select(mail => mail.Mail.Key.Recipient).Order()];
        Assert.Equal(["chair", "director-0730", "member-0741", "vice-chair"], told);
    }
}
