using System.Text.Json;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Functions.Planning;
using Kkr.Workflow.Tests.MeetingLifecycle;
using static Kkr.Workflow.Tests.Agenda.ItemsActing;

namespace Kkr.Workflow.Tests.Agenda;

/// <summary>What becomes of an item from its submission to the frozen agenda.</summary>
public sealed class ItemCourseTests : IAsyncLifetime
{
    private CouncilAtWork app = null!;

    public async Task InitializeAsync() => app = await CallingAsync();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task ItemText_EditedTwice_EveryVersionIsReadableWithWhoWhenAndWhat()
    {
        string item = await app.NewAsync(Text("Beredskab"));
        await app.UntilAsync(2026, 10, 8, 9);
        await app.SendAsync(HttpMethod.Put, PathOf(item), Text("Fælles beredskab"), "director-0730");
        await app.UntilAsync(2026, 10, 23, 9);
        Assert.Equal("item-deadline-passed", await app.RefusedAsync(HttpMethod.Put, PathOf(item), Text("For sent"), "director-0730"));
        await app.SendAsync(HttpMethod.Put, PathOf(item), Text("Fælles beredskab", new { presentation = "Sagen.", section = 5 }));

        ItemVersion[] versions = (await app.SendAsync(HttpMethod.Get, PathOf(item) + "/versions", null)).As<ItemVersion[]>();

        Assert.Equal(["Beredskab", "Fælles beredskab", "Fælles beredskab"], versions.Select(version => version.Title));
        Assert.Equal(["director-0730", "director-0730", "secretariat"], versions.Select(version => version.By));
        Assert.Equal(["", "title", "presentation, section"], versions.Select(version => string.Join(", ", version.Changed)));
        Assert.Equal((null, "Sagen."), (versions[1].Presentation, versions[2].Presentation));
        Assert.Equal(new DateTimeOffset(2026, 10, 8, 7, 0, 0, TimeSpan.Zero), versions[1].At!.Value.ToUniversalTime());
    }

    [Fact]
    public async Task ReturnedItem_SubmitterIsToldWhatItLacks_AndItComesAgainAfterTheDeadline()
    {
        string item = await app.NewAsync(Text("Cykelstier"));
        await app.DoAsync(item, "return", new { comment = "Skriv, hvad det koster." });
        await app.SettleAsync();
        Assert.Contains("Skriv, hvad det koster.", app.MailText(MailKind.ItemReturned), StringComparison.Ordinal);
        Assert.Contains("Punktet \"Cykelstier\" mangler noget", app.MailText(MailKind.ItemReturned), StringComparison.Ordinal);
        Assert.Equal("item-status", await app.RefusedAsync(HttpMethod.Post, PathOf(item) + "/acceptance", new { }));

        await app.UntilAsync(2026, 10, 23, 9);
        await app.SendAsync(HttpMethod.Put, PathOf(item), Text("Cykelstier til 12 mio. kr."), "director-0730");
        Assert.Equal(ItemStatus.Proposed, (await app.ItemAsync(item)).Status);
        await app.DoAsync(item, "return", new { comment = "Og hvem betaler?" });
        await app.SettleAsync();
        Assert.Equal(2, app.Told(MailKind.ItemReturned).Length);
        await app.DoAsync(item, "resubmission", null, "director-0730");
        await app.UntilAsync(2026, 11, 6, 9);
        Assert.Equal("3.1", (await app.ItemAsync(item)).Number);
    }

