using System.Net;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.FollowUp;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Tests.MeetingLifecycle;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.Tests.FollowUp;

/// <summary>Action points that nobody does in time, that are done, and that turn out not to be.</summary>
public sealed class OpenFollowUpsTests
{
    private static readonly DateTimeOffset Start = new(2026, 9, 1, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task OpenFollowUp_IsListedUnderSinceLastOfTheComingAgendaAndItsOwnerRemindedUntilItIsDone()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync();
        await app.UntilAsync(2026, 10, 7, 8);
        string item = await app.SubmitAsync("2026-1", "Fælles beredskab");
        await app.UntilAsync(2026, 11, 17, 13);
        string number = (await app.MeetingAsync("2026-1")).Items.Single(found => found.Id == item).Number!;
        await app.DecideAsync(item, new
        {
            outcomes = new[] { "noted" },
            text = "Taget til efterretning.",
            actions = new object[]
            {
                new { task = "Oplæg om økonomien", organisation = "KD-Net", deadline = "2026-12-01" },
                new { task = "Brev til regionen", ownerPost = "chair" },
            },
        });
        await app.MinuteAsync("2026-1");
        await app.UntilAsync(2026, 12, 20, 8);
        await app.SendAsync(HttpMethod.Put, $"councils/lille/follow-ups/{item}-a1", new { status = "Halvvejs" }, "network");
        await app.RefusedAsync(HttpMethod.Put, $"councils/lille/follow-ups/{item}-a1", new { status = "Nej" }, HttpStatusCode.Forbidden, "follow-up-of-another", "director-0730");
        await app.UntilAsync(2027, 1, 20, 8);

        Assert.Equal(
            ["2026-11-24 09:00", "2026-12-02 09:00", "2026-12-16 09:00", "2027-01-05 09:00", "2027-01-19 09:00"],
            app.MailingsOf("2026-1", MailKind.FollowUp).Select(mailing => mailing.When));
        Assert.Equal(
            "Opfølgning på tidligere beslutninger:\n"
            + $"- Oplæg om økonomien (mødet den 17. november 2026, punkt {number}). Ansvarlig: KD-Net. Frist: 1. december 2026. Status: Halvvejs.\n"
            + $"- Brev til regionen (mødet den 17. november 2026, punkt {number}). Ansvarlig: Formanden. Frist: ikke fastsat.",
            (await app.MeetingAsync("2027-1")).Items.Single(found => found.Origin == ItemOrigin.SinceLast).Presentation);
    }

    [Fact]
    public async Task FollowUp_DeadlinePostponedByACorrection_IsRemindedOfAnew()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync();
        await app.UntilAsync(2026, 10, 7, 8);
        string item = await app.SubmitAsync("2026-1", "Fælles beredskab");
        await app.UntilAsync(2026, 11, 17, 13);
        await app.DecideAsync(item, Asking("2026-12-01"));
        await app.MinuteAsync("2026-1");
        await app.UntilAsync(2026, 12, 8, 8);
        await app.DecideAsync(item, Asking("2027-01-15"));
        await app.SendAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/minutes/corrections", new { reason = "Fristen var gengivet forkert" });
        await app.UntilAsync(2027, 1, 19, 8);

        Assert.Equal(
            ["2026-11-24 09:00", "2026-12-02 09:00", "2027-01-08 09:00", "2027-01-18 09:00"],
            app.MailingsOf("2026-1", MailKind.FollowUp).Select(mailing => mailing.When));

        static object Asking(string deadline) => new
        {
            outcomes = new[] { "noted" },
            text = "Taget til efterretning.",
            actions = new[] { new { task = "Oplæg", ownerPost = "network", deadline } },
            correction = "Fristen var gengivet forkert",
        };
    }

    [Fact]
    public async Task FollowUp_ReopenedBehindTheBackWithoutARunningInstance_IsRemindedAllTheSame()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync();
        await app.UntilAsync(2026, 10, 7, 8);
        string item = await app.SubmitAsync("2026-1", "Fælles beredskab");
        await app.UntilAsync(2026, 11, 17, 13);
        await app.DecideAsync(item, new
        {
            outcomes = new[] { "noted" },
            text = "Taget til efterretning.",
            actions = new[] { new { task = "Oplæg", ownerPost = "network", deadline = "2027-01-15" } },
        });
        await app.MinuteAsync("2026-1");
        await app.UntilAsync(2026, 12, 1, 8);
        await app.SendAsync(HttpMethod.Put, $"councils/lille/follow-ups/{item}-a1", new { status = "Sendt", isDone = true }, "network");
        await app.UntilAsync(2026, 12, 2, 8);
        IFollowUps followUps = app.Services.GetRequiredService<IFollowUps>();
        Stored<FollowUpTask> stored = (await followUps.FindAsync(SampleCouncil.Id, $"{item}-a1", CancellationToken.None))!;
        await followUps.SaveAsync(stored.Value with { IsDone = false }, stored.ETag, CancellationToken.None);
        await app.UntilAsync(2027, 1, 9, 8);

        Assert.Equal([("2027-01-08 09:00", 1)], app.MailingsOf("2026-1", MailKind.FollowUp));
    }

    [Fact]
    public async Task FollowUp_DoneAndOpenedAgain_IsRemindedOnceOfWhatHasFallenDueSince()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync();
        await app.UntilAsync(2026, 10, 7, 8);
        string item = await app.SubmitAsync("2026-1", "Fælles beredskab");
        await app.UntilAsync(2026, 11, 17, 13);
        await app.DecideAsync(item, new
        {
            outcomes = new[] { "noted" },
            text = "Taget til efterretning.",
            actions = new[] { new { task = "Oplæg", ownerPost = "network", deadline = "2027-01-15" } },
        });
        await app.MinuteAsync("2026-1");
        await app.UntilAsync(2026, 12, 1, 8);
        string path = $"councils/lille/follow-ups/{item}-a1";
        await app.SendAsync(HttpMethod.Put, path, new { status = "Sendt", isDone = true }, "network");
        await app.UntilAsync(2027, 3, 2, 8);
        Assert.Empty(app.MailingsOf("2026-1", MailKind.FollowUp));

        await app.RefusedAsync(HttpMethod.Put, path, new { status = "Bortfaldet", state = "closed" }, HttpStatusCode.Conflict, "follow-up-not-open");
        await app.SendAsync(HttpMethod.Put, path, new { status = "Mangler et bilag", state = "open" });
        await app.UntilAsync(2027, 3, 3, 8);
        Assert.Single(app.MailingsOf("2026-1", MailKind.FollowUp));
        await app.SendAsync(HttpMethod.Put, path, new { status = "Bortfaldet", state = "closed" });
        await app.UntilAsync(2027, 6, 1, 8);

        Assert.Single(app.MailingsOf("2026-1", MailKind.FollowUp));
    }
}
