using System.Net;
using System.Text.Json;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Functions.Planning;
using Kkr.Workflow.Tests.MeetingLifecycle;

namespace Kkr.Workflow.Tests.Holding;

/// <summary>Meetings that too few came to, or that some left before the end.</summary>
public sealed class QuorumTests
{
    private const string Meeting = Acting.Meetings + "/2026-1";
    private static readonly DateTimeOffset Start = new(2026, 9, 1, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task QuorumLacking_ItemsAreOnlyDiscussedAndComeAgainAtTheNextMeeting()
    {
        (CouncilAtWork app, string item) = await HeldAsync();
        await using CouncilAtWork _ = app;
        await AttendAsync(app, ["member-0730", "observer-1"]);

        await app.RefusedAsync(HttpMethod.Put, $"councils/lille/items/{item}/decision", new { outcomes = new[] { "approved" }, text = "Godkendt." }, HttpStatusCode.Conflict, "no-quorum");
        foreach (Item open in (await app.MeetingAsync("2026-1")).Items.Where(found => found.Status == ItemStatus.Frozen))
        {
            await app.DecideAsync(open.Id, new { outcomes = new[] { "discussed" }, text = "Drøftet." });
        }

        await app.SendAsync(HttpMethod.Post, Meeting + "/minutes", new { });
        await app.UntilAsync(2026, 12, 4, 0);

        MeetingView held = await app.MeetingAsync("2026-1");
        Assert.All(held.Items.Where(found => found.Decision is not null), found => Assert.True(found.Decision!.WithoutQuorum));
        string minutes = await TextAsync(app, held.Meeting.Minutes.Editions[^1]);
        Assert.Contains("Drøftet, ikke besluttet", minutes, StringComparison.Ordinal);
        Assert.Contains("1 af 3 pladser var besat, og mindst 2 skal være det", minutes, StringComparison.Ordinal);
        Assert.Contains("Observatører uden stemmeret", minutes, StringComparison.Ordinal);
        IReadOnlyList<Item> next = (await app.MeetingAsync("2027-1")).Items;
        Assert.Contains(next, found => found.CarriedFrom == item && found.Status == ItemStatus.Accepted);
        Assert.DoesNotContain(next, found => found.CarriedFrom is not null && found.Title == "Orientering");
    }

    [Fact]
    public async Task QuorumLacking_WhenAttendanceIsPutRightAfterTheDecisions_TheMinutesAreNotTaken()
    {
        (CouncilAtWork app, string item) = await HeldAsync();
        await using CouncilAtWork _ = app;
        await AttendAsync(app, ["member-0730", "member-0779"]);
        await app.DecideRestAsync("2026-1");
        await AttendAsync(app, ["member-0730"]);

        await app.RefusedAsync(HttpMethod.Post, Meeting + "/minutes", new { }, HttpStatusCode.Conflict, "decided-without-quorum");
        await AttendAsync(app, ["member-0730", "deputy-0741"]);
        await app.SendAsync(HttpMethod.Post, Meeting + "/minutes", new { });

        Assert.Equal(MeetingPhase.Minuted, (await app.MeetingAsync("2026-1")).Meeting.Phase);
        Assert.NotNull(item);
    }

    [Fact]
    public async Task MemberWhoLeaves_TheItemsAfterwardsLackTheQuorum()
    {
        (CouncilAtWork app, string item) = await HeldAsync();
        await using CouncilAtWork _ = app;
        await AttendAsync(app, ["member-0730", "member-0779"], new { who = "member-0779", untilItem = "2.1" });
        Item before = (await app.MeetingAsync("2026-1")).Items.Single(found => found.Number == "2.1");

        await app.DecideAsync(before.Id, new { outcomes = new[] { "noted" }, text = "Taget til efterretning." });
        await app.RefusedAsync(HttpMethod.Put, $"councils/lille/items/{item}/decision", new { outcomes = new[] { "approved" }, text = "Godkendt." }, HttpStatusCode.Conflict, "no-quorum");
    }

    [Fact]
    public async Task MemberWhoComesLater_CountsFromTheTimeWhenTheItemWasTaken()
    {
        (CouncilAtWork app, string item) = await HeldAsync();
        await using CouncilAtWork _ = app;
        await AttendAsync(app, ["member-0730", "member-0779"], new { who = "member-0779", from = "10:15" });
        string path = $"councils/lille/items/{item}/decision";

        await app.RefusedAsync(HttpMethod.Put, path, new { outcomes = new[] { "approved" }, text = "Godkendt.", takenAt = "10:00" }, HttpStatusCode.Conflict, "no-quorum");
        await app.SendAsync(HttpMethod.Put, path, new { outcomes = new[] { "approved" }, text = "Godkendt.", takenAt = "10:30" });
    }

    [Fact]
    public async Task Dissent_OfAMemberWhoTookPart_IsPrintedAndOfAnObserverRefused()
    {
        (CouncilAtWork app, string item) = await HeldAsync();
        await using CouncilAtWork _ = app;
        await AttendAsync(app, ["member-0730", "deputy-0741", "observer-1"]);
        object Decision(string who) => new
        {
            outcomes = new[] { "recommended" },
            text = "Anbefalet.",
            consensus = "Der var enighed om, at økonomien følges.",
            dissents = new[] { new { post = who, text = "Kan ikke tilslutte sig finansieringen." } },
            actions = new[] { new { task = "Kontakt til erhvervslivet", organisation = "Erhvervshus Midtjylland" } },
        };

        await app.RefusedAsync(HttpMethod.Put, $"councils/lille/items/{item}/decision", Decision("observer-1"), HttpStatusCode.BadRequest, "dissent-without-vote");
        await app.DecideAsync(item, Decision("deputy-0741"));
        await app.MinuteAsync("2026-1");
        await app.UntilAsync(2026, 11, 24, 12);

        string minutes = await TextAsync(app, (await app.MeetingAsync("2026-1")).Meeting.Minutes.Editions[^1]);
        Assert.Contains("Viceborgmester 0741 (Samsø), stedfortræder for Borgmester 0741: Kan ikke tilslutte sig finansieringen.", minutes, StringComparison.Ordinal);
        Assert.Contains("Der var enighed om, at økonomien følges.", minutes, StringComparison.Ordinal);
        Assert.Contains("Ansvarlig: Erhvervshus Midtjylland. Frist: ikke fastsat.", minutes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attendance_ThatCannotBeRight_IsRefused()
    {
        (CouncilAtWork app, string _) = await HeldAsync();
        await using CouncilAtWork running = app;
        string path = Meeting + "/attendance";
        string[] none = [];

        await app.RefusedAsync(HttpMethod.Put, path, new { present = new[] { "member-9999" }, apologies = none, guests = none }, HttpStatusCode.BadRequest, "attendant-unknown");
        await app.RefusedAsync(HttpMethod.Put, path, Body(new { who = "member-0779", from = "10:00" }), HttpStatusCode.BadRequest, "partial-presence-of-absent");
        await app.RefusedAsync(HttpMethod.Put, path, Body(new { who = "member-0730" }), HttpStatusCode.BadRequest, "partial-presence-empty");
        await app.RefusedAsync(HttpMethod.Put, path, Body(new { who = "member-0730", from = "11:00", until = "10:00" }), HttpStatusCode.BadRequest, "partial-presence-backwards");
        await app.RefusedAsync(HttpMethod.Put, path, Body(new { who = "member-0730", fromItem = "tre" }), HttpStatusCode.BadRequest, "item-number-malformed");
        await app.RefusedAsync(HttpMethod.Put, path, Body(new { who = "member-0730", until = "11:00" }, new { who = "member-0730", from = "10:30" }), HttpStatusCode.BadRequest, "partial-presence-overlap");
        await app.RefusedAsync(HttpMethod.Put, path, new { present = new[] { "observer-1" }, apologies = none, guests = none, chairedBy = "observer-1" }, HttpStatusCode.BadRequest, "chaired-by-absent");

        object Body(params object[] parts) => new { present = new[] { "member-0730" }, apologies = none, guests = none, parts };
    }

    private static async Task<(CouncilAtWork App, string Item)> HeldAsync()
    {
        CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync();
        await app.SendAsync(HttpMethod.Put, "councils/lille", SampleCouncil.WithDeputies);
        await app.UntilAsync(2026, 10, 7, 8);
        string item = await app.SubmitAsync("2026-1", "Fælles beredskab");
        await app.UntilAsync(2026, 11, 17, 13);
        return (app, item);
    }

    private static Task<JsonElement> AttendAsync(CouncilAtWork app, string[] present, params object[] parts) =>
        app.SendAsync(HttpMethod.Put, Meeting + "/attendance", new { present, apologies = Array.Empty<string>(), guests = new[] { "Gæst" }, parts });

    private static async Task<string> TextAsync(CouncilAtWork app, MinutesEdition edition)
    {
        using HttpResponseMessage document = await app.RawAsync(HttpMethod.Get, $"councils/lille/meetings/2026-1/documents/{Uri.EscapeDataString(edition.Path.Split('/')[^1])}", null);
        return WebUtility.HtmlDecode(await document.Content.ReadAsStringAsync());
    }
}
