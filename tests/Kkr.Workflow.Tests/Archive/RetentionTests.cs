using System.Net;
using System.Text.Json;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Archive.Retention;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Functions.Planning;
using Kkr.Workflow.Tests.Fakes;
using Kkr.Workflow.Tests.MeetingLifecycle;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.Tests.Archive;

public sealed class RetentionTests
{
    private const string Retention = "councils/lille/retention";

    private static readonly RetentionKind[] Removed =
    [
        RetentionKind.Mailings, RetentionKind.Drafts, RetentionKind.GuestContacts, RetentionKind.Directory,
        RetentionKind.FollowUps, RetentionKind.Confidential, RetentionKind.Histories, RetentionKind.Audit,
    ];

    [Fact]
    public async Task RealRun_RemovesExactlyWhatTheDryRunShowed_AndASecondOneNothing()
    {
        await using CouncilAtWork app = await MeetingThatIsOverAsync();
        RetentionReport before = await DryRunAsync(app);
        RetentionReport again = await DryRunAsync(app);
        Assert.Equal(Ids(before), Ids(again));

        RetentionReport run = await RunAsync(app);

        Assert.Equal(Ids(before), Ids(run));
        Assert.All(Removed, kind => Assert.True(run.Kinds.Single(found => found.Kind == kind).Count > 0, $"Nothing of {kind} was due."));
        Assert.All((await DryRunAsync(app)).Kinds, found => Assert.Empty(found.Ids));
        Assert.All((await RunAsync(app)).Kinds, found => Assert.Empty(found.Ids));
    }

    [Fact]
    public async Task RealRun_LeavesThePublicRecordAndTheChain_AndTakesTheRest()
    {
        await using CouncilAtWork app = await MeetingThatIsOverAsync();
        IAuditLog log = app.Services.GetRequiredService<IAuditLog>();
        RetentionReport run = await RunAsync(app);

        MeetingView meeting = await app.MeetingAsync("2026-1");
        Assert.All(
            meeting.Meeting.Agendas.Where(edition => edition.Kind == Domain.Agenda.AgendaEditionKind.Frozen).Select(edition => edition.Path)
                .Concat(meeting.Meeting.Minutes.Editions.Where(edition => edition.Kind != Domain.Minutes.MinutesEditionKind.Draft).Select(edition => edition.Path)),
            path => Assert.Contains(path, app.Archive.Paths));
        Assert.DoesNotContain(app.Archive.Paths, path => path.Contains("/2026-1/", StringComparison.Ordinal) && path.Contains("udkast", StringComparison.Ordinal));
        Assert.DoesNotContain(app.Archive.ConfidentialPaths, path => path.Contains("/2026-1/", StringComparison.Ordinal));
        Assert.Contains(meeting.Meeting.Participations, answer => answer is { Post: "member-0741", Reason: null });
        Domain.Agenda.Item secret = meeting.Items.Single(item => item.Confidential);
        Assert.Equal(("", "", "Fortrolig"), (secret.Background, secret.Recommendation, secret.Title[..9]));
        Assert.All(meeting.Items, item => Assert.DoesNotContain(item.Presenters, presenter => presenter.Email is not null));
        DirectoryBook book = (await app.Services.GetRequiredService<IDirectory>().LoadAsync("lille", default)).Value;
        Assert.DoesNotContain(book.People, person => person.Id == "former");

        AuditVerification verified = await log.VerifyAsync("lille", null, default);
        Assert.True(verified.IsIntact, verified.InDanish());
        Assert.NotNull(await log.CheckpointAsync("lille", default));
        List<AuditEntry> entries = await log.ReadAsync("lille", default).ToListAsync();
        Assert.Equal(
            run.Kinds.Where(found => found.Count > 0).Select(found => (found.Kind.ToString(), string.Join('\n', found.Ids))),
            entries.Where(entry => entry.Action == "retention-removed").Select(entry => (entry.Subject, entry.Details!)));
    }

    [Fact]
    public async Task RealRun_TakesTheCalendarsLedgerWithTheMailings_OfMeetingsThatAreOver()
    {
        await using CouncilAtWork app = await MeetingThatIsOverAsync();
        ICalendarLedgers calendars = app.Services.GetRequiredService<ICalendarLedgers>();
        MeetingKey over = new("lille", "2026-1");
        MeetingKey waiting = new("lille", "2027-1");
        Assert.NotEmpty((await calendars.FindAsync(over, default))!.Value.Entries);

        RetentionFinding shown = (await DryRunAsync(app)).Kinds.Single(found => found.Kind == RetentionKind.Mailings);
        Assert.Contains("calendar 2026-1", shown.Ids);
        Assert.DoesNotContain("calendar 2027-1", shown.Ids);
        Assert.NotNull(await calendars.FindAsync(over, default));

        await RunAsync(app);
        Assert.Null(await calendars.FindAsync(over, default));
        Assert.NotNull(await calendars.FindAsync(waiting, default));

        // Nothing of what is over is put into calendars again.
        int events = app.Calendar.Events.Count;
        await app.UntilAsync(2027, 6, 14, 9);
        Assert.Equal(events, app.Calendar.Events.Count);
        Assert.Null(await calendars.FindAsync(over, default));
    }

