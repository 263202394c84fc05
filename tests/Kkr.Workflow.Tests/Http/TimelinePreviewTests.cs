using System.Text.Json;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Tests.MeetingLifecycle;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.Tests.Http;

/// <summary>What has been, what comes, and what would come of a move: asked without anything happening.</summary>
public sealed class TimelinePreviewTests : IAsyncLifetime
{
    private const string Meeting = Acting.Meetings + "/2026-1";

    private CouncilAtWork app = null!;

    public async Task InitializeAsync()
    {
        app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero));
        await app.PlanAsync();
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Timeline_HasPastStepsWithTheirVersion_AndComingOnesWithTheirInstants()
    {
        await app.UntilAsync(2026, 10, 7, 9);
        await app.AskAsync(HttpMethod.Post, Meeting + "/move", new { date = "2026-11-24", start = "10:00", end = "13:00" });
        await app.UntilAsync(2026, 10, 7, 10);

        JsonElement timeline = (await app.AskAsync(HttpMethod.Get, Meeting + "/timeline")).Json;

        JsonElement call = timeline.GetProperty("past").EnumerateArray().Single(step => step.GetProperty("step").GetString() == "call");
        JsonElement start = timeline.GetProperty("coming").EnumerateArray().Single(step => step.GetProperty("step").GetString() == "start");
        Assert.Equal(("2026-10-06T09:00:00+02:00", 1), (call.GetProperty("at").GetString(), call.GetProperty("scheduleVersion").GetInt32()));
        Assert.Equal(("2026-11-24T10:00:00+01:00", "10:00"), (start.GetProperty("instant").GetString(), start.GetProperty("time").GetString()));
        Assert.Equal((2, "firstReminder"), (timeline.GetProperty("scheduleVersion").GetInt32(), timeline.GetProperty("next").GetString()));
    }

    [Fact]
    public async Task MovePreview_SaysWhatAMoveDoes_AndTheMoveThenDoesIt()
    {
        await app.UntilAsync(2026, 10, 23, 9);

        JsonElement preview = (await app.AskAsync(HttpMethod.Get, Meeting + "/move-preview?date=2026-11-24&start=10:00&end=13:00")).Json;
        await app.AskAsync(HttpMethod.Post, Meeting + "/move", new { date = "2026-11-24", start = "10:00", end = "13:00" });
        JsonElement after = (await app.AskAsync(HttpMethod.Get, Meeting + "/timeline")).Json;
        await app.UntilAsync(2026, 10, 23, 10);

        Assert.Equal(after.GetProperty("coming").GetRawText(), preview.GetProperty("timeline").GetProperty("coming").GetRawText());
        Assert.Equal(["call", "itemDeadline"], preview.GetProperty("staysClosed").EnumerateArray().Select(step => step.GetString()));
        Assert.Equal("staysDone", Effect(preview, "call"));
        Assert.Equal("moved", Effect(preview, "dispatch"));
        JsonElement told = Assert.Single(preview.GetProperty("tells").EnumerateArray());
        Assert.Equal(
            app.Mail.Sent.Where(mail => mail.Mail.Key.Kind == Domain.Mailing.MailKind.Rescheduled).Select(mail => mail.Mail.Key.Recipient).Order(),
            told.GetProperty("posts").EnumerateArray().Select(post => post.GetString()!).Order());
    }

    [Fact]
    public async Task Previews_WriteNothingSendNothingAndLogNoChange()
    {
        await app.UntilAsync(2026, 10, 7, 9);
        string before = await StateAsync();
        int mails = app.Mail.Sent.Count;

        Answer move = await app.AskAsync(HttpMethod.Get, Meeting + "/move-preview?date=2026-11-24");
        Answer cancellation = await app.AskAsync(HttpMethod.Get, Meeting + "/cancellation-preview");
        await app.UntilAsync(2026, 10, 7, 12);

        Assert.Equal((200, 200), (move.Status, cancellation.Status));
        Assert.Equal(before, await StateAsync());
        Assert.Equal(mails, app.Mail.Sent.Count);
        Assert.Equal("2027-1", cancellation.Json.GetProperty("itemsTo").GetString());
        Assert.All(
            cancellation.Json.GetProperty("steps").EnumerateArray(),
            step => Assert.Contains(step.GetProperty("effect").GetString(), (string[])["dropped", "staysDone"]));
    }

    [Theory]
    [InlineData("?date=2026-11-22", 400, "meeting-on-closing-day")]
    [InlineData("?date=2027-01-26", 409, "meeting-date-taken")]
    [InlineData("", 400, "field-missing")]
    [InlineData("?date=2026-11-24&star=10:00", 400, "parameter-unknown")]
    public async Task MovePreview_OfWhatCannotBe_IsRefusedAsTheMoveWouldBe(string query, int status, string code)
    {
        Answer refused = await app.AskAsync(HttpMethod.Get, Meeting + "/move-preview" + query);

        Assert.Equal((status, code), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task MovePreview_ToWhereItIs_ChangesNothing() =>
        Assert.False((await app.AskAsync(HttpMethod.Get, Meeting + "/move-preview?date=2026-11-17")).Json.GetProperty("changes").GetBoolean());

    private static string Effect(JsonElement preview, string step) =>
        preview.GetProperty("steps").EnumerateArray().Single(one => one.GetProperty("step").GetString() == step).GetProperty("effect").GetString()!;

    private async Task<string> StateAsync()
    {
        List<string> log = [];
        await foreach (AuditEntry entry in app.Services.GetRequiredService<IAuditLog>().ReadAsync("lille", CancellationToken.None))
        {
            log.Add(entry.Action);
        }

        return (await app.AskAsync(HttpMethod.Get, Acting.Meetings)).Text + string.Join(',', log);
    }
}
