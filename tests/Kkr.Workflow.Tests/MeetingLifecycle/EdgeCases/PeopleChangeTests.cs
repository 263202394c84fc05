using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Functions.Planning;
using Kkr.Workflow.Tests.Fakes;

namespace Kkr.Workflow.Tests.MeetingLifecycle;

/// <summary>People come and go while a meeting takes its course; its mails follow the posts.</summary>
public sealed class PeopleChangeTests
{
    private static readonly DateTimeOffset Start = new(2026, 9, 1, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    [EdgeCase("director-changes-municipality")]
    public async Task Director_WhoGoesToAnotherMunicipality_GetsTheNewPostsMailAndTheOldPostsGoesToTheSuccessor()
    {
        await using CouncilAtWork app = await StartAsync(SetupWith(
            [new Person("d-new", "Ny Direktør", "ny@lille.example")],
            "director-0730", "director-0741",
            new Tenure("director-0730", "d-0730", new DateOnly(2020, 1, 1), new DateOnly(2026, 10, 14)),
            new Tenure("director-0741", "d-0741", new DateOnly(2020, 1, 1), new DateOnly(2026, 10, 14)),
            new Tenure("director-0741", "d-0730", new DateOnly(2026, 10, 15)),
            new Tenure("director-0730", "d-new", new DateOnly(2026, 10, 15))));
        await app.UntilAsync(2026, 10, 20, 8);

        Assert.Equal("direktoer0730@lille.example", ToOf(app, MailKind.CallForItems, "director-0730"));
        Assert.Equal("ny@lille.example", ToOf(app, MailKind.FirstReminder, "director-0730"));
        Assert.Equal("direktoer0730@lille.example", ToOf(app, MailKind.FirstReminder, "director-0741"));
        Assert.DoesNotContain(app.Mail.Sent, mail => mail.Mail.Key.Kind == MailKind.FirstReminder && mail.Mail.ToEmail == "direktoer0741@lille.example");
    }

    [Fact]
    [EdgeCase("vacant-post")]
    public async Task Call_ToAVacantPost_GoesToTheSecretariat()
    {
        await using CouncilAtWork app = await StartAsync(SetupWith([], "director-0779"));
        await app.UntilAsync(2026, 10, 6, 10);

        Assert.Equal("kkr@lille.example", ToOf(app, MailKind.CallForItems, "director-0779"));
        Assert.Equal([("2026-10-06 09:00", 3)], app.MailingsOf("2026-1", MailKind.CallForItems));
    }

    [Fact]
    [EdgeCase("acting-holder")]
    public async Task Call_ToAPostWithAnActingHolder_GoesToThem()
    {
        await using CouncilAtWork app = await StartAsync(SetupWith(
            [new Person("d-acting", "Konstitueret Direktør", "konstitueret@lille.example")],
            "director-0779", null,
            new Tenure("director-0779", "d-acting", new DateOnly(2026, 9, 1), IsActing: true)));
        await app.UntilAsync(2026, 10, 6, 10);

        Assert.Equal("konstitueret@lille.example", ToOf(app, MailKind.CallForItems, "director-0779"));
    }

    [Fact]
    [EdgeCase("chair-changes")]
    public async Task Draft_AfterTheChairHasChanged_GoesToTheNewChair()
    {
        await using CouncilAtWork app = await StartAsync(SampleCouncil.Setup);
        await app.UntilAsync(2026, 11, 2, 8);
        await app.SendAsync(HttpMethod.Put, "councils/lille", SetupWith(
            [],
            "chair", null,
            new Tenure("chair", "m-0730", new DateOnly(2026, 1, 1), new DateOnly(2026, 11, 1)),
            new Tenure("chair", "m-0741", new DateOnly(2026, 11, 2))));
        await app.UntilAsync(2026, 11, 3, 13);

        Assert.Equal("borgmester0741@lille.example", ToOf(app, MailKind.ChairmanshipDraft, "chair"));
    }

    [Fact]
    [EdgeCase("no-chairmanship")]
    public async Task Draft_WithoutAChairmanship_GoesToTheMayorWhoHasServedLongest()
    {
        CouncilSetup setup = SetupWith([], "chair", "vice-chair");
        setup = setup with
        {
            Directory = setup.Directory with
            {
                Tenures = [.. setup.Directory.Tenures.Select(tenure => tenure.Post == "member-0779" ? tenure with { MayorSince = new DateOnly(2010, 1, 1) } : tenure)],
            },
        };
        await using CouncilAtWork app = await StartAsync(setup);
        await app.UntilAsync(2026, 11, 3, 13);

        SentMail draft = Assert.Single(app.Mail.Sent, mail => mail.Mail.Key.Kind == MailKind.ChairmanshipDraft);
        Assert.Equal("borgmester0779@lille.example", draft.Mail.ToEmail);
    }

    [Fact]
    [EdgeCase("changeover-expired-members")]
    public async Task Changeover_MembersWhoseTenureEnded_GetNoMailAndTheirSuccessorsDo()
    {
        await using CouncilAtWork app = await StartAsync(SetupWith(
            [new Person("m-new", "Ny Borgmester", "nyborgmester@lille.example")],
            "member-0741", null,
            new Tenure("member-0741", "m-0741", new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31)),
            new Tenure("member-0741", "m-new", new DateOnly(2027, 1, 1))));
        await app.UntilAsync(2026, 11, 17, 14);
        await app.MinuteAsync("2026-1");
        await app.UntilAsync(2027, 1, 25, 12);

        Assert.Equal("borgmester0741@lille.example", ToOf(app, MailKind.MinutesPublished, "member-0741"));
        Assert.Equal(
            "nyborgmester@lille.example",
            app.Mail.Sent.Single(mail => mail.Mail.Key is { Kind: MailKind.AgendaDispatch, Meeting.Meeting: "2027-1", Recipient: "member-0741" }).Mail.ToEmail);
        Assert.DoesNotContain(app.Mail.Sent, mail => mail.At.Year == 2027 && mail.Mail.ToEmail == "borgmester0741@lille.example");
    }

    private static async Task<CouncilAtWork> StartAsync(CouncilSetup setup)
    {
        CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync();
        await app.SendAsync(HttpMethod.Put, "councils/lille", setup);
        return app;
    }

    /// <summary>The sample council with other tenures for one post or two.</summary>
    private static CouncilSetup SetupWith(Person[] people, string post, string? another = null, params Tenure[] tenures) => SampleCouncil.Setup with
    {
        Directory = SampleCouncil.Setup.Directory with
        {
            People = [.. SampleCouncil.Setup.Directory.People, .. people],
            Tenures = [.. SampleCouncil.Setup.Directory.Tenures.Where(tenure => tenure.Post != post && tenure.Post != another), .. tenures],
        },
    };

    private static string ToOf(CouncilAtWork app, MailKind kind, string post) =>
        Assert.Single(app.Mail.Sent, mail => mail.Mail.Key.Kind == kind && mail.Mail.Key.Recipient == post).Mail.ToEmail;
}
