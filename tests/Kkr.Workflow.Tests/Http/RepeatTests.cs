using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Tests.MeetingLifecycle;

namespace Kkr.Workflow.Tests.Http;

/// <summary>Whoever hears no answer asks again, and it is as if they had asked once.</summary>
public sealed class RepeatTests : IAsyncLifetime
{
    private const string Items = Acting.Meetings + "/2026-1/items";

    private static readonly object Draft = new { title = "Fælles beredskab", background = "B", recommendation = "I" };

    private CouncilAtWork app = null!;

    public async Task InitializeAsync()
    {
        app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero));
        await app.PlanAsync();
        await app.UntilAsync(2026, 10, 7, 9);
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    private static (string, string) Key(string key) => ("Idempotency-Key", key);

    [Fact]
    public async Task Repeat_AfterTheStateMovedOn_GetsTheFirstAnswer()
    {
        await app.UntilAsync(2026, 11, 4, 12);
        Answer first = await app.AskAsync(HttpMethod.Post, Items, Draft, Key("en"));
        await app.UntilAsync(2026, 11, 6, 12);

        Answer again = await app.AskAsync(HttpMethod.Post, Items, Draft, Key("en"));
        Answer another = await app.AskAsync(HttpMethod.Post, Items, Draft, Key("to"));

        Assert.Equal((201, first.Text, first.ETag, first.Headers.Location), (again.Status, again.Text, again.ETag, again.Headers.Location));
        Assert.Equal("true", Assert.Single(again.Headers.GetValues("Idempotency-Replayed")));
        Assert.Equal((409, "agenda-frozen"), (another.Status, another.Code));
    }

    [Fact]
    public async Task Repeat_WithOtherContentOrAnotherAddress_Is422()
    {
        await app.AskAsync(HttpMethod.Post, Items, Draft, Key("en"));

        Answer content = await app.AskAsync(HttpMethod.Post, Items, new { title = "Et andet", background = "B", recommendation = "I" }, Key("en"));
        Answer address = await app.AskAsync(HttpMethod.Post, Acting.Meetings + "/2027-1/items", Draft, Key("en"));

        Assert.Equal((422, "idempotency-key-reused"), (content.Status, content.Code));
        Assert.Equal(422, address.Status);
    }

    [Fact]
    public async Task Key_OfAnotherCallerOrOperation_IsAnotherKey()
    {
        Answer first = await app.AskAsync(HttpMethod.Post, Items, Draft, Key("en"));
        Answer other = await app.AskAsync(HttpMethod.Post, Items, Draft, Key("en"), ("X-Acting-Post", "director-0730"));
        Answer planned = await app.AskAsync(
            HttpMethod.Post, Acting.Meetings, new { date = "2027-03-09", start = "09:30", end = "12:00", venue = new { name = "Viborg" } }, Key("en"));

        Assert.Equal((201, 201, 201), (first.Status, other.Status, planned.Status));
        Assert.NotEqual(first.Json.GetProperty("id").GetString(), other.Json.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Refusal_ChangesNothingAndIsNotRemembered_SoTheKeyIsFree()
    {
        Answer refused = await app.AskAsync(HttpMethod.Post, Items, new { title = "Uden indhold" }, Key("en"));
        Answer mended = await app.AskAsync(HttpMethod.Post, Items, Draft, Key("en"));

        Assert.Equal((400, 201), (refused.Status, mended.Status));
    }

    [Theory]
    [InlineData(256, "x")]
    [InlineData(1, "a\u007fb")]
    public async Task Key_ThatIsNoKey_IsRefused(int times, string part)
    {
        string given = string.Concat(Enumerable.Repeat(part, times));

        Answer refused = await app.AskAsync(HttpMethod.Post, Items, Draft, Key(given));

        Assert.Equal((400, "idempotency-key-malformed"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task TwoAtOnce_WithOneKey_MakeOneItemAndTheSecondIsAskedToWait()
    {
        TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Items.Adding = async _ =>
        {
            arrived.TrySetResult();
            await goOn.Task;
        };
        Task<Answer> first = app.AskAsync(HttpMethod.Post, Items, Draft, Key("en"));
        await arrived.Task;

        Answer second = await app.AskAsync(HttpMethod.Post, Items, Draft, Key("en"));
        goOn.SetResult();
        Answer third = await Repeated(await first);

        Assert.Equal((409, "request-in-progress"), (second.Status, second.Code));
        Assert.NotNull(second.Headers.RetryAfter);
        Assert.Equal((await first).Text, third.Text);

        async Task<Answer> Repeated(Answer done)
        {
            Assert.Equal(201, done.Status);
            return await app.AskAsync(HttpMethod.Post, Items, Draft, Key("en"));
        }
    }

    [Fact]
    public async Task AppThatDiedBeforeItRememberedTheAnswer_MakesNoSecondItemNotEvenAfterTheFreeze()
    {
        app.AnsweredRequests.Remembering = _ => throw new HttpRequestException("Storage is away.");
        Answer first = await app.AskAsync(HttpMethod.Post, Items, Draft, Key("en"));
        app.AnsweredRequests.Remembering = null;
        Answer atOnce = await app.AskAsync(HttpMethod.Post, Items, Draft, Key("en"));
        await app.UntilAsync(2026, 11, 6, 12);

        Answer later = await app.AskAsync(HttpMethod.Post, Items, Draft, Key("en"));

        Assert.Equal((201, 409, 201), (first.Status, atOnce.Status, later.Status));
        Assert.Equal(first.Json.GetProperty("id").GetString(), later.Json.GetProperty("id").GetString());
        Assert.Single(app.Mail.Sent, mail => mail.Mail.Key.Kind == MailKind.Acknowledgement);
    }

    [Fact]
    public async Task Move_Cancellation_AndPlanning_RunAgainAfterADeath_ChangeNothingMore()
    {
        (string Path, object Body)[] posts =
        [
            (Acting.Meetings, new { date = "2027-03-09", start = "09:30", end = "12:00", venue = new { name = "Viborg" } }),
            ("councils/lille/years/2027", new { meetings = new[] { new { date = "2027-04-13", start = "09:30", end = "12:00", venue = new { name = "Viborg" } } } }),
            (Acting.Meetings + "/2026-1/move", new { date = "2026-11-24", start = "10:00", end = "13:00" }),
            (Acting.Meetings + "/2026-1/cancellation", new { reason = "For få punkter" }),
        ];
        foreach ((string path, object body) in posts)
        {
            app.AnsweredRequests.Remembering = _ => throw new HttpRequestException("Storage is away.");
            Answer first = await app.AskAsync(HttpMethod.Post, path, body, Key("en"));
            app.AnsweredRequests.Remembering = null;
            await app.Clock.WaitUntilAsync(app.Clock.GetUtcNow().AddMinutes(6));

            Answer again = await app.AskAsync(HttpMethod.Post, path, body, Key("en"));

            Assert.True(first.Status is 200 or 201, first.Text);
            Assert.Equal(first.Status, again.Status);
        }

        Assert.Equal(4, (await app.AskAsync(HttpMethod.Get, Acting.Meetings)).Json.GetArrayLength());
        Assert.Single(app.MailingsOf("2026-1", MailKind.Cancelled));
        Assert.Single(app.MailingsOf("2026-1", MailKind.Rescheduled));
    }

    [Theory]
    [InlineData("rejection", MailKind.ItemRejected)]
    [InlineData("withdrawal", MailKind.ItemWithdrawn)]
    public async Task RejectionOrWithdrawal_CutOffBeforeItsMailWasQueued_IsCarriedToItsEndByARepeatAndTellsOnce(string act, MailKind kind)
    {
        string item = await app.SubmitAsync("2026-1", "Fælles beredskab");
        string path = $"councils/lille/items/{item}/{act}";
        await app.ChangeBehindTheBackAsync(item, current => act == "rejection" ? ItemRules.Reject(current, "Hører til i byrådet") : ItemRules.Withdraw(current, "Hører til i byrådet"));

        Answer again = await app.AskAsync(HttpMethod.Post, path, new { reason = "Hører til i byrådet" });
        await app.UntilAsync(2026, 10, 7, 10);
        await app.AskAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/move", new { date = "2026-11-24", start = "10:00", end = "13:00" });
        Answer third = await app.AskAsync(HttpMethod.Post, path, new { reason = "Hører til i byrådet" });
        Answer other = await app.AskAsync(HttpMethod.Post, path, new { reason = "Noget andet" });
        await app.UntilAsync(2026, 10, 7, 11);

        Assert.Equal((200, 200, 409), (again.Status, third.Status, other.Status));
        Assert.Single(app.Mail.Sent, mail => mail.Mail.Key.Kind == kind && mail.Mail.Key.Subject == item);
    }

    [Fact]
    public async Task Keys_WhenNoRepeatWillCome_AreForgotten()
    {
        await app.AskAsync(HttpMethod.Post, Items, Draft, Key("en"));
        await app.UntilAsync(2026, 10, 13, 12);
        int remembered = app.AnsweredRequests.Count;
        await app.UntilAsync(2026, 10, 15, 12);

        Assert.Equal((1, 0), (remembered, app.AnsweredRequests.Count));
    }
}
