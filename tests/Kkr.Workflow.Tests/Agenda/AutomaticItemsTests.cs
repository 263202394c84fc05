using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Tests.MeetingLifecycle;
using static Kkr.Workflow.Tests.Midtjylland;

namespace Kkr.Workflow.Tests.Agenda;

/// <summary>The items that come by themselves follow what happens, and leave alone what people have written.</summary>
public sealed class AutomaticItemsTests
{
    [Fact]
    public void Refresh_TextSomebodyPutRight_StaysWhileTheOthersFollow()
    {
        Meeting meeting = MeetingOn("2026-11-17");
        Item before = Upcoming(meeting, "Mødet den 3. februar 2027:\n- Klima");
        Item edited = before with { Background = "Skrevet i hånden." };

        Item once = AgendaRules.Refresh(edited, Upcoming(meeting, "Mødet den 3. februar 2027:\n- Trafik"));
        Item twice = AgendaRules.Refresh(once, Upcoming(meeting, "Mødet den 3. februar 2027:\n- Energi"));

        Assert.Equal("Skrevet i hånden.", twice.Background);
        Assert.Contains("Energi", twice.Presentation, StringComparison.Ordinal);
        Assert.Same(twice, AgendaRules.Refresh(twice, Upcoming(meeting, "Mødet den 3. februar 2027:\n- Energi")));
    }

    [Fact]
    public void Refresh_TextThatOnlyWentThroughAForm_IsStillOurs()
    {
        Meeting meeting = MeetingOn("2026-11-17");
        Item sent = Upcoming(meeting, "Mødet:\n- Klima") with { Presentation = "Mødet:\r\n- Klima\r\n" };

        Assert.Equal("Mødet:\n- Trafik", AgendaRules.Refresh(sent, Upcoming(meeting, "Mødet:\n- Trafik")).Presentation);
    }

    [Fact]
    public void Refresh_SameMinutesToApprove_IsTheVerySameItem()
    {
        Item Made() => AgendaRules.AutomaticItems(MeetingOn("2026-11-17"), Midt, [MeetingOn("2026-09-01", "2026-4")])[0];
        Item current = Made();

        Assert.Same(current, AgendaRules.Refresh(current, Made()));
    }

    [Fact]
    public async Task Draft_AfterAnother_KeepsTheSecretariatsWordsAndSavesNothingUnchanged()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero));
        await app.PlanAsync();
        await app.UntilAsync(2026, 10, 29, 8);
        Stored<Item> upcoming = await OfAsync(app, "2026-1", ItemOrigin.Upcoming);
        await app.SendAsync(HttpMethod.Put, "councils/lille/items/" + upcoming.Value.Id, new
        {
            title = upcoming.Value.Title,
            background = "Skrevet i hånden.",
            recommendation = upcoming.Value.Recommendation,
            presentation = upcoming.Value.Presentation,
            section = 6,
        });
        string tag = (await OfAsync(app, "2026-1", ItemOrigin.Upcoming)).ETag;
        await app.UntilAsync(2026, 11, 3, 14);

        Stored<Item> after = await OfAsync(app, "2026-1", ItemOrigin.Upcoming);
        Assert.Equal(("Skrevet i hånden.", tag), (after.Value.Background, after.ETag));
    }

    [Fact]
    public async Task Approval_OfMinutesThatWillNeverBe_IsWithdrawnWithoutANumber()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero));
        await app.PlanAsync();
        await app.UntilAsync(2026, 10, 7, 8);
        Assert.Equal(ItemStatus.Accepted, (await OfAsync(app, "2027-1", ItemOrigin.ApprovalOfMinutes)).Value.Status);
        await app.SendAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/cancellation", new { reason = "For få punkter" });
        await app.UntilAsync(2027, 1, 20, 8);

        Item approval = (await OfAsync(app, "2027-1", ItemOrigin.ApprovalOfMinutes)).Value;
        Assert.Equal((ItemStatus.Withdrawn, (string?)null), (approval.Status, approval.Number));
    }

    private static Item Upcoming(Meeting meeting, string text) =>
        AgendaRules.AutomaticItems(meeting, Midt, [], text).Single(item => item.Origin == ItemOrigin.Upcoming);

    private static async Task<Stored<Item>> OfAsync(CouncilAtWork app, string meeting, ItemOrigin origin) =>
        (await app.Items.ListAsync("lille", meeting, default)).Single(item => item.Value.Origin == origin);
}
