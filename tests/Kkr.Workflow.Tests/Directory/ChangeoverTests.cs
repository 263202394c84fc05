using System.Net;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Functions.Planning;
using Kkr.Workflow.Tests.MeetingLifecycle;

namespace Kkr.Workflow.Tests.Directories;

/// <summary>A new election period, a council without a chair, and a chair who changes.</summary>
public sealed class ChangeoverTests
{
    private static readonly DateTimeOffset Start = new(2026, 9, 1, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Changeover_TheNewCouncilConstitutesItselfAndApprovesTheOldMinutesAndNobodyExpiredGetsMail()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync(andNext: false);
        await app.UntilAsync(2026, 11, 17, 14);
        await app.MinuteAsync("2026-1");
        await app.UntilAsync(2026, 12, 10, 8);
        await app.SendAsync(HttpMethod.Post, "councils/lille/changeovers", NewTerm());
        await app.SendAsync(HttpMethod.Post, Acting.Meetings, new { date = "2027-01-28", start = "09:30", end = "11:00", kind = "constituent", venue = new { name = "Rådhuset" } });

        // Two new mayors and one who was re-elected, and has been a mayor longest.
        await app.UntilAsync(2027, 1, 15, 8);
        Assert.Equal(["member-0779"], Recipients(app, "2027-1", MailKind.ChairmanshipDraft));
        await app.SendAsync(HttpMethod.Put, Acting.Meetings + "/2027-1/chairmanship", new { answer = "approved" }, "member-0779");
        await app.UntilAsync(2027, 1, 28, 12);
        MeetingView constituent = await app.MeetingAsync("2027-1");
        Assert.Equal(
            ["Godkendelse af referat fra mødet den 17. november 2026", "Udpegninger", "Godkendelse af valg", "Valgforbund", "Valg af formand og næstformand", "Forretningsorden", "Mødeplan"],
            constituent.Items.OrderBy(item => AgendaRules.SortKey(item.Number)).Select(item => item.Title));
        Assert.Contains("indkaldes af Borgmester 0779", app.Calendar.Events["event-lille/2027-1"][0].BodyHtml, StringComparison.Ordinal);
        await app.SendAsync(HttpMethod.Post, Acting.Meetings + "/2027-1/election", new { chair = "ny-0730", viceChair = "m-0779" });
        await app.MinuteAsync("2027-1");
        await app.SendAsync(HttpMethod.Post, Acting.Meetings, new { date = "2027-04-20", start = "09:30", end = "12:30", venue = new { name = "Teams", isVirtual = true } });
        await app.UntilAsync(2027, 4, 21, 8);

        Assert.Equal(MeetingPhase.Approved, (await app.MeetingAsync("2026-1")).Meeting.Phase);
        Assert.Equal(["chair", "vice-chair"], Recipients(app, "2027-2", MailKind.ChairmanshipDraft));
        Assert.DoesNotContain(
            app.Mail.Sent.Where(mail => mail.At >= new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero)),
            mail => mail.Mail.ToEmail is "borgmester0730@lille.example" or "borgmester0741@lille.example");
        Assert.Contains(app.Mail.Sent, mail => mail.Mail.Key is { Kind: MailKind.MinutesApproved, Meeting.Meeting: "2026-1" } && mail.Mail.ToEmail == "ny0730@lille.example");
    }

    [Fact]
    public async Task NoChairmanship_TheLongestServingMayorGetsItsMailAndAnswers()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync(andNext: false);
        await app.SendAsync(HttpMethod.Put, "councils/lille", SampleCouncil.Setup with
        {
            Directory = SampleCouncil.Setup.Directory with
            {
                Tenures =
                [
                    .. SampleCouncil.Setup.Directory.Tenures
                        .Where(tenure => tenure.Post is not ("chair" or "vice-chair"))
                        .Select(tenure => tenure.Post == "member-0741" ? tenure with { MayorSince = new DateOnly(2014, 1, 1) } : tenure),
                ],
            },
        });
        await app.UntilAsync(2026, 11, 4, 8);

        Assert.Equal(["member-0741"], Recipients(app, "2026-1", MailKind.ChairmanshipDraft));
        object yes = new { answer = "approved" };
        await app.RefusedAsync(HttpMethod.Put, Acting.Meetings + "/2026-1/chairmanship", yes, HttpStatusCode.Forbidden, "not-permitted", "member-0730");
        await app.SendAsync(HttpMethod.Put, Acting.Meetings + "/2026-1/chairmanship", yes, "member-0741");
    }

    [Fact]
    public async Task ChairChanges_InTheMiddleOfAMeetingsLife_TheMailGoesToWhoeverIsChairWhenItIsSent()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync(andNext: false);
        await app.UntilAsync(2026, 10, 20, 8);
        await app.SendAsync(HttpMethod.Put, "councils/lille", SampleCouncil.Setup with
        {
            Directory = SampleCouncil.Setup.Directory with
            {
                Tenures =
                [
                    .. SampleCouncil.Setup.Directory.Tenures.Select(tenure => tenure.Post == "chair" ? tenure with { To = new DateOnly(2026, 10, 31) } : tenure),
                    new Tenure("chair", "m-0741", new DateOnly(2026, 11, 1)),
                ],
            },
        });
        await app.UntilAsync(2026, 11, 4, 8);

        Assert.Equal(
            ["borgmester0741@lille.example", "borgmester0779@lille.example"],
            app.Mail.Sent.Where(mail => mail.Mail.Key.Kind == MailKind.ChairmanshipDraft).Select(mail => mail.Mail.ToEmail).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Changeover_ThatCannotBeRight_IsRefusedWhole()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync(andNext: false);
        const string path = "councils/lille/changeovers";

        await app.RefusedAsync(HttpMethod.Post, path, Term(new { post = "member-0730", person = "ny-0730", from = "2027-01-01" }), HttpStatusCode.BadRequest, "post-without-holder");
        await app.RefusedAsync(HttpMethod.Post, path, Term(new { post = "member-0730", person = "ny-0730", from = "2026-01-01", to = "2026-12-31" }), HttpStatusCode.BadRequest, "tenure-expired");
        await app.RefusedAsync(HttpMethod.Post, path, Term(new { post = "member-0730", person = "ny-0730", from = "2026-12-01" }), HttpStatusCode.BadRequest, "tenure-before-term");
        await app.RefusedAsync(HttpMethod.Post, path, Term(new { post = "chair", person = "ny-0730", from = "2027-01-01" }), HttpStatusCode.BadRequest, "chairmanship-before-election");
        await app.RefusedAsync(
            HttpMethod.Post,
            path,
            Term(new { post = "member-0730", person = "ny-0730", from = "2027-01-01" }, new { post = "member-0730", person = "ny-0741", from = "2027-06-01" }),
            HttpStatusCode.BadRequest,
            "tenures-overlap");
        await app.RefusedAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/election", new { chair = "m-0730" }, HttpStatusCode.Conflict, "meeting-not-held");
        await app.UntilAsync(2026, 11, 17, 13);
        await app.RefusedAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/election", new { chair = "d-0730" }, HttpStatusCode.BadRequest, "elected-without-seat");
        await app.RefusedAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/election", new { chair = "m-0730", viceChair = "m-0730" }, HttpStatusCode.BadRequest, "elected-twice");
    }

    [Fact]
    public void Changeover_WithFewerSeats_RetiresPostsForTheQuorumAndKeepsTheirNames()
    {
        Changeover changeover = new(
            new DateOnly(2027, 1, 1),
            new DirectoryBook([], [new Person("ny-0730", "Ny Borgmester", "ny0730@lille.example")], [new Tenure("member-0730", "ny-0730", new DateOnly(2027, 1, 1))]));
        (DirectoryBook book, IReadOnlyList<Refusal> refusals) = ChangeoverRules.Apply(SampleCouncil.Setup.Directory, changeover, SampleCouncil.Setup.Council);

        Assert.Empty(refusals);
        Assert.Equal(["member-0730"], book.Seats(new DateOnly(2027, 1, 1)));
        Assert.Equal(3, book.Seats(new DateOnly(2026, 12, 31)).Count);
        Assert.Equal("Borgmester 0741", book.Holder("member-0741", new DateOnly(2026, 11, 17))?.Name);
        Assert.Null(book.Holder("chair", new DateOnly(2027, 1, 1)));
        Assert.Equal("Direktør 0741", book.Holder("director-0741", new DateOnly(2027, 1, 1))?.Name);
    }

    private static object NewTerm() => new
    {
        termBegins = "2027-01-01",
        directory = new
        {
            posts = Array.Empty<object>(),
            people = new[] { new { id = "ny-0730", name = "Ny Borgmester", email = "ny0730@lille.example" }, new { id = "ny-0741", name = "Anden Borgmester", email = "ny0741@lille.example" } },
            tenures = new object[]
            {
                new { post = "member-0730", person = "ny-0730", from = "2027-01-01" },
                new { post = "member-0741", person = "ny-0741", from = "2027-01-01" },
                new { post = "member-0779", person = "m-0779", from = "2027-01-01", mayorSince = "2018-01-01" },
            },
        },
    };

    private static object Term(params object[] tenures) => new
    {
        termBegins = "2027-01-01",
        vacantPosts = tenures.Length == 1 && tenures[0].ToString()!.Contains("2027-01-01", StringComparison.Ordinal) ? ["member-0741"] : Array.Empty<string>(),
        directory = new
        {
            posts = new[] { new { id = "member-0751", kind = "member", municipality = "0741" } },
            people = new[] { new { id = "ny-0730", name = "Ny Borgmester", email = "ny0730@lille.example" }, new { id = "ny-0741", name = "Anden Borgmester", email = "ny0741@lille.example" } },
            tenures,
        },
    };

    private static IReadOnlyList<string> Recipients(CouncilAtWork app, string meeting, MailKind kind) =>
        [.. app.Mail.Sent.Where(mail => mail.Mail.Key.Kind == kind && mail.Mail.Key.Meeting.Meeting == meeting).Select(mail => mail.Mail.Key.Recipient).Order(StringComparer.Ordinal)];
}
