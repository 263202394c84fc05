using System.Net;
using System.Text;
using System.Text.Json;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Tests.Fakes;
using Kkr.Workflow.Tests.MeetingLifecycle;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.Tests.Archive;

public sealed class PersonalDataTests
{
    private const string Person = "councils/lille/people/d-0730";

    // Found nowhere else, so that a trace of the person is a trace of the person.
    private static readonly Person Leaver = new("d-0730", "Dagny Aftrådt", "dagny@randers.example", "8642 1357");

    [Fact]
    public async Task Export_HoldsWhatIsHeldOnThePerson_AndIsWrittenDown()
    {
        await using CouncilAtWork app = await SomebodyWhoLeftAsync();

        PersonalData data = (await app.SendAsync(HttpMethod.Get, Person + "/data", null)).Deserialize<PersonalData>(ForReading)!;
        using HttpResponseMessage page = await app.RawAsync(HttpMethod.Get, Person + "/data?format=html", null);
        string html = WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync());

        Assert.Equal(Leaver, data.Person);
        Assert.Contains(Section(data, "Poster"), fact => fact.Subject == "director-0730");
        Assert.Contains(Section(data, "E-mails sendt til personen"), fact => fact.Text.StartsWith("Indkaldelse af punkter til KKR Lille", StringComparison.Ordinal));
        Assert.Contains(Section(data, "Indsendte punkter"), fact => fact.Text == "Fælles beredskab");
        Assert.Contains(Section(data, "Handlinger i revisionsloggen"), fact => fact.Text == "item-submitted");
        Assert.Contains("<h1>Oplysninger om Dagny Aftrådt</h1>", html, StringComparison.Ordinal);
        Assert.Contains("Fælles beredskab", html, StringComparison.Ordinal);
        List<AuditEntry> entries = await Log(app).ReadAsync("lille", default).ToListAsync();
        Assert.Equal(2, entries.Count(entry => entry is { Action: "confidential-read", Subject: "d-0730" }));
    }

    [Fact]
    public async Task Export_ThatCannotBeWrittenDown_IsNotHandedOut()
    {
        await using CouncilAtWork app = await SomebodyWhoLeftAsync();
        ((MemoryAudit)Log(app)).IsOutOfReach = true;

        using HttpResponseMessage answer = await app.RawAsync(HttpMethod.Get, Person + "/data", null);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.DoesNotContain("Dagny", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erasure_LeavesNoTraceInAnyStore_AndSaysWhatItKept()
    {
        await using CouncilAtWork app = await SomebodyWhoLeftAsync();
        Assert.Contains(Leaver.Email, await EverythingAsync(app), StringComparison.Ordinal);

        ErasureReport report = (await app.SendAsync(HttpMethod.Post, Person + "/erasure", new { })).Deserialize<ErasureReport>(ForReading)!;

        string all = await EverythingAsync(app);
        Assert.All(new[] { Leaver.Name, Leaver.Email, Leaver.Phone! }, trace => Assert.DoesNotContain(trace, all, StringComparison.OrdinalIgnoreCase));
        Assert.Contains(report.Erased, part => part.What.StartsWith("Navn, e-mailadresse", StringComparison.Ordinal));
        Assert.Contains(report.Erased, part => part.What == "Oplysninger i forsendelsesloggen" && part.Ids.Count > 0);
        Assert.Contains(report.Erased, part => part.What == "Omtale i opfølgninger" && part.Ids.Count == 1);
        Assert.All(report.Kept, part => Assert.False(string.IsNullOrEmpty(part.Ground)));
        Assert.True((await Log(app).VerifyAsync("lille", null, default)).IsIntact);
    }

    [Fact]
    public async Task Erasure_Repeated_FindsNothingMore()
    {
        await using CouncilAtWork app = await SomebodyWhoLeftAsync();
        await app.SendAsync(HttpMethod.Post, Person + "/erasure", new { });

        ErasureReport again = (await app.SendAsync(HttpMethod.Post, Person + "/erasure", new { })).Deserialize<ErasureReport>(ForReading)!;

        Assert.Empty(again.Erased);
        Assert.Equal(1, await Log(app).ReadAsync("lille", default).CountAsync(entry => entry.Action == "person-erased"));
    }

    [Fact]
    public async Task Erasure_OfSomebodyInAPost_IsRefusedUnlessForcedWithAReason()
    {
        await using CouncilAtWork app = await SomebodyWhoLeftAsync();
        const string inPost = "councils/lille/people/d-0779/erasure";
        using HttpResponseMessage refused = await app.RawAsync(HttpMethod.Post, inPost, new { });
        using HttpResponseMessage unreasoned = await app.RawAsync(HttpMethod.Post, inPost, new { force = true });

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("person-holds-post", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, unreasoned.StatusCode);
        await app.SendAsync(HttpMethod.Post, inPost, new { force = true, reason = "Direktør 0779 har beskyttet adresse." });

        DirectoryBook book = (await app.Services.GetRequiredService<IDirectory>().LoadAsync("lille", default)).Value;
        Assert.Null(book.Holder("director-0779", new DateOnly(2027, 6, 1)));
        AuditEntry begun = await Log(app).ReadAsync("lille", default).FirstAsync(entry => entry is { Action: "person-erasure-begun", Subject: "d-0779" });
        Assert.Equal("begun, forced: [slettet] har beskyttet adresse.", begun.Details);
    }

    [Fact]
    public async Task Erasure_WhileADraftIsWorkedFrom_LeavesItAndSaysWhere()
    {
        await using CouncilAtWork app = await PresenterOfAMeetingAheadAsync();
        await app.UntilAsync(2026, 11, 4, 12);
        string[] drafts = Drafts(app);
        Assert.NotEmpty(drafts);

        ErasureReport report = (await app.SendAsync(HttpMethod.Post, Person + "/erasure", new { })).Deserialize<ErasureReport>(ForReading)!;

        ErasurePart stays = Assert.Single(report.Kept, part => part.What == "Navn i udkast, som der stadig arbejdes efter");
        Assert.All(stays.Ids, page => Assert.Contains(page, drafts));
        Assert.NotEmpty(stays.Ids);
        Assert.Equal(drafts, Drafts(app));
        Assert.DoesNotContain(report.Erased, part => part.What.StartsWith("Udkast", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Erasure_OnceTheAgendaIsFrozen_TakesItsDrafts_ThoughTheMeetingGoesOn()
    {
        await using CouncilAtWork app = await PresenterOfAMeetingAheadAsync();
        await app.UntilAsync(2026, 11, 10, 12);
        string[] drafts = Drafts(app);
        string frozen = (await app.MeetingAsync("2026-1")).Meeting.Agendas[^1].Path;

        ErasureReport report = (await app.SendAsync(HttpMethod.Post, Person + "/erasure", new { })).Deserialize<ErasureReport>(ForReading)!;

        ErasurePart gone = Assert.Single(report.Erased, part => part.What.StartsWith("Udkast", StringComparison.Ordinal));
        Assert.All(gone.Ids, page => Assert.Contains(page, drafts));
        Assert.Empty(Drafts(app));
        Assert.Contains(frozen, app.Archive.Paths);
        Assert.DoesNotContain(report.Kept, part => part.What.StartsWith("Navn i udkast", StringComparison.Ordinal));

        // The meeting goes on as if nothing had happened.
        await app.UntilAsync(2026, 11, 17, 13);
        await app.MinuteAsync("2026-1");
        await app.UntilAsync(2026, 12, 12, 9);
        Assert.Equal(MeetingPhase.Published, (await app.MeetingAsync("2026-1")).Meeting.Phase);
    }

    private static string[] Drafts(CouncilAtWork app) => [.. app.Archive.Paths.Where(path => path.StartsWith("lille/2026-1/", StringComparison.Ordinal) && path.Contains("udkast", StringComparison.Ordinal))];

    /// <summary>Somebody who has left their post and presents an item at a meeting that is being prepared.</summary>
    private static async Task<CouncilAtWork> PresenterOfAMeetingAheadAsync()
    {
        CouncilAtWork app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero));
        await app.PlanAsync();
        await ChangeAsync(app, book => book with
        {
            People = [.. book.People.Select(person => person.Id == Leaver.Id ? Leaver : person)],
            Tenures = [.. book.Tenures.Select(tenure => tenure.Person == Leaver.Id ? tenure with { To = new DateOnly(2026, 9, 30) } : tenure)],
        });
        await app.UntilAsync(2026, 10, 7, 10);
        await app.SendAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/items", new
        {
            title = "Fælles beredskab",
            background = "Baggrund.",
            recommendation = "Det indstilles, at punktet drøftes.",
            municipality = "0741",
            presenters = new[] { new { name = Leaver.Name } },
        });
        return app;
    }

    /// <summary>A director who sent in an item, was written to, reported on a follow-up, and left the post before the meeting was over.</summary>
    private static async Task<CouncilAtWork> SomebodyWhoLeftAsync()
    {
        CouncilAtWork app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero));
        await app.PlanAsync();
        await ChangeAsync(app, book => book with { People = [.. book.People.Select(person => person.Id == Leaver.Id ? Leaver : person)] });
        await app.UntilAsync(2026, 10, 7, 10);
        string item = await app.SubmitAsync("2026-1", "Fælles beredskab");
        await app.UntilAsync(2026, 11, 17, 13);
        await app.DecideAsync(item, new
        {
            outcomes = new[] { "approved" },
            text = "Godkendt.",
            actions = new[] { new { task = "Oplæg", ownerPost = "network", deadline = "2026-12-30" } },
        });
        await app.MinuteAsync("2026-1");
        await app.UntilAsync(2026, 11, 25, 9);
        await app.SendAsync(HttpMethod.Put, $"councils/lille/follow-ups/{item}-a1", new { status = "Aftalt med Dagny Aftrådt (dagny@randers.example, 8642 1357).", isDone = true }, "network");
        await app.UntilAsync(2027, 1, 26, 13);
        await app.MinuteAsync("2027-1");
        await ChangeAsync(app, book => book with
        {
            Tenures = [.. book.Tenures.Select(tenure => tenure.Person == Leaver.Id ? tenure with { To = new DateOnly(2027, 1, 31) } : tenure)],
        });
        await app.UntilAsync(2027, 6, 1, 9);
        return app;
    }

    private static async Task ChangeAsync(CouncilAtWork app, Func<DirectoryBook, DirectoryBook> change)
    {
        IDirectory directory = app.Services.GetRequiredService<IDirectory>();
        Stored<DirectoryBook> book = await directory.LoadAsync("lille", default);
        await directory.SaveAsync("lille", change(book.Value), book.ETag, default);
    }

    /// <summary>All that the app keeps, as one text.</summary>
    private static async Task<string> EverythingAsync(CouncilAtWork app)
    {
        StringBuilder all = new();
        IServiceProvider services = app.Services;
        Add((await services.GetRequiredService<IDirectory>().LoadAsync("lille", default)).Value);
        Add(await services.GetRequiredService<ICouncils>().AllAsync(default));
        Add(await services.GetRequiredService<IFollowUps>().ListAsync("lille", default));
        Add(await Log(app).ReadAsync("lille", default).ToListAsync());
        IReadOnlyList<Meeting> meetings = await services.GetRequiredService<IMeetings>().ListAsync("lille", default);
        Add(meetings);
        foreach (string? meeting in meetings.Select(meeting => (string?)meeting.Key.Meeting).Append(null))
        {
            foreach (Stored<Domain.Agenda.Item> item in await app.Items.ListAsync("lille", meeting, default))
            {
                Add(item.Value);
                Add(await app.Items.VersionsAsync("lille", item.Value.Id, default));
            }

            if (meeting is not null)
            {
                Add(await services.GetRequiredService<IMailings>().ListAsync(new MeetingKey("lille", meeting), default));
            }
        }

        foreach (string path in app.Archive.Paths)
        {
            (_, Stream content) = (await app.Archive.OpenAsync(path, confidential: false, default))!.Value;
            using StreamReader reader = new(content);
            all.Append(await reader.ReadToEndAsync());
        }

        return all.ToString();

        void Add<T>(T value) => all.AppendLine(JsonSerializer.Serialize(value, Wire.Options));
    }

    private static IAuditLog Log(CouncilAtWork app) => app.Services.GetRequiredService<IAuditLog>();

    private static IReadOnlyList<HeldFact> Section(PersonalData data, string title) => data.Sections.Single(section => section.Title == title).Facts;

    private static readonly JsonSerializerOptions ForReading = new(Wire.Options) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Skip };
}
