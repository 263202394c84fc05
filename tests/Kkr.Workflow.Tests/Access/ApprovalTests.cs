using System.Net;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Tests.MeetingLifecycle;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.Tests.Access;

/// <summary>The chairmanship's answer is one answer to one draft, however often it is sent.</summary>
public sealed class ApprovalTests : IAsyncLifetime
{
    private const string Path = Acting.Meetings + "/2026-1/chairmanship";

    private static readonly object Comments = new { answer = "comments", text = "Punkt 3.1 først." };

    private CouncilAtWork app = null!;

    public async Task InitializeAsync()
    {
        app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero));
        await app.PlanAsync();
        await app.UntilAsync(2026, 10, 7, 8);
        await app.SubmitAsync("2026-1", "Et punkt");
        await app.UntilAsync(2026, 11, 4, 8);
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Answer_SentTwice_IsRecordedAndMailedOnce()
    {
        await app.SendAsync(HttpMethod.Put, Path, Comments, "chair");
        await app.UntilAsync(2026, 11, 4, 9);
        await app.SendAsync(HttpMethod.Put, Path, Comments, "chair");
        await app.SendAsync(HttpMethod.Put, Path, new { answer = "approved" }, "vice-chair");
        await app.SendAsync(HttpMethod.Put, Path, new { answer = "approved" }, "vice-chair");
        await app.UntilAsync(2026, 11, 4, 10);

        Assert.Equal([("chair", false), ("vice-chair", true)], (await AnswersAsync()).Select(answer => (answer.Post, answer.Approved)));
        Assert.Single(app.Mail.Sent, mail => mail.Mail.Key.Kind == MailKind.AgendaComments);

        // Who says something else in between, and then the same again, has said three things.
        await app.SendAsync(HttpMethod.Put, Path, new { answer = "approved" }, "chair");
        await app.SendAsync(HttpMethod.Put, Path, Comments, "chair");
        Assert.Equal(4, (await AnswersAsync()).Count);
    }

    [Fact]
    public async Task Comments_StoredBeforeTheirMailWasQueued_AreMailedWhenTheyAreSentAgain()
    {
        IMeetings meetings = app.Services.GetRequiredService<IMeetings>();
        Stored<Meeting> stored = (await meetings.FindAsync(new MeetingKey("lille", "2026-1"), CancellationToken.None))!;
        ChairmanshipAnswer answer = new("chair", Approved: false, "Punkt 3.1 først.", app.Clock.GetUtcNow());
        await meetings.SaveAsync(stored with { Value = MeetingRules.RecordChairmanshipAnswer(stored.Value, answer).Value }, CancellationToken.None);

        await app.SendAsync(HttpMethod.Put, Path, Comments, "chair");
        await app.UntilAsync(2026, 11, 4, 9);

        Assert.Single(await AnswersAsync());
        Assert.Single(app.Mail.Sent, mail => mail.Mail.Key.Kind == MailKind.AgendaComments);
    }

    [Fact]
    public async Task Approval_OfADraftThatHasBeenReplaced_RecordsNothingAndShowsTheNewOne()
    {
        using Visitor visitor = new(app);
        await visitor.OpenAsync(Visitor.LinkIn(app, MailKind.ChairmanshipDraft, "chair"));
        string page = visitor.At.PathAndQuery;
        await app.SendAsync(HttpMethod.Post, Path + "/answers", new { newDraft = true });
        await app.UntilAsync(2026, 11, 4, 9);

        await visitor.SendAsync(page, fields: new Dictionary<string, string> { ["answer"] = "approved" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, visitor.Status);
        Assert.Contains("Der er kommet et nyt udkast, siden du åbnede siden.", visitor.Html, StringComparison.Ordinal);
        Assert.Empty(await AnswersAsync());

        await visitor.SendAsync(page, fields: new Dictionary<string, string> { ["answer"] = "approved" });
        Meeting meeting = (await app.MeetingAsync("2026-1")).Meeting;
        Assert.Equal(meeting.Agendas[^1].Version, Assert.Single(meeting.ChairmanshipAnswers).Draft);
    }

    private async Task<IReadOnlyList<ChairmanshipAnswer>> AnswersAsync() => (await app.MeetingAsync("2026-1")).Meeting.ChairmanshipAnswers;
}
