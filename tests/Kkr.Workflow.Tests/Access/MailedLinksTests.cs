using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Tests.Fakes;
using Kkr.Workflow.Tests.MeetingLifecycle;

namespace Kkr.Workflow.Tests.Access;

/// <summary>Every link in every mail leads its recipient to a page where what the mail asks can be done.</summary>
public sealed partial class MailedLinksTests
{
    /// <summary>Its mails are read as they come; those of the meeting after it say nothing new.</summary>
    private const string Meeting = "2026-1";

    private static readonly DateTimeOffset Start = new(2026, 9, 1, 6, 0, 0, TimeSpan.Zero);

    /// <summary>Where each kind of mail leads, and what must stand there.</summary>
    private static readonly Dictionary<MailKind, (string Path, string Says)> Pages = new()
    {
        [MailKind.CallForItems] = ("/api/svar/", "/ingen-punkter\""),
        [MailKind.FirstReminder] = ("/api/svar/", "/nyt-punkt\""),
        [MailKind.SecondReminder] = ("/api/svar/", "/ingen-punkter\""),
        [MailKind.Acknowledgement] = ("/punkter/", "Gem rettelserne"),
        [MailKind.ItemReturned] = ("/punkter/", "Gem rettelserne"),
        [MailKind.ItemWithdrawn] = ("/documents/", "trukket tilbage"),
        [MailKind.NetworkDraft] = ("/documents/", "Udkast"),
        [MailKind.ChairmanshipDraft] = ("/api/godkendelse/", "Send svaret"),
        [MailKind.CommentsAnswered] = ("/api/godkendelse/", "Send svaret"),
        [MailKind.AgendaComments] = ("/api/sekretariat/", "Send til formandskabet"),
        [MailKind.AgendaHeld] = ("/api/sekretariat/", "Tag ansvar for udsendelsen"),
        [MailKind.DispatchOverdue] = ("/api/sekretariat/", "Tag ansvar for udsendelsen"),
        [MailKind.DispatchIncomplete] = ("/api/sekretariat/", "Tag ansvar for udsendelsen"),
        [MailKind.AgendaDispatch] = ("/documents/", "Dagsorden"),
        [MailKind.SupplementaryAgenda] = ("/documents/", "illægsdagsorden"),
        [MailKind.DayBefore] = ("/documents/", "Dagsorden"),
        [MailKind.DeputyCalled] = ("/api/stedfortraeder/", "Send svaret"),
        [MailKind.DeputyMissing] = ("/api/sekretariat/", "der er ingen stedfortræder"),
        [MailKind.WrittenProcedure] = ("/api/skriftlig/", "Send svaret"),
        [MailKind.DraftMinutes] = ("/api/bemaerkninger/", "Send bemærkningen"),
        [MailKind.MinutesComment] = ("/api/sekretariat/", "/bemaerkninger/1\""),
        [MailKind.MinutesHeldBack] = ("/api/sekretariat/", "Offentliggør uden bilaget"),
        [MailKind.MinutesPublished] = ("/documents/", "Referat"),
        [MailKind.MinutesCorrected] = ("/documents/", "Referat"),
        [MailKind.MinutesApproved] = ("/documents/", "Referat"),
        [MailKind.FollowUp] = ("/api/opfoelgning/", "Send status"),
        [MailKind.Bounce] = ("/api/forsendelse/", "Send igen"),
        [MailKind.PresenterSlots] = ("/api/svar/", "Sundhed"),
        [MailKind.Rescheduled] = ("/documents/", "Dagsorden"),
        [MailKind.CalendarFault] = ("/api/moeder/", "Møde i KKR Lille"),
        [MailKind.CalendarNote] = ("/api/moeder/", "Møde i KKR Lille"),
        [MailKind.NextMeetingMissing] = ("/api/moeder/", "Møde i KKR Lille"),
        [MailKind.ReservationsDropped] = ("/api/moeder/", "Møde i KKR Lille"),
    };

    private readonly HashSet<MailKind> seen = [];
    private readonly List<string> wrong = [];
    private int read;

    [Fact]
    public async Task EveryMailWithALink_LeadsItsRecipientToWhatItAsksFor()
    {
        await AnOrdinaryYearAsync();
        await WhatGoesWrongAsync();

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Empty(Pages.Keys.Except(seen));
    }

