using System.Net;
using System.Text.Json;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Tests.MeetingLifecycle;
using static Kkr.Workflow.Tests.Minutes.MinutedCouncil;

namespace Kkr.Workflow.Tests.Minutes;

/// <summary>Minutes that are out change by corrections that say why, and by nothing else.</summary>
public sealed class PublishedMinutesTests
{
    private const string Meeting = Acting.Meetings + "/2026-1";

    [Fact]
    public async Task Correction_AfterPublication_IsANewEditionThatTellsWhatChangedAndLeavesTheOldOne()
    {
        (CouncilAtWork app, string item) = await MinutedAsync();
        await using CouncilAtWork running = app;
        await app.UntilAsync(2026, 12, 4, 9);
        MinutesEdition published = (await app.MeetingAsync("2026-1")).Meeting.Minutes.Editions[^1];
        await app.RefusedAsync(HttpMethod.Post, Meeting + "/minutes/corrections", new { reason = "Fejl" }, HttpStatusCode.Conflict, "nothing-corrected");

        await app.DecideAsync(item, new { outcomes = new[] { "adopted" }, text = "Tiltrådt.", actions = new[] { new { task = "Oplæg", ownerPost = "network", deadline = "2027-01-15" } }, correction = "Gengivet forkert" });
        await app.SendAsync(HttpMethod.Put, Meeting + "/attendance", new { present = new[] { "member-0730", "member-0779" }, apologies = Array.Empty<string>(), guests = new[] { "Gæst" }, correction = "En gæst manglede" });
        await app.SendAsync(HttpMethod.Post, Meeting + "/minutes/corrections", new { reason = "Punkt 3.1 var gengivet forkert" });
        await app.UntilAsync(2026, 12, 4, 10);

        MinutesEdition corrected = (await app.MeetingAsync("2026-1")).Meeting.Minutes.Editions[^1];
        Assert.Equal((published.Version + 1, MinutesEditionKind.Published), (corrected.Version, corrected.Kind));
        Assert.Equal(["Deltagerlisten er rettet.", "Punkt 3.1: Beslutningen er rettet.", "Punkt 3.1: Opfølgningen er rettet."], corrected.Changes);
        Assert.Equal([("2026-12-04 09:00", 6)], app.MailingsOf("2026-1", MailKind.MinutesCorrected));
        Assert.Contains("Godkendt.", await TextAsync(app, published), StringComparison.Ordinal);
        string text = await TextAsync(app, corrected);
        Assert.Contains("Ændringer siden den forrige udgave", text, StringComparison.Ordinal);
        Assert.Contains("Tiltrådt.", text, StringComparison.Ordinal);
        JsonElement task = (await app.SendAsync(HttpMethod.Get, "councils/lille/follow-ups", null)).EnumerateArray().Single();
        Assert.Equal("Oplæg", task.GetProperty("task").GetString());
    }

    [Fact]
    public async Task Decision_ChangedInTheCommentWindow_IsActedOnWhenTheMinutesArePublished()
    {
        (CouncilAtWork app, string item) = await MinutedAsync(promises: [new { title = "Færgedrift", date = (string?)"2027-01-26" }]);
        await using CouncilAtWork running = app;
        await app.UntilAsync(2026, 11, 26, 9);
        Assert.Contains((await app.MeetingAsync("2027-1")).Items, found => found is { Title: "Færgedrift", Status: not ItemStatus.Withdrawn });
        await app.DecideAsync(item, new { outcomes = new[] { "adopted" }, text = "Tiltrådt.", actions = new[] { new { task = "Oplæg", ownerPost = "network", deadline = "2027-01-15" } } });
        await app.UntilAsync(2026, 12, 4, 9);

        JsonElement task = (await app.SendAsync(HttpMethod.Get, "councils/lille/follow-ups", null)).EnumerateArray().Single();
        Assert.Equal("Oplæg", task.GetProperty("task").GetString());
        Assert.DoesNotContain((await app.MeetingAsync("2027-1")).Items, found => found is { Title: "Færgedrift", Status: not ItemStatus.Withdrawn });
    }

