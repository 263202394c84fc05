using System.Net;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Functions.Planning;

namespace Kkr.Workflow.Tests.MeetingLifecycle;

/// <summary>What becomes of an agenda that people have, and of a meeting whose agenda nobody ever had.</summary>
public sealed class DispatchedAgendaTests : IAsyncLifetime
{
    private const string Meeting = Acting.Meetings + "/2026-1";
    private const string Secret = "Opsigelse af lejemålet";

    private CouncilAtWork app = null!;
    private string item = "";

    public async Task InitializeAsync()
    {
        app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero));
        await app.PlanAsync(andNext: false);
        await app.UntilAsync(2026, 10, 7, 8);
        item = await app.SubmitAsync("2026-1", Secret);
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Item_MadeConfidentialAfterTheDispatch_IsClosedInANewEditionAndTheOldOneIsOpenToNobodyElse()
    {
        await app.UntilAsync(2026, 11, 9, 8);
        AgendaEdition before = AgendaRules.Current((await app.MeetingAsync("2026-1")).Meeting)!;
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(before.Path, "public"));

        await app.ActAsync(item, "confidentiality", new { confidential = true });
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(before.Path, "public"));
        await app.UntilAsync(2026, 11, 9, 9);

        AgendaEdition after = AgendaRules.Current((await app.MeetingAsync("2026-1")).Meeting)!;
        Assert.Equal(before.Version + 1, after.Version);
        Assert.NotNull(after.MembersPath);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(before.Path, "public"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(before.Path, "network"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(before.Path, "secretariat"));
        using HttpResponseMessage page = await app.RawAsync(HttpMethod.Get, Meeting + "/agenda", null, "public");
        string text = WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync());
        Assert.Contains("Fortroligt punkt", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);

        await app.UntilAsync(2026, 11, 12, 9);
        Assert.Equal(after.Version, (await app.MeetingAsync("2026-1")).Meeting.Agendas[^1].Version);
    }

    [Fact]
    public async Task Item_MadeConfidentialAfterADraftThatClosedAnother_TakesTheDraftFromThoseWhoHaveItsLink()
    {
        string other = await app.SubmitAsync("2026-1", "Personsag");
        await app.ActAsync(other, "confidentiality", new { confidential = true });
        await app.UntilAsync(2026, 10, 29, 8);
        AgendaEdition draft = (await app.MeetingAsync("2026-1")).Meeting.Agendas[^1];
        Assert.Equal((AgendaEditionKind.NetworkDraft, HttpStatusCode.OK), (draft.Kind, await StatusAsync(draft.Path, "network")));
        Assert.Contains(item, draft.Open!);
        Assert.DoesNotContain(other, draft.Open!);

        await app.ActAsync(item, "confidentiality", new { confidential = true });

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(draft.Path, "network"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(draft.Path, "chair"));
    }

    [Fact]
    public async Task Override_OfADispatchThatReachedEverybody_IsRefused()
    {
        await app.UntilAsync(2026, 11, 9, 8);

        await app.RefusedAsync(
            HttpMethod.Post, Meeting + "/dispatch/override", new { post = "chair", reason = "Sikkerhed." }, HttpStatusCode.Conflict, "nothing-to-override");
    }

    [Fact]
    public async Task Item_MadeConfidentialAfterThePublication_TakesTheMinutesThatPrintItFromThePublic()
    {
        await app.UntilAsync(2026, 11, 18, 8);
        await app.MinuteAsync("2026-1");
        await app.UntilAsync(2026, 12, 4, 8);
        MinutesEdition published = (await app.MeetingAsync("2026-1")).Meeting.Minutes.Editions[^1];
        Assert.Equal((MinutesEditionKind.Published, HttpStatusCode.OK), (published.Kind, await StatusAsync(published.Path, "public")));

        await app.ActAsync(item, "confidentiality", new { confidential = true });

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(published.Path, "public"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(published.Path, "secretariat"));
    }

    [Fact]
    public async Task Supplement_SentAgainWithoutAKey_AddsNothing()
    {
        await app.UntilAsync(2026, 11, 9, 8);
        object supplement = new
        {
            items = new[] { "Hastesag", "Hasteudtalelse" }.Select(title => new { title, background = "B.", recommendation = "I." }),
            reason = "Haster",
        };

        await app.SendAsync(HttpMethod.Post, Meeting + "/supplements", supplement);
        await app.SendAsync(HttpMethod.Post, Meeting + "/supplements", supplement);
        await app.UntilAsync(2026, 11, 9, 9);
        await app.SendAsync(HttpMethod.Post, Meeting + "/supplements", supplement);
        await app.UntilAsync(2026, 11, 9, 10);

        MeetingView view = await app.MeetingAsync("2026-1");
        Assert.Single(view.Meeting.Supplements);
        Assert.Equal(["3.2", "3.3"], view.Items.Where(known => known.Title.StartsWith("Haste", StringComparison.Ordinal)).Select(known => known.Number));
        Assert.Single(app.MailingsOf("2026-1", MailKind.SupplementaryAgenda));
    }

    [Fact]
    public async Task Supplement_CutOffAndNeverSentAgain_LeavesItsItemInThePoolOnceTheMeetingIsOver()
    {
        await app.UntilAsync(2026, 11, 9, 8);
        app.Items.Adding = added => added.Title == "Hasteudtalelse" ? throw new IOException("The process dies here.") : Task.CompletedTask;
        using HttpResponseMessage answer = await app.Http.PostAsync("api/" + Meeting + "/supplements", System.Net.Http.Json.JsonContent.Create(new
        {
            items = new[] { "Hastesag", "Hasteudtalelse" }.Select(title => new { title, background = "B.", recommendation = "I." }),
            reason = "Haster",
        }));
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);

        await app.UntilAsync(2026, 11, 18, 8);
        await app.MinuteAsync("2026-1");
        await app.UntilAsync(2026, 12, 4, 8);

        Item stranded = Assert.Single(await app.Items.ListWithoutTextsAsync("lille", null, default), known => known.Title == "Hastesag");
        Assert.Equal((ItemStatus.Pooled, "2026-1"), (stranded.Status, stranded.LeftOutOf));
        Assert.Single(app.MailingsOf("2026-1", MailKind.ItemRejected));
        Assert.DoesNotContain((await app.MeetingAsync("2026-1")).Items, known => known.Title == "Hastesag");
    }

    [Fact]
    public async Task Supplement_MadeForAnOlderVersionOfTheMeeting_StoresNoItem()
    {
        await app.UntilAsync(2026, 11, 9, 8);
        int before = (await app.MeetingAsync("2026-1")).Items.Count;
        using HttpRequestMessage request = new(HttpMethod.Post, "api/" + Meeting + "/supplements");
        request.Content = System.Net.Http.Json.JsonContent.Create(new { items = new[] { new { title = "Hastesag", background = "B.", recommendation = "I." } }, reason = "Haster" });
        request.Headers.IfMatch.Add(new("\"gammel\""));

        using HttpResponseMessage answer = await app.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.PreconditionFailed, answer.StatusCode);
        Assert.Equal(before, (await app.MeetingAsync("2026-1")).Items.Count);
    }

    [Fact]
    public async Task HeldAgenda_WhenTheMeetingBegins_IsFrozenAsItStandsAndTheMeetingIsHeld()
    {
        await app.UntilAsync(2026, 11, 4, 8);
        await app.SendAsync(HttpMethod.Put, Meeting + "/chairmanship", new { answer = "comments", text = "Punkt 3.1 bør vente." }, "chair");
        await app.UntilAsync(2026, 11, 19, 12);

        MeetingView view = await app.MeetingAsync("2026-1");
        Assert.Equal(MeetingPhase.Held, view.Meeting.Phase);
        Assert.Equal("3.1", view.Items.First(known => known.Id == item).Number);
        Assert.Equal(["2026-11-05 15:00", "2026-11-10 09:00", "2026-11-17 08:30"], app.MailingsOf("2026-1", MailKind.AgendaHeld).Select(mailing => mailing.When));
        Assert.Empty(app.MailingsOf("2026-1", MailKind.AgendaDispatch));
        Assert.Equal([("2026-11-19 09:00", 1)], app.MailingsOf("2026-1", MailKind.MinutesDue));
    }

    [Fact]
    public async Task Bounce_AfterTheAgendaWasDispatched_StillAlarmsTheSecretariat()
    {
        await app.UntilAsync(2026, 11, 9, 8);
        Assert.Equal(MeetingPhase.Dispatched, (await app.MeetingAsync("2026-1")).Meeting.Phase);

        await BounceAsync();
        await app.UntilAsync(2026, 11, 17, 12);

        Assert.Equal(["2026-11-11 09:00", "2026-11-16 09:00"], app.MailingsOf("2026-1", MailKind.DispatchIncomplete).Select(mailing => mailing.When));
    }

    [Fact]
    public async Task Override_GivenToReleaseAHeldAgenda_DoesNotAnswerForThoseItDoesNotReach()
    {
        await app.UntilAsync(2026, 11, 4, 8);
        await app.SendAsync(HttpMethod.Put, Meeting + "/chairmanship", new { answer = "comments", text = "Punkt 3.1 bør vente." }, "chair");
        await app.SendAsync(HttpMethod.Post, Meeting + "/dispatch/override", new { post = "chair", reason = "Mødet kan ikke vente." });
        app.Mail.Refused["direktoer0741@lille.example"] = "550 5.1.1 unknown user";
        await app.UntilAsync(2026, 11, 11, 12);

        Assert.Equal(MeetingPhase.Frozen, (await app.MeetingAsync("2026-1")).Meeting.Phase);
        Assert.Equal(["2026-11-11 09:00"], app.MailingsOf("2026-1", MailKind.DispatchIncomplete).Select(mailing => mailing.When));

        await app.SendAsync(HttpMethod.Post, Meeting + "/dispatch/override", new { post = "secretariat", reason = "Givet på papir." });
        await app.UntilAsync(2026, 11, 16, 12);
        Assert.Equal(MeetingPhase.Dispatched, (await app.MeetingAsync("2026-1")).Meeting.Phase);
        Assert.Single(app.MailingsOf("2026-1", MailKind.DispatchIncomplete));
    }

    private async Task BounceAsync()
    {
        string key = app.Mail.Sent.First(mail => mail.Mail.Key is { Kind: MailKind.AgendaDispatch, Recipient: "director-0741" }).Mail.Key.ToString();
        await app.SendAsync(HttpMethod.Post, "webhooks/sendgrid", new[] { new { @event = "bounce", mailing_key = key, reason = "550 ukendt" } });
    }

    private async Task<HttpStatusCode> StatusAsync(string path, string post)
    {
        using HttpResponseMessage answer = await app.RawAsync(HttpMethod.Get, $"{Meeting}/documents/{path.Split('/', 3)[2]}", null, post);
        return answer.StatusCode;
    }
}
