using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Functions.Planning;
using Kkr.Workflow.Tests.MeetingLifecycle;

namespace Kkr.Workflow.Tests.Agenda;

/// <summary>Items that come while the agenda is being frozen: on it with a number, or in the pool with a reason and a mail; nothing between.</summary>
public sealed class FreezeTests : IAsyncLifetime
{
    private CouncilAtWork app = null!;

    public async Task InitializeAsync()
    {
        app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero));
        await app.PlanAsync(andNext: false);
        await app.UntilAsync(2026, 11, 5, 14);
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Submit_StoredAfterTheFreezeHasPassed_IsSetAsideAndTheSubmitterIsTold()
    {
        TaskCompletionSource asked = new();
        TaskCompletionSource frozen = new();
        app.Items.Adding = item =>
        {
            asked.TrySetResult();
            return item.Title == "På vej" ? frozen.Task : Task.CompletedTask;
        };
        Task<string> submitting = app.SubmitAsync("2026-1", "På vej");
        await asked.Task;
        await app.UntilAsync(2026, 11, 5, 15, 1);
        frozen.SetResult();
        string item = await submitting;
        await app.UntilAsync(2026, 11, 5, 16);

        await AssertLeftOutAsync(item);
        Assert.Empty(app.MailingsOf("2026-1", MailKind.LateItem));
    }

    [Fact]
    public async Task Submit_WhileTheAgendaIsBeingWritten_IsSweptAndTheSubmitterIsTold()
    {
        string item = "";
        app.Archive.Keeping = async path =>
        {
            if (item.Length == 0 && path.Contains("dagsorden", StringComparison.Ordinal))
            {
                item = await app.SubmitAsync("2026-1", "Midt i det hele");
            }
        };
        await app.UntilAsync(2026, 11, 5, 16);

        await AssertLeftOutAsync(item);
    }

    [Fact]
    public async Task Accept_WhileTheAgendaIsBeingWritten_DoesNotGetANumberNoAgendaHad()
    {
        string item = "";
        app.Archive.Keeping = async path =>
        {
            if (item.Length == 0 && path.Contains("dagsorden", StringComparison.Ordinal))
            {
                item = await app.SubmitAsync("2026-1", "Sent optaget");
                await app.ActAsync(item, "acceptance");
            }
        };
        await app.UntilAsync(2026, 11, 5, 16);

        await AssertLeftOutAsync(item);
        Meeting meeting = (await app.MeetingAsync("2026-1")).Meeting;
        Assert.Equal(2, meeting.Agendas.Single(edition => edition.Kind == AgendaEditionKind.Frozen).ItemCount);
    }

    private async Task AssertLeftOutAsync(string id)
    {
        MeetingView meeting = await app.MeetingAsync("2026-1");
        Assert.Equal(MeetingPhase.Frozen, meeting.Meeting.Phase);
        Assert.DoesNotContain(meeting.Items, item => item.Id == id);
        Assert.All(meeting.Items.Where(item => item.Status != ItemStatus.Withdrawn), item => Assert.NotNull(item.Number));
        Item left = (await app.Items.FindAsync("lille", null, id, default))!.Value;
        Assert.Equal((ItemStatus.Pooled, AgendaRules.NotTakenReason, "2026-1"), (left.Status, left.Reason, left.LeftOutOf));
        Assert.Equal(1, app.MailingsOf("2026-1", MailKind.ItemRejected).Sum(mailing => mailing.Count));
    }
}
