using System.Net;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Tests.Access;
using Kkr.Workflow.Tests.MeetingLifecycle;

namespace Kkr.Workflow.Tests.Archive;

/// <summary>Every change that somebody makes on a page that a mail led them to.</summary>
internal static class PageChanges
{
    public static async Task CallAllAsync(CouncilAtWork app, HashSet<string> called, Func<CouncilAtWork, Func<Task>, Task> leavesAnEntry)
    {
        using Visitor visitor = Visitor.Of(app);
        await app.PlanAsync();
        await app.SendAsync(HttpMethod.Put, "councils/lille", SampleCouncil.WithDeputies);
        await app.UntilAsync(2026, 10, 7, 8);
        await visitor.OpenAsync(Visitor.LinkIn(app, MailKind.CallForItems, "director-0730"));
        string call = visitor.At.PathAndQuery;
        await SendAsync("SendNoItems", "/ingen-punkter");
        await visitor.OpenAsync(call + "/nyt-punkt");
        await SendAsync("SendNewItem", "/nyt-punkt", ("title", "Unge"), ("background", "Baggrund."), ("recommendation", "Det indstilles, at sagen drøftes."));
        await app.UntilAsync(2026, 10, 7, 9);
        await visitor.OpenAsync(Visitor.LinkIn(app, MailKind.Acknowledgement, "director-0730"));
        string item = visitor.At.AbsolutePath;
        await SendAsync("SendItemPage", item, ("title", "Unge og uddannelse"));
        await visitor.OpenAsync(item);
        await SendAsync("SendWithdrawal", "/tilbagetraekning", ("reason", "Løst på anden vis."));

        app.Mail.Refused["direktoer0741@lille.example"] = "550 unknown";
        await app.UntilAsync(2026, 10, 20, 8);
        app.Mail.Refused.Clear();
        await visitor.OpenAsync(Visitor.LinkIn(app, MailKind.Bounce, "secretariat"));
        await SendAsync("SendMailAgain", "/forsendelse/lille/2026-1");

        string task = await app.SubmitAsync("2026-1", "Med opgave");
        await app.UntilAsync(2026, 11, 4, 8);
        await visitor.OpenAsync(Visitor.LinkIn(app, MailKind.ChairmanshipDraft, "chair"));
        await SendAsync("SendApproval", visitor.At.PathAndQuery, ("answer", "comments"), ("text", "Punkt 3.1 bør vente."));
        await InWritingAsync();
        await app.UntilAsync(2026, 11, 4, 10);
        await visitor.OpenAsync(Visitor.LinkIn(app, MailKind.AgendaComments, "secretariat"));
        await SendAsync("SendAnswerToChairmanship", "/formandskab", ("formandskab.text", "Det haster."));

        // Nobody answered what the chairmanship wrote next, so somebody must answer for the dispatch.
        await app.UntilAsync(2026, 11, 4, 11);
        await app.SendAsync(HttpMethod.Put, Acting.Meetings + "/2026-1/chairmanship", new { answer = "comments", text = "Vi venter." }, "chair");
        await app.UntilAsync(2026, 11, 5, 16);
        await visitor.OpenAsync(Visitor.LinkIn(app, MailKind.AgendaHeld, "secretariat"));
        await SendAsync("SendDispatchOverride", "/udsendelse", ("udsendelse.post", "secretariat"), ("udsendelse.reason", "Mødet kan ikke vente."));
        await app.UntilAsync(2026, 11, 9, 8);
        await app.SendAsync(HttpMethod.Put, Acting.Meetings + "/2026-1/participation/member-0741", new { answer = "declined" }, "member-0741");
        await app.UntilAsync(2026, 11, 9, 9);
        await visitor.OpenAsync(Visitor.LinkIn(app, MailKind.DeputyCalled, "deputy-0741"));
        await SendAsync("SendDeputyAnswer", visitor.At.AbsolutePath, ("answer", "accepted"));

        await app.UntilAsync(2026, 11, 17, 14);
        await app.DecideAsync(task, new
        {
            outcomes = new[] { "approved" },
            text = "Godkendt.",
            actions = new[] { new { task = "Skriv et oplæg", ownerPost = "network", deadline = "2026-12-18" } },
        });
        await app.SendAsync(HttpMethod.Post, $"councils/lille/items/{task}/promises", new { what = "Oplægget" });
        await app.MinuteAsync("2026-1");
        await app.UntilAsync(2026, 11, 25, 8);
        await visitor.OpenAsync(Visitor.LinkIn(app, MailKind.DraftMinutes, "member-0741"));
        await SendAsync("SendComment", visitor.At.AbsolutePath, ("text", "Skriv »drøftede«."));
        await app.UntilAsync(2026, 11, 25, 9);
        await visitor.OpenAsync(Visitor.LinkIn(app, MailKind.MinutesComment, "secretariat"));
        await SendAsync("SendCommentAnswer", "/bemaerkninger/1", ("bemaerkning-1.answer", "Det er rettet."), ("bemaerkning-1.isTakenIn", "ja"));
        await app.UntilAsync(2026, 12, 4, 8);
        await visitor.OpenAsync(Visitor.LinkIn(app, MailKind.MinutesHeldBack, "secretariat"));
        await SendAsync("SendWaiver", $"/loefter/{task}/1", ($"bilag-{task}-1.reason", "Oplægget kommer ikke."));
        await app.UntilAsync(2026, 12, 12, 8);
        await visitor.OpenAsync(Visitor.LinkIn(app, MailKind.FollowUp, "network"));
        await SendAsync("SendReport", visitor.At.PathAndQuery, ("status", "Oplægget er på vej."));

        await app.SendAsync(HttpMethod.Post, $"councils/lille/items/{task}/confidentiality", new { confidential = true });
        await app.UntilAsync(2026, 12, 12, 9);
        await visitor.OpenAsync(Visitor.LinkIn(app, MailKind.MinutesClosed, "secretariat"));
        await SendAsync("SendCorrection", "/rettelse", ("rettelse.reason", "Punktet er fortroligt."));

        called.Add("RevokeLinks");
        await leavesAnEntry(app, () => app.SendAsync(HttpMethod.Post, "councils/lille/link-revocations", new { post = "director-0730" }));

        async Task InWritingAsync()
        {
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
            await app.UntilAsync(2026, 11, 4, 9);
            await visitor.OpenAsync(Visitor.LinkIn(app, MailKind.WrittenProcedure, "chair"));
            await SendAsync("SendWrittenAnswer", visitor.At.AbsolutePath, ("answer", "approved"));
        }

        async Task SendAsync(string function, string ending, params (string Name, string Value)[] fields)
        {
            called.Add(function);
            await leavesAnEntry(app, async () =>
            {
                await visitor.SendAsync(ending, fields: fields.ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal));
                Assert.True(visitor.Status == HttpStatusCode.OK, $"{function}: {visitor.Status} {visitor.Html}");
            });
        }
    }
}