    private async Task AnOrdinaryYearAsync()
    {
        await using CouncilAtWork app = await StartAsync(SampleCouncil.WithDeputies.Council);
        await ReadAsync(app, 2026, 10, 7);
        string item = await app.SubmitAsync("2026-1", "Unge");
        string gone = await app.SubmitAsync("2026-1", "Cykelstier");
        string returned = await app.SubmitAsync("2026-1", "Sundhed");
        await ReadAsync(app, 2026, 10, 8);
        await app.ActAsync(returned, "return", new { comment = "Skriv, hvad det koster." });
        string urgent = (await app.SendAsync(
            HttpMethod.Post,
            Acting.Meetings + "/2026-1/items",
            new
            {
                title = "Haster",
                background = "Baggrund.",
                recommendation = "Det indstilles, at høringssvaret godkendes.",
                municipality = "0730",
                externalDeadline = new { date = "2026-11-10", about = "Høring" },
            })).GetProperty("id").GetString()!;
        await app.ActAsync(urgent, "written-procedure");
        app.Mail.Refused["direktoer0741@lille.example"] = "550 unknown";
        await ReadAsync(app, 2026, 10, 20);
        app.Mail.Refused.Clear();
        foreach ((int month, int day) in new[] { (10, 22), (10, 29), (11, 4) })
        {
            await ReadAsync(app, 2026, month, day);
        }

        await CommentAsync(app, "Punkt 3.1 først.");
        await ReadAsync(app, 2026, 11, 4, 10);
        await app.SendAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/chairmanship/answers", new { text = "Det haster." });
        await ReadAsync(app, 2026, 11, 4, 12);
        await CommentAsync(app, "Vi venter.");
        await ReadAsync(app, 2026, 11, 5, 16);
        await app.SendAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/dispatch/override", new { post = "chair", reason = "Mødet kan ikke vente." });
        await ReadAsync(app, 2026, 11, 6, 12);
        await app.ActAsync(gone, "withdrawal", new { reason = "Løst på anden vis." });
        object late = new { title = "Haster også", background = "Baggrund.", recommendation = "Det indstilles, at punktet drøftes.", municipality = "0730" };
        await app.SendAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/supplements", new { items = new[] { late }, reason = "Fristen er kort." });
        await ReadAsync(app, 2026, 11, 9);
        string bounced = app.Mail.Sent.First(mail => mail.Mail.Key is { Kind: MailKind.AgendaDispatch, Recipient: "director-0741" }).Mail.Key.ToString();
        await app.SendAsync(HttpMethod.Post, "webhooks/sendgrid", new[] { new { @event = "bounce", mailing_key = bounced, reason = "550 ukendt" } });
        await app.SendAsync(HttpMethod.Put, Acting.Meetings + "/2026-1/participation/member-0741", new { answer = "declined" }, "member-0741");
        await ReadAsync(app, 2026, 11, 10);
        await app.SendAsync(HttpMethod.Put, Acting.Meetings + "/2026-1/participation/deputy-0741", new { answer = "declined" }, "deputy-0741");
        await ReadAsync(app, 2026, 11, 10, 12);
        await app.SendAsync(HttpMethod.Put, Acting.Meetings + "/2026-1/participation/deputy-0741-2", new { answer = "declined" }, "deputy-0741-2");
        await ReadAsync(app, 2026, 11, 11);
        await app.SendAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/move", new { date = "2026-11-18", start = "09:30", end = "12:30" });
        await ReadAsync(app, 2026, 11, 17, 14);
        await ReadAsync(app, 2026, 11, 18, 14);
        var actions = new[] { new { task = "Skriv et oplæg", ownerPost = "network", deadline = "2026-12-21" } };
        await app.DecideAsync(item, new { outcomes = new[] { "approved" }, text = "Godkendt.", actions });
        await app.SendAsync(HttpMethod.Post, $"councils/lille/items/{item}/promises", new { what = "Oplægget" });
        await app.MinuteAsync("2026-1");
        await ReadAsync(app, 2026, 11, 26);
        await app.SendAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/minutes/comments", new { text = "Skriv »drøftede«." }, "member-0741");
        await ReadAsync(app, 2026, 11, 26, 12);
        await ReadAsync(app, 2026, 12, 7);
        await app.SendAsync(HttpMethod.Post, $"councils/lille/items/{item}/promises/1/waiver", new { reason = "Det kommer ikke." });
        await ReadAsync(app, 2026, 12, 10);
        await app.DecideAsync(item, new { outcomes = new[] { "adopted" }, text = "Tiltrådt.", actions, correction = "Fejl under punktet" });
        await app.SendAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/minutes/corrections", new { reason = "Fejl under punktet" });
        await ReadAsync(app, 2026, 12, 15);
        await ReadAsync(app, 2027, 1, 26, 14);
        await app.MinuteAsync("2027-1");
        await ReadAsync(app, 2027, 2, 20);
    }