    [Fact]
    public async Task PublishedDecision_ChangedWithoutSayingWhy_IsRefusedAndTheApprovedEditionSaysWhatWasPublished()
    {
        (CouncilAtWork app, string item) = await MinutedAsync();
        await using CouncilAtWork running = app;
        await app.UntilAsync(2026, 12, 4, 9);
        await app.RefusedAsync(HttpMethod.Put, $"councils/lille/items/{item}/decision", new { outcomes = new[] { "adopted" }, text = "Tiltrådt." }, HttpStatusCode.BadRequest, "correction-unexplained");
        await app.RefusedAsync(
            HttpMethod.Put, Meeting + "/attendance", new { present = new[] { "member-0730" }, apologies = Array.Empty<string>(), guests = Array.Empty<string>() }, HttpStatusCode.BadRequest, "correction-unexplained");
        await app.DecideAsync(item, new { outcomes = new[] { "approved" }, text = "Godkendt." });
        await app.UntilAsync(2027, 1, 26, 13);
        await app.MinuteAsync("2027-1");
        await app.UntilAsync(2027, 1, 26, 14);

        IReadOnlyList<MinutesEdition> editions = (await app.MeetingAsync("2026-1")).Meeting.Minutes.Editions;
        Assert.Equal([MinutesEditionKind.Draft, MinutesEditionKind.Published, MinutesEditionKind.Approved], editions.Select(edition => edition.Kind));
        Assert.Equal(editions[1].Parts, editions[2].Parts);
        Assert.Empty(app.MailingsOf("2026-1", MailKind.MinutesCorrected));
    }

    [Fact]
    public async Task PublishedDecision_CorrectedWithoutAskingForAnEdition_IsOutNextWorkingDayWithTheReason()
    {
        (CouncilAtWork app, string item) = await MinutedAsync();
        await using CouncilAtWork running = app;
        await app.UntilAsync(2026, 12, 4, 13);
        await app.DecideAsync(item, new { outcomes = new[] { "adopted" }, text = "Tiltrådt.", correction = "Punkt 3.1 var gengivet forkert" });
        await app.SendAsync(HttpMethod.Put, Meeting + "/attendance", new { present = new[] { "member-0730" }, apologies = Array.Empty<string>(), guests = Array.Empty<string>(), correction = "Et medlem manglede" });
        await app.UntilAsync(2026, 12, 8, 9);

        Assert.Equal([("2026-12-07 10:00", 6)], app.MailingsOf("2026-1", MailKind.MinutesCorrected));
        MinutesRecord minutes = (await app.MeetingAsync("2026-1")).Meeting.Minutes;
        Assert.Equal("Punkt 3.1 var gengivet forkert; Et medlem manglede", Assert.Single(minutes.Corrections).Reason);
        Assert.Equal(["Deltagerlisten er rettet.", "Punkt 3.1: Beslutningen er rettet."], minutes.Editions[^1].Changes);
    }

    [Fact]
    public async Task PublishedDecision_CorrectedJustBeforeTheApproval_IsACorrectedEditionBeforeTheApprovedOne()
    {
        (CouncilAtWork app, string item) = await MinutedAsync();
        await using CouncilAtWork running = app;
        await app.UntilAsync(2027, 1, 26, 13);
        await app.DecideAsync(item, new { outcomes = new[] { "adopted" }, text = "Tiltrådt.", correction = "Punkt 3.1 var gengivet forkert" });
        await app.MinuteAsync("2027-1");
        await app.UntilAsync(2027, 1, 26, 14);

        MinutesRecord minutes = (await app.MeetingAsync("2026-1")).Meeting.Minutes;
        Assert.Equal(
            [MinutesEditionKind.Draft, MinutesEditionKind.Published, MinutesEditionKind.Published, MinutesEditionKind.Approved], minutes.Editions.Select(edition => edition.Kind));
        Assert.Equal((1, minutes.Editions[3].Parts.Count), (minutes.Editions[2].Correction, minutes.Editions[2].Parts.Intersect(minutes.Editions[3].Parts).Count()));
    }

    [Fact]
    public async Task DecisionSavedWhileTheMinutesWerePublished_IsACorrectionAndNotASlip()
    {
        (CouncilAtWork app, string item) = await MinutedAsync();
        await using CouncilAtWork running = app;
        await app.UntilAsync(2026, 12, 3, 13);
        await app.ChangeBehindTheBackAsync(item, stored => stored with { Decision = stored.Decision! with { Text = "Tiltrådt." } });
        await app.UntilAsync(2026, 12, 7, 9);

        Assert.Equal([("2026-12-04 10:00", 6)], app.MailingsOf("2026-1", MailKind.MinutesCorrected));
    }
}