    [Fact]
    public async Task RealRun_BrokenOff_GoesOnWhereItStopped()
    {
        await using CouncilAtWork app = await MeetingThatIsOverAsync();
        RetentionReport before = await DryRunAsync(app);
        int deletions = 0;
        app.Archive.Deleting = _ => ++deletions == 2 ? throw new HttpRequestException("Storage is away.") : Task.CompletedTask;
        using (HttpResponseMessage broken = await app.RawAsync(HttpMethod.Post, Retention, new { }))
        {
            Assert.Equal(HttpStatusCode.InternalServerError, broken.StatusCode);
        }

        app.Archive.Deleting = null;
        RetentionReport rest = await RunAsync(app);

        Assert.True(rest.Kinds.Single(found => found.Kind == RetentionKind.Drafts).Count < before.Kinds.Single(found => found.Kind == RetentionKind.Drafts).Count);
        Assert.Empty(rest.Kinds.Single(found => found.Kind == RetentionKind.Mailings).Ids);
        Assert.All((await DryRunAsync(app)).Kinds, found => Assert.Empty(found.Ids));
    }

    [Fact]
    public async Task RealRun_ThatCannotBeWrittenDown_RemovesNothing()
    {
        await using CouncilAtWork app = await MeetingThatIsOverAsync();
        RetentionReport before = await DryRunAsync(app);
        MemoryAudit audit = (MemoryAudit)app.Services.GetRequiredService<IAuditLog>();
        audit.IsOutOfReach = true;
        using (HttpResponseMessage broken = await app.RawAsync(HttpMethod.Post, Retention, new { }))
        {
            Assert.Equal(HttpStatusCode.InternalServerError, broken.StatusCode);
        }

        audit.IsOutOfReach = false;
        Assert.Equal(Ids(before), Ids(await DryRunAsync(app)));
    }

