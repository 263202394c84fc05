using System.Reflection;
using System.Text.Json;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions;
using Kkr.Workflow.Tests.MeetingLifecycle;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.Tests.Archive;

/// <summary>Every change that people make through HTTP is in the log. A new function that changes something needs a call here.</summary>
public sealed class AuditCompletenessTests
{
    private const string Meeting = Acting.Meetings + "/2026-1";

    [Fact]
    public async Task EveryChangeThroughHttp_LeavesAnEntry()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero));
        HashSet<string> called = [];
        await CallsWhileCallingAsync(app, called);
        await CallsAfterwardsAsync(app, called);
        await using CouncilAtWork other = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero));
        await CallsOnPlanAndAgendaAsync(other, called);
        await using CouncilAtWork third = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero));
        await PageChanges.CallAllAsync(third, called, LeavesAnEntryAsync);

        Assert.Equal([], Changes().Except(called).Order(StringComparer.Ordinal));
    }

    private static async Task CallsWhileCallingAsync(CouncilAtWork app, HashSet<string> called)
    {
        await CallAsync("SetUpCouncil", HttpMethod.Put, "councils/lille", SampleCouncil.Setup);
        await CallAsync("ReplaceDirectory", HttpMethod.Put, "councils/lille/directory", SampleCouncil.Setup.Directory);
        await CallAsync("PlanYear", HttpMethod.Post, "councils/lille/years/2026", new
        {
            meetings = new[] { new { date = "2026-11-17", start = "09:30", end = "12:30", venue = new { name = "Rådhuset", address = "Torvet 1, 8900 Randers" } } },
        });
        await CallAsync("PlanMeeting", HttpMethod.Post, Acting.Meetings, new { date = "2027-01-26", start = "09:30", end = "12:30", venue = new { name = "Teams", isVirtual = true } });
        await CallAsync("MoveMeeting", HttpMethod.Post, Acting.Meetings + "/2027-1/move", new { date = "2027-01-27", start = "09:30", end = "12:30" });
        await app.UntilAsync(2026, 10, 7, 10);
        string item = (await CallAsync("SubmitItem", HttpMethod.Post, Meeting + "/items", Draft("Beredskab"), "director-0730")).GetProperty("id").GetString()!;
        string other = (await CallAsync("SubmitItem", HttpMethod.Post, Meeting + "/items", Draft("Klima"), "director-0730")).GetProperty("id").GetString()!;
        await CallAsync("EditItem", HttpMethod.Put, $"councils/lille/items/{item}", Draft("Fælles beredskab"), "director-0730");
        await CallAsync("AcceptItem", HttpMethod.Post, $"councils/lille/items/{item}/acceptance", new { });
        await CallAsync("RejectItem", HttpMethod.Post, $"councils/lille/items/{other}/rejection", new { reason = "Hører til et andet forum." });
        string third = await app.SubmitAsync("2026-1", "Trafik");
        await CallAsync("WithdrawItem", HttpMethod.Post, $"councils/lille/items/{third}/withdrawal", new { reason = "Kommunen har løst det selv." });
        await CallAsync("AnswerCall", HttpMethod.Put, Meeting + "/replies/0741", new { answer = "noItems" }, "director-0741");
        called.Add("AttachToItem");
        await LeavesAsync(async () =>
        {
            using ByteArrayContent bytes = new("Bilag"u8.ToArray());
            bytes.Headers.ContentType = new("text/plain");
            using HttpResponseMessage answer = await app.Http.PutAsync(new Uri($"api/councils/lille/items/{item}/attachments/bilag.txt", UriKind.Relative), bytes);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        });
        await CallAsync("AnswerInvitation", HttpMethod.Put, Meeting + "/participation/member-0741", new { answer = "declined", reason = "Rejser." }, "member-0741");
        await ItemChanges.CallAllAsync(app, item, (function, method, path, body, post) => CallAsync(function, method, path, body, post));
        await app.UntilAsync(2026, 11, 4, 9);
        await CallAsync("AnswerDraftAgenda", HttpMethod.Put, Meeting + "/chairmanship", new { answer = "approved" }, "chair");

        async Task<JsonElement> CallAsync(string function, HttpMethod method, string path, object body, string? post = null)
        {
            called.Add(function);
            JsonElement answer = default;
            await LeavesAsync(async () => answer = await app.SendAsync(method, path, body, post));
            return answer;
        }

        Task LeavesAsync(Func<Task> act) => LeavesAnEntryAsync(app, act);
    }

    private static async Task CallsAfterwardsAsync(CouncilAtWork app, HashSet<string> called)
    {
        await app.UntilAsync(2026, 11, 17, 13);
        string item = (await app.MeetingAsync("2026-1")).Items.Single(found => found.Title == "Fælles beredskab").Id;
        await CallAsync("RecordAttendance", HttpMethod.Put, Meeting + "/attendance", new
        {
            present = new[] { "member-0730", "member-0779" },
            apologies = new[] { "member-0741" },
            guests = Array.Empty<string>(),
        });
        await CallAsync("DecideItem", HttpMethod.Put, $"councils/lille/items/{item}/decision", new
        {
            outcomes = new[] { "approved" },
            text = "Godkendt.",
            actions = new[] { new { task = "Oplæg", ownerPost = "network", deadline = "2027-03-01" } },
        });
        await app.DecideRestAsync("2026-1");
        await CallAsync("SubmitMinutes", HttpMethod.Post, Meeting + "/minutes", new { });
        await app.UntilAsync(2026, 11, 25, 9);
        await CallAsync("ReportFollowUp", HttpMethod.Put, $"councils/lille/follow-ups/{item}-a1", new { status = "Er i gang.", isDone = false }, "network");
        await CallAsync("CommentOnMinutes", HttpMethod.Post, Meeting + "/minutes/comments", new { text = "Ret 3.1.", item = "3.1" }, "member-0779");
        await CallAsync("ChangeMinutesComment", HttpMethod.Put, Meeting + "/minutes/comments/1", new { text = "Ret 3.1, tak." }, "member-0779");
        await CallAsync("AnswerMinutesComment", HttpMethod.Put, Meeting + "/minutes/comments/1/answer", new { answer = "Rettet.", isTakenIn = true });
        await app.DecideAsync(item, new { outcomes = new[] { "approved" }, text = "Godkendt med bemærkninger." });
        await CallAsync("CorrectMinutes", HttpMethod.Post, Meeting + "/minutes/corrections", new { reason = "Punkt 3.1 var gengivet forkert." });
        await CallAsync("RecordElection", HttpMethod.Post, Meeting + "/election", new { chair = "m-0779", viceChair = "m-0730" });
        await CallAsync("RecordChangeover", HttpMethod.Post, "councils/lille/changeovers", new
        {
            termBegins = "2030-01-01",
            vacantPosts = new[] { "member-0741", "member-0779" },
            directory = new
            {
                posts = Array.Empty<object>(),
                people = new[] { new { id = "ny", name = "Ny Borgmester", email = "ny@lille.example" } },
                tenures = new[] { new { post = "member-0730", person = "ny", from = "2030-01-01" } },
            },
        });
        app.Mail.Refused["net@lille.example"] = "mailbox full";
        await CallAsync("CancelMeeting", HttpMethod.Post, Acting.Meetings + "/2027-1/cancellation", new { reason = "For få punkter" });
        await app.UntilAsync(2026, 11, 25, 10);
        await CallAsync("ResendMailing", HttpMethod.Post, Acting.Meetings + "/2027-1/mailings/resend", new { key = "lille|2027-1|Cancelled|3|network" });
        await CallAsync("ReplaceDirectory", HttpMethod.Put, "councils/lille/directory", SampleCouncil.Setup.Directory);
        await CallAsync("RevokeLinks", HttpMethod.Post, "councils/lille/link-revocations", new { post = "director-0779" });
        await MailTextChanges.CallAllAsync((function, method, path, body) => CallAsync(function, method, path, body));
        await CallAsync("ApplyRetention", HttpMethod.Post, "councils/lille/retention", new { });
        await CallAsync("ErasePerson", HttpMethod.Post, "councils/lille/people/d-0779/erasure", new { force = true, reason = "Personen har bedt om det." });
        called.Add("ReceiveMailEvents");
        await LeavesAnEntryAsync(app, () => app.SendAsync(
            HttpMethod.Post,
            "webhooks/sendgrid",
            new[] { new { @event = "bounce", mailing_key = app.Mail.Sent[0].Mail.Key.ToString(), reason = "550 no such user" } }));

        // What the calendar tells is only where to look; what is found there is written down (CalendarRepliesTests).
        called.Add("ReceiveCalendarNotices");

        async Task CallAsync(string function, HttpMethod method, string path, object body, string? post = null)
        {
            called.Add(function);
            await LeavesAnEntryAsync(app, () => app.SendAsync(method, path, body, post));
        }
    }

    private static async Task CallsOnPlanAndAgendaAsync(CouncilAtWork app, HashSet<string> called)
    {
        const string wheel = "councils/lille/years/2026/wheel";
        await app.PlanAsync(andNext: false);
        await CallAsync("ImportAnnualWheel", HttpMethod.Put, wheel, new { rows = new[] { Row("Klima"), Row("Trafik"), Row("Sundhed") } });
        await CallAsync("AddAnnualWheelRow", HttpMethod.Post, wheel + "/rows", Row("Beredskab"));
        await CallAsync("EditAnnualWheelRow", HttpMethod.Put, wheel + "/rows/1", Row("Klima og energi"));
        await CallAsync("RemoveAnnualWheelRow", HttpMethod.Delete, wheel + "/rows/4", null);
        await CallAsync("ChangeTimelineSettings", HttpMethod.Put, "councils/lille/timeline", new TimelineSettings { QuietWeeks = [7] });
        await CallAsync("ChangeMeetingDetails", HttpMethod.Patch, Meeting, new { end = "13:00" });
        await app.UntilAsync(2026, 10, 7, 10);
        string item = await app.SubmitAsync("2026-1", "Cykelstier");
        string reserved = (await app.MeetingAsync("2026-1")).Items.First(found => found.Title == "Trafik").Id;
        await CallAsync("FillReservation", HttpMethod.Put, $"councils/lille/items/{item}/reservation", new { reserved });
        await app.UntilAsync(2026, 11, 4, 9);
        await app.SendAsync(HttpMethod.Put, Meeting + "/chairmanship", new { answer = "comments", text = "Punkt 3.1 bør vente." }, "chair");
        await CallAsync("AnswerComments", HttpMethod.Post, Meeting + "/chairmanship/answers", new { text = "Det haster." });
        await app.UntilAsync(2026, 11, 5, 16);
        await CallAsync("OverrideDispatch", HttpMethod.Post, Meeting + "/dispatch/override", new { post = "chair", reason = "Mødet kan ikke vente." });
        await CallAsync("AddSupplement", HttpMethod.Post, Meeting + "/supplements", new { items = new[] { Draft("Haster") }, reason = "Fristen er kort." });

        static object Row(string subject) => new { subject, rawMeeting = "17. november 2026" };

        async Task CallAsync(string function, HttpMethod method, string path, object? body)
        {
            called.Add(function);
            await LeavesAnEntryAsync(app, () => app.SendAsync(method, path, body));
        }
    }

    /// <summary>Orchestrations may write at the same time, but only in the name of the system.</summary>
    private static async Task LeavesAnEntryAsync(CouncilAtWork app, Func<Task> act)
    {
        IAuditLog log = app.Services.GetRequiredService<IAuditLog>();
        int before = await CountAsync();
        await act();
        Assert.True(await CountAsync() > before, "A change was answered with success and left no entry.");

        async Task<int> CountAsync() => await log.ReadAsync(SampleCouncil.Id, default).CountAsync(entry => entry.Actor != "system");
    }

    private static object Draft(string title) => new { title, background = "Baggrund.", recommendation = "Det indstilles, at punktet drøftes.", municipality = "0730" };

    /// <summary>The pages of the links in mails are left out: they change things through the functions that are called here.</summary>
    private static IEnumerable<string> Changes() =>
        from method in typeof(WorkflowApp).Assembly.GetTypes().SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static))
        let function = method.GetCustomAttribute<FunctionAttribute>()
        where function is not null
        from parameter in method.GetParameters()
        let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
        where function.Name != "AnswerUnknownAddress" && trigger?.Methods?.Any(verb => verb is not ("get" or "head")) == true
        select function.Name;
}
