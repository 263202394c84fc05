using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Minutes;
using Kkr.Workflow.Tests.MeetingLifecycle;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.Tests.Minutes;

/// <summary>What follows from decisions follows once, from the decisions as they are published.</summary>
public sealed class SettlingTests
{
    private static readonly DateTimeOffset Start = new(2026, 9, 1, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task PostponedItem_NextMeetingPlannedAfterTheDraft_IsCarriedOverOnce()
    {
        (CouncilAtWork app, string item) = await PostponedAsync(andNext: false);
        await using CouncilAtWork running = app;
        await app.UntilAsync(2026, 11, 26, 9);
        Assert.Null((await CarriedAsync(app, item)).Single().Meeting);
        await app.PlanNextAsync();
        await app.UntilAsync(2026, 12, 4, 9);

        Assert.Single(await CarriedAsync(app, item));
    }

    [Fact]
    public async Task PostponedItem_SettledAgainAndAgain_IsCarriedOverOnce()
    {
        (CouncilAtWork app, string item) = await PostponedAsync();
        await using CouncilAtWork running = app;
        await app.UntilAsync(2026, 11, 26, 9);
        await app.SendAsync(HttpMethod.Post, Acting.Meetings, new { date = "2026-12-15", start = "09:30", end = "12:30", kind = "extraordinary", venue = new { name = "Teams", isVirtual = true } });
        SettlingActivities settling = app.Services.GetRequiredService<SettlingActivities>();
        DurableTaskClient client = app.Services.GetRequiredService<DurableTaskClient>();
        await settling.SettleDecisions(new MeetingKey(SampleCouncil.Id, "2026-1"), client, CancellationToken.None);
        await settling.SettleDecisions(new MeetingKey(SampleCouncil.Id, "2026-1"), client, CancellationToken.None);

        Assert.Equal("2027-1", Assert.Single(await CarriedAsync(app, item)).Meeting);
    }

    [Fact]
    public async Task Settling_ThatDiesHalfWay_GoesOnWhereItStopped()
    {
        (CouncilAtWork app, string item) = await PostponedAsync(new { title = "Færgedrift" }, new { title = "Havvind" });
        await using CouncilAtWork running = app;
        int died = 0;
        app.Items.Adding = added => added.Title == "Havvind" && died++ == 0 ? throw new IOException("The process dies here.") : Task.CompletedTask;
        await app.UntilAsync(2026, 12, 4, 9);

        Assert.True(died > 1);
        Assert.Equal(["Fælles beredskab", "Færgedrift", "Havvind"], (await CarriedAsync(app, item)).Select(carried => carried.Title).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Decision_PostponedToAnotherDayInTheCommentWindow_TheItemGoesAlong()
    {
        (CouncilAtWork app, string item) = await PostponedAsync();
        await using CouncilAtWork running = app;
        await app.SendAsync(HttpMethod.Post, Acting.Meetings, new { date = "2027-04-20", start = "09:30", end = "12:30", venue = new { name = "Teams", isVirtual = true } });
        await app.UntilAsync(2026, 11, 26, 9);
        Assert.Equal("2027-1", (await CarriedAsync(app, item)).Single().Meeting);
        await app.DecideAsync(item, new { outcomes = new[] { "postponed" }, text = "Udsat til april.", postponedTo = "2027-04-20" });
        await app.UntilAsync(2026, 12, 4, 9);

        Assert.Equal("2027-2", Assert.Single(await CarriedAsync(app, item)).Meeting);
    }

    [Fact]
    public async Task Decision_CorrectedInTheCommentWindowAndBackAgain_TheItemIsThereOnce()
    {
        (CouncilAtWork app, string item) = await PostponedAsync();
        await using CouncilAtWork running = app;
        await app.UntilAsync(2026, 11, 26, 9);
        await app.DecideAsync(item, new { outcomes = new[] { "approved" }, text = "Godkendt." });
        await app.SendAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/minutes/corrections", new { reason = "Punktet blev godkendt" });
        await app.UntilAsync(2026, 11, 26, 12);
        Assert.Empty(await CarriedAsync(app, item));
        await app.DecideAsync(item, new { outcomes = new[] { "postponed" }, text = "Udsat." });
        await app.UntilAsync(2026, 12, 4, 9);

        Assert.Equal("2027-1", Assert.Single(await CarriedAsync(app, item)).Meeting);
    }

    private static async Task<(CouncilAtWork App, string Item)> PostponedAsync(bool andNext)
    {
        CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync(andNext);
        return (app, await MinuteAsync(app, []));
    }

    private static async Task<(CouncilAtWork App, string Item)> PostponedAsync(params object[] promises)
    {
        CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync();
        return (app, await MinuteAsync(app, promises));
    }

    private static async Task<string> MinuteAsync(CouncilAtWork app, object[] promises)
    {
        await app.UntilAsync(2026, 10, 7, 8);
        string item = await app.SubmitAsync("2026-1", "Fælles beredskab");
        await app.UntilAsync(2026, 11, 17, 13);
        await app.DecideAsync(item, new { outcomes = new[] { "postponed" }, text = "Udsat.", promises });
        await app.MinuteAsync("2026-1");
        return item;
    }

    /// <summary>What follows from the item and has not been taken back, wherever it is.</summary>
    private static async Task<IReadOnlyList<Item>> CarriedAsync(CouncilAtWork app, string item)
    {
        IMeetings meetings = app.Services.GetRequiredService<IMeetings>();
        List<Item> found = [];
        foreach (string? place in (await meetings.ListAsync(SampleCouncil.Id, CancellationToken.None)).Select(meeting => (string?)meeting.Key.Meeting).Append(null))
        {
            found.AddRange((await app.Items.ListAsync(SampleCouncil.Id, place, CancellationToken.None)).Select(stored => stored.Value));
        }

        return [.. found.Where(one => one.CarriedFrom == item && one.Status != ItemStatus.Withdrawn)];
    }
}