    [Fact]
    public async Task MeetingThatWaitsForApproval_LosesNothing_HoweverShortThePeriods()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero));
        await app.PlanAsync(andNext: false);
        await app.UntilAsync(2026, 11, 17, 13);
        await app.MinuteAsync("2026-1");
        await app.UntilAsync(2027, 6, 1, 9);
        await KeepAsync(app, months: 1);

        Assert.All((await DryRunAsync(app)).Kinds.Where(found => found.Kind != RetentionKind.Audit), found => Assert.Empty(found.Ids));
        await RunAsync(app);
        await app.SendAsync(HttpMethod.Post, Acting.Meetings, new { date = "2027-08-26", start = "09:30", end = "12:30", venue = new { name = "Teams", isVirtual = true } });
        await app.UntilAsync(2027, 8, 26, 13);
        await app.MinuteAsync("2027-1");
        await app.UntilAsync(2027, 8, 26, 14);

        Assert.Equal(MeetingPhase.Approved, (await app.MeetingAsync("2026-1")).Meeting.Phase);
        Assert.Equal(app.Mail.Sent.Count, app.Mail.Sent.Select(mail => mail.Mail.Key).Distinct().Count());
    }

    [Fact]
    public async Task EveryWeek_TheRunIsMadeByItself()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero));
        await app.PlanAsync();
        await app.UntilAsync(2026, 9, 21, 9);

        List<AuditEntry> runs = await app.Services.GetRequiredService<IAuditLog>().ReadAsync("lille", default).Where(entry => entry.Action == "retention-run").ToListAsync();

        Assert.Equal(["2026-09-06", "2026-09-13", "2026-09-20"], runs.Select(entry => entry.At.ToString("yyyy-MM-dd", null)));
        Assert.All(runs, entry => Assert.Equal("system", entry.Actor));
    }

    [Theory]
    [InlineData("?dryrun=true")]
    [InlineData("?dryRun=true&dryRun=false")]
    [InlineData("?dryRun=ja")]
    [InlineData("?dryRun=")]
    public async Task Run_WithAQueryThatIsNotUnderstood_IsRefusedAndRemovesNothing(string query)
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero));
        await app.PlanAsync();

        using HttpResponseMessage answer = await app.RawAsync(HttpMethod.Post, Retention + query, new { });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(0, await app.Services.GetRequiredService<IAuditLog>().ReadAsync("lille", default).CountAsync(entry => entry.Action == "retention-run"));
    }

    [Theory]
    [InlineData(0, 120, "retention.mailings")]
    [InlineData(1201, 1200, "retention.mailings")]
    [InlineData(24, 12, "retention.mailings")]
    public void Settings_ThatMakeNoSense_AreRefused(int mailings, int audit, string field) =>
        Assert.Contains(CouncilRules.Validate(SampleCouncil.Setup.Council with { Retention = new RetentionSettings { Mailings = mailings, Audit = audit } }), refusal => refusal.Field == field);

    /// <summary>A meeting with all that is kept for a time only, a year after its minutes were approved, under periods of a month each.</summary>
    private static async Task<CouncilAtWork> MeetingThatIsOverAsync()
    {
        CouncilAtWork app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero));
        await app.PlanAsync();
        await KeepAsync(app, months: 600);
        DirectoryBook book = SampleCouncil.Setup.Directory;
        IDirectory directory = app.Services.GetRequiredService<IDirectory>();
        await directory.SaveAsync(
            "lille",
            book with
            {
                People = [.. book.People, new Person("former", "Tidligere Direktør", "tidligere@lille.example")],
                Tenures = [.. book.Tenures, new Tenure("director-0730", "former", new DateOnly(2015, 1, 1), new DateOnly(2019, 12, 31))],
            },
            (await directory.LoadAsync("lille", default)).ETag,
            default);
        await app.UntilAsync(2026, 10, 7, 10);
        string item = await app.SubmitAsync("2026-1", "Fælles beredskab");
        await app.SendAsync(HttpMethod.Post, $"{Acting.Meetings}/2026-1/items", new
        {
            title = "Personsag om navngiven",
            background = "Fortrolig baggrund.",
            recommendation = "Det indstilles, at punktet drøftes.",
            municipality = "0730",
            confidential = true,
            presenters = new[] { new { name = "Gæst Gæstesen", email = "gaest@firma.example" } },
        });
        await app.SendAsync(HttpMethod.Put, Acting.Meetings + "/2026-1/participation/member-0741", new { answer = "declined", reason = "Er syg." }, "member-0741");
        await app.UntilAsync(2026, 11, 17, 13);
        Assert.Contains(app.Archive.ConfidentialPaths, path => path.Contains("/2026-1/", StringComparison.Ordinal));
        await app.DecideAsync(item, new
        {
            outcomes = new[] { "approved" },
            text = "Godkendt.",
            actions = new[] { new { task = "Oplæg", ownerPost = "network", deadline = "2026-12-30" } },
        });
        await app.MinuteAsync("2026-1");
        await app.UntilAsync(2026, 11, 25, 9);
        await app.SendAsync(HttpMethod.Put, $"councils/lille/follow-ups/{item}-a1", new { status = "Er sket.", isDone = true }, "network");
        await app.UntilAsync(2027, 1, 26, 13);
        await app.MinuteAsync("2027-1");
        await app.UntilAsync(2027, 6, 1, 9);
        await KeepAsync(app, months: 1);
        return app;
    }

    private static async Task KeepAsync(CouncilAtWork app, int months)
    {
        ICouncils councils = app.Services.GetRequiredService<ICouncils>();
        Stored<Council> council = (await councils.FindAsync("lille", default))!;
        RetentionSettings all = new()
        {
            Mailings = months, Drafts = months, GuestContacts = months, Directory = months, FollowUps = months, Confidential = months, Histories = months, Audit = months,
        };
        await councils.SaveAsync(council.Value with { Retention = all }, council.ETag, default);
    }

    private static async Task<RetentionReport> DryRunAsync(CouncilAtWork app) => Read(await app.SendAsync(HttpMethod.Post, Retention + "?dryRun=true", new { }));

    private static async Task<RetentionReport> RunAsync(CouncilAtWork app) => Read(await app.SendAsync(HttpMethod.Post, Retention, new { }));

    private static RetentionReport Read(JsonElement answer) => answer.Deserialize<RetentionReport>(ForReading)!;

    private static readonly JsonSerializerOptions ForReading = new(Wire.Options) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Skip };

    private static IEnumerable<(RetentionKind, string)> Ids(RetentionReport report) => report.Kinds.SelectMany(found => found.Ids.Select(id => (found.Kind, id)));
}