    [Fact]
    public async Task LeftOutItem_RejectedFromThePoolLater_SubmitterGetsBothMails()
    {
        await app.UntilAsync(2026, 10, 23, 8);
        string late = await app.NewAsync(Text("For sent"));
        await app.UntilAsync(2026, 11, 6, 9);
        Assert.Equal((ItemStatus.Pooled, "2026-1"), ((await app.ItemAsync(late)).Status, (await app.ItemAsync(late)).LeftOutOf));

        await app.DoAsync(late, "rejection", new { reason = "Sagen er afgjort i regionen" });
        await app.SettleAsync();

        Assert.Equal(["director-0730", "director-0730"], app.Told(MailKind.ItemRejected));
        Assert.Contains("Sagen er afgjort i regionen", app.MailText(MailKind.ItemRejected), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Items_ReorderedBeforeTheFreeze_AreNumberedSo_AndNeverAfterIt()
    {
        string first = await app.NewAsync(Text("Et"));
        string second = await app.NewAsync(Text("To"));
        string third = await app.NewAsync(Text("Tre", new { section = 5 }));
        await app.DoAsync(second, "place", new { position = 1 });
        await app.DoAsync(third, "place", new { section = 3, position = 2 });
        Assert.Equal("position-out-of-range", await app.RefusedAsync(HttpMethod.Post, PathOf(first) + "/place", new { position = 9 }));
        Assert.Equal("section-unknown", await app.RefusedAsync(HttpMethod.Post, PathOf(first) + "/place", new { section = 8 }));

        await app.UntilAsync(2026, 11, 6, 9);
        Assert.Equal(("3.1", "3.2"), ((await app.ItemAsync(second)).Number, (await app.ItemAsync(third)).Number));
        string number = (await app.ItemAsync(first)).Number!;
        Assert.Equal("agenda-frozen", await app.RefusedAsync(HttpMethod.Post, PathOf(first) + "/place", new { position = 1 }));
        Assert.Equal("agenda-frozen", await app.RefusedAsync(HttpMethod.Post, PathOf(first) + "/move", new { meeting = "2027-1" }));
        Assert.Equal(number, (await app.ItemAsync(first)).Number);
    }

    [Fact]
    public async Task Item_MovedToAnotherMeetingToThePoolAndBack_SubmitterIsToldEachTime()
    {
        string item = await app.NewAsync(Text("Vandrer"));
        await app.DoAsync(item, "move", new { meeting = "2027-1" });
        Assert.Equal("2027-1", (await app.ItemAsync(item)).Meeting);
        await app.DoAsync(item, "pooling");
        Assert.Equal((ItemStatus.Pooled, null), ((await app.ItemAsync(item)).Status, (await app.ItemAsync(item)).Meeting));
        await app.DoAsync(item, "move", new { meeting = "2026-1" });
        await app.SettleAsync();

        Item back = await app.ItemAsync(item);
        Assert.Equal((ItemStatus.Accepted, "2026-1", item), (back.Status, back.Meeting, back.Id));
        Assert.Equal(3, app.Told(MailKind.ItemMoved).Length);
        string standing = (await app.MeetingAsync("2026-1")).Items.First(other => other.Origin == ItemOrigin.SinceLast).Id;
        Assert.Equal("item-automatic", await app.RefusedAsync(HttpMethod.Post, PathOf(standing) + "/move", new { meeting = "2027-1" }));
        Assert.Equal("item-automatic", await app.RefusedAsync(HttpMethod.Post, PathOf(standing) + "/return", new { comment = "Uddyb venligst." }));
    }

    [Fact]
    public async Task WithdrawnItem_AfterTheFreeze_TakesNoAttachmentNoMergeAndNoSplit()
    {
        string item = await app.NewAsync(Text("Trækkes"));
        string other = await app.NewAsync(Text("Andet"));
        await app.UntilAsync(2026, 11, 6, 9);
        await app.DoAsync(item, "withdrawal", new { reason = "Løst" }, "director-0730");

        using HttpResponseMessage upload = await app.UploadAsync(item, "a.pdf", Files.Pdf);
        Assert.Equal("item-closed", await upload.CodeAsync());
        Assert.Equal("item-closed", await app.RefusedAsync(HttpMethod.Post, PathOf(item) + "/merge", new { item = other }));
        Assert.Equal("agenda-frozen", await app.RefusedAsync(HttpMethod.Post, PathOf(item) + "/split", new { parts = new[] { Text("Del") } }));
        Assert.Equal("item-status", await app.RefusedAsync(HttpMethod.Post, PathOf(item) + "/return", new { comment = "Nej" }));
    }

    [Fact]
    public async Task DeadPresenterSlot_MeetingMovedToAnotherTime_SecretariatIsWarnedAndNothingNamesTheTime()
    {
        object[] okkels = [new { name = "Per Okkels", title = "ambassadør", from = "11:40", minutes = 20, email = "gaest@lille.example" }];
        string item = await app.NewAsync(Text("Sundhedsråd", new { presenters = okkels }));
        string path = Acting.Meetings + "/2026-1/items";
        Assert.Equal("presenter-outside-meeting", await app.RefusedAsync(HttpMethod.Post, path, Text("Uden for", new { presenters = new[] { new { name = "A", from = "12:20", minutes = 20 } } })));
        Assert.Equal("presenters-overlap", await app.RefusedAsync(HttpMethod.Post, path, Text("Samtidig", new { presenters = new[] { new { name = "B", from = "11:50", minutes = 20 } } })));
        Assert.Empty(await app.WarningsAsync());

        await app.SendAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/move", new { date = "2026-11-18", start = "08:30", end = "11:00" });
        await app.SettleAsync();

        Assert.Equal(["presenter-slot-dead " + item], await app.WarningsAsync());
        Assert.Equal(["secretariat"], app.Told(MailKind.PresenterSlots));
        Assert.Contains("Per Okkels, aftalt til kl. 11.40–12.00", app.MailText(MailKind.PresenterSlots), StringComparison.Ordinal);
        await app.UntilAsync(2026, 11, 17, 12);
        Assert.DoesNotContain("11.40", app.MailText(MailKind.DayBefore), StringComparison.Ordinal);
        string agenda = (await app.MeetingAsync("2026-1")).Meeting.Agendas[^1].Path;
        string html = await app.Http.GetStringAsync($"api/councils/lille/meetings/2026-1/documents/{agenda.Split('/')[^1]}");
        Assert.Contains("Per Okkels, ambassadør", html, StringComparison.Ordinal);
        Assert.DoesNotContain("11.40", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExternalDeadline_BeforeTheMeeting_WarnsAndTheChairmanshipDecidesInWriting()
    {
        JsonElement submitted = await app.SendAsync(
            HttpMethod.Post, Acting.Meetings + "/2026-1/items", Text("Høringssvar", new { externalDeadline = new { date = "2026-11-10", about = "Styrelsen" } }), "director-0730");
        string item = submitted.GetProperty("id").GetString()!;
        Assert.Equal("external-deadline-before-meeting", submitted.GetProperty("warnings")[0].GetProperty("code").GetString());
        string other = await app.NewAsync(Text("Uden frist"));
        Assert.Equal("written-procedure-unneeded", await app.RefusedAsync(HttpMethod.Post, PathOf(other) + "/written-procedure", new { }));

        await app.DoAsync(item, "written-procedure");
        await app.SettleAsync();
        Assert.Equal(["chair", "vice-chair"], app.Told(MailKind.WrittenProcedure));
        await app.DoAsync(item, "written-procedure/answers", new { answer = "approved" }, "chair");
        Assert.Equal("reason-missing", await app.RefusedAsync(HttpMethod.Post, PathOf(item) + "/written-procedure/answers", new { answer = "rejected" }, "vice-chair"));
        await app.DoAsync(item, "written-procedure/answers", new { answer = "approved" }, "vice-chair");
        await app.SettleAsync();

        Assert.Equal(["director-0730", "secretariat"], app.Told(MailKind.WrittenProcedureClosed));
        Assert.Equal("written-procedure-closed", await app.RefusedAsync(HttpMethod.Post, PathOf(item) + "/written-procedure/answers", new { answer = "rejected", text = "Nej" }, "chair"));
        Assert.Empty(await app.WarningsAsync());
        await app.UntilAsync(2026, 11, 9, 9);
        MeetingView meeting = await app.MeetingAsync("2026-1");
        string html = await app.Http.GetStringAsync($"api/councils/lille/meetings/2026-1/documents/{meeting.Meeting.Agendas[^1].Path.Split('/')[^1]}");
        Assert.Contains("Formandskabet godkendte den 7. oktober 2026 indstillingen ved skriftlig procedure", html, StringComparison.Ordinal);
    }
}