    private async Task WhatGoesWrongAsync()
    {
        await using CouncilAtWork app = await StartAsync(SampleCouncil.Setup.Council with { SilenceApprovesAgenda = false }, andNext: false, isCalendarAway: true);
        await ReadAsync(app, 2026, 10, 7);
        await app.SendAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/items", new
        {
            title = "Sundhed",
            background = "Baggrund.",
            recommendation = "Det indstilles, at punktet drøftes.",
            municipality = "0730",
            presenters = new[] { new { name = "Per Okkels", from = "11:40", minutes = 20 } },
        });
        await app.SendAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/move", new { date = "2026-11-17", start = "08:30", end = "11:00" });
        await ReadAsync(app, 2026, 10, 8);
        await ReadAsync(app, 2026, 11, 12);
        await ReadAsync(app, 2026, 11, 12, 10);
        app.Mail.Refused["direktoer0741@lille.example"] = "550 unknown";
        await app.SendAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/dispatch/override", new { post = "chair", reason = "Mødet kan ikke vente." });
        await ReadAsync(app, 2026, 11, 16);
        await ReadAsync(app, 2026, 11, 16, 12);
        app.Mail.Refused.Clear();
        await ReadAsync(app, 2026, 11, 17, 14);
        await app.MinuteAsync("2026-1");
        await ReadAsync(app, 2026, 11, 25);
        await ReadAsync(app, 2026, 12, 2);
    }

    private async Task<CouncilAtWork> StartAsync(Kkr.Workflow.Domain.Planning.Council council, bool andNext = true, bool isCalendarAway = false)
    {
        read = 0;
        CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        app.Calendar.IsOutOfReach = isCalendarAway;
        await app.PlanAsync(andNext);
        await app.SendAsync(HttpMethod.Put, "councils/lille", SampleCouncil.WithDeputies with { Council = council });
        return app;
    }

    private static Task<JsonElement> CommentAsync(CouncilAtWork app, string text) =>
        app.SendAsync(HttpMethod.Put, Acting.Meetings + "/2026-1/chairmanship", new { answer = "comments", text }, "chair");

    /// <summary>Lets time pass, and then every recipient opens what has come in since.</summary>
    private async Task ReadAsync(CouncilAtWork app, int year, int month, int day, int hour = 9, int minute = 5)
    {
        await app.UntilAsync(year, month, day, hour, minute);
        OutgoingMail[] all = [.. app.Mail.Sent.Select(sent => sent.Mail)];
        foreach (OutgoingMail mail in all[read..].Where(mail => mail.Key.Meeting.Meeting == Meeting))
        {
            foreach (string link in Link().Matches(mail.Text).Select(found => found.Value.TrimEnd('.', ',')))
            {
                await OpenAsync(app, mail, link);
            }
        }

        read = all.Length;
    }

    private async Task OpenAsync(CouncilAtWork app, OutgoingMail mail, string link)
    {
        using Visitor visitor = new(app);
        await visitor.OpenAsync(link);
        string what = $"{mail.Key.Kind} to {mail.Key.Recipient}: {visitor.Status} {visitor.At.PathAndQuery}";
        if (visitor.Status != HttpStatusCode.OK)
        {
            wrong.Add(what);
        }
        else if (link.EndsWith("format=pdf", StringComparison.Ordinal))
        {
            if (visitor.Answer.Content.Headers.ContentType?.MediaType != "application/pdf")
            {
                wrong.Add($"{what} is no PDF");
            }
        }
        else if (!Pages.TryGetValue(mail.Key.Kind, out (string Path, string Says) page))
        {
            wrong.Add($"{what} is not in the table of what mails ask for");
        }
        else if (visitor.At.PathAndQuery.Contains(page.Path, StringComparison.Ordinal) && WebUtility.HtmlDecode(visitor.Html).Contains(page.Says, StringComparison.Ordinal))
        {
            seen.Add(mail.Key.Kind);
        }
        else
        {
            wrong.Add($"{what} has not »{page.Says}«");
        }
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:7071/\S+", RegexOptions.None, 1000)]
    private static partial Regex Link();
}
