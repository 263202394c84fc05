using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Tests.MeetingLifecycle;

namespace Kkr.Workflow.Tests.Histories;

/// <summary>The process dies exactly between what is stored and what follows from it; what follows comes all the same, and once.</summary>
public sealed class DeathsTests
{
    private static readonly DateTimeOffset Start = new(2026, 9, 1, 6, 0, 0, TimeSpan.Zero);
    private int requests;

    [Fact]
    public async Task WithdrawalAfterTheFreeze_ProcessDiesAtAnyWrite_EverybodyIsToldOnce()
    {
        const int writes = 8;
        await using MortalApp app = await PlannedAsync();
        await app.UntilAsync(At(2026, 10, 7));
        List<string> items = [];
        for (int number = 1; number <= writes; number++)
        {
            Answer submitted = await DoAsync(app, HttpMethod.Post, "meetings/2026-1/items", new { title = $"Punkt {number}", background = "B.", recommendation = "Det indstilles.", municipality = "0730" }, "director-0730");
            items.Add(submitted.Body.GetProperty("id").GetString()!);
        }

        await app.UntilAsync(At(2026, 11, 10));
        foreach ((string item, int number) in items.Select((item, index) => (item, index + 1)))
        {
            app.DieAtWrite((number + 1) / 2, after: number % 2 == 0);
            await DoAsync(app, HttpMethod.Post, $"items/{item}/withdrawal", new { reason = "Sagen er trukket" });
            await app.UntilAsync(app.Now.AddMinutes(10));
        }

        await app.UntilAsync(At(2026, 11, 13));
        Assert.True(app.Deaths >= writes / 2, $"{app.Deaths} deaths");
        Assert.All(items, item => Assert.Equal(
            [("director-0730", 1), ("member-0741", 1)],
            app.Mail.Sent.Where(mail => mail.Mail.Key.Kind == MailKind.ItemWithdrawn && mail.Mail.Key.Subject == item && (mail.Mail.Key.Recipient is "director-0730" or "member-0741"))
                .GroupBy(mail => mail.Mail.Key.Recipient).Select(told => (told.Key, told.Count())).OrderBy(told => told.Key, StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ApprovedMinutes_ProcessDiesAtWriteAfterWriteFromTheVerdictToTheLastMail_EverybodyIsToldOnce(bool after)
    {
        await using MortalApp app = await PlannedAsync();
        await app.UntilAsync(At(2026, 11, 17, 13));
        await MinuteAsync(app, "2026-1");
        await app.UntilAsync(At(2027, 1, 26, 13));
        await DecideRestAsync(app, "2027-1");
        for (int number = 1; number <= 20; number++)
        {
            app.Ahead.Enqueue((number, after));
        }

        app.DieAtWrite(1, after);
        await DoAsync(app, HttpMethod.Post, "meetings/2027-1/minutes", new { withoutAttendance = true });
        await app.UntilAsync(At(2027, 1, 28));
        Meeting approved = (await app.Port<IMeetings>().FindAsync(new MeetingKey("lille", "2026-1"), CancellationToken.None))!.Value;
        Assert.Equal(MeetingPhase.Approved, approved.Phase);
        Assert.True(app.Deaths > 5, $"{app.Deaths} deaths");
        string[] published = [.. Told(app, MailKind.MinutesPublished)];
        Assert.NotEmpty(published);
        Assert.Equal(published, Told(app, MailKind.MinutesApproved));
    }

    [Fact]
    public async Task Settling_ProcessDiesAtWriteAfterWrite_EachItemAndTaskFollowsOnce()
    {
        await using MortalApp app = await PlannedAsync();
        await app.UntilAsync(At(2026, 10, 7));
        Answer submitted = await DoAsync(app, HttpMethod.Post, "meetings/2026-1/items", new { title = "Fælles beredskab", background = "B.", recommendation = "Det indstilles.", municipality = "0730" }, "director-0730");
        string item = submitted.Body.GetProperty("id").GetString()!;
        await app.UntilAsync(At(2026, 11, 17, 13));
        await DoAsync(app, HttpMethod.Put, $"items/{item}/decision", new
        {
            outcomes = new[] { "postponed" },
            text = "Udsat.",
            promises = new[] { new { title = "Færgedrift" }, new { title = "Havvind" } },
            actions = new[] { new { task = "Oplæg", ownerPost = "network", deadline = "2027-01-15" }, new { task = "Brev", ownerPost = "chair", deadline = "2027-01-15" } },
        });
        await MinuteAsync(app, "2026-1");
        await app.UntilAsync(At(2026, 11, 24, 8));
        for (int day = 24; day <= 30; day++)
        {
            for (int number = 1; number <= 6; number++)
            {
                app.DieAtWrite((number * 2) - (day % 2), after: day % 3 == 0);
                await app.UntilAsync(At(2026, 11, day, 8 + (number * 2)));
            }
        }

        await app.UntilAsync(At(2026, 12, 4));
        List<Item> found = [];
        foreach (string? place in new[] { "2027-1", null })
        {
            found.AddRange((await app.Port<IItems>().ListAsync("lille", place, CancellationToken.None)).Select(stored => stored.Value).Where(one => one.CarriedFrom == item));
        }

        Assert.Equal(["Fælles beredskab", "Færgedrift", "Havvind"], found.Select(one => one.Title).Order(StringComparer.Ordinal));
        Assert.Equal(["Brev", "Oplæg"], (await app.Port<IFollowUps>().ListAsync("lille", CancellationToken.None)).Select(task => task.Task).Order(StringComparer.Ordinal));
        Assert.True(app.Deaths > 3, $"{app.Deaths} deaths");
    }

    private static DateTimeOffset At(int year, int month, int day, int hour = 8) =>
        LocalTime.ToInstant(new DateOnly(year, month, day), new TimeOnly(hour, 0), "Europe/Copenhagen");

    /// <summary>Who was told, as often as they were.</summary>
    private static IEnumerable<string> Told(MortalApp app, MailKind kind) =>
        app.Mail.Sent.Where(mail => mail.Mail.Key.Kind == kind && mail.Mail.Key.Meeting.Meeting == "2026-1").Select(mail => mail.Mail.Key.Recipient).Order(StringComparer.Ordinal);

    private async Task<MortalApp> PlannedAsync()
    {
        MortalApp app = await MortalApp.StartAsync(Start);
        await DoAsync(app, HttpMethod.Put, "", SampleCouncil.Setup);
        foreach (string date in new[] { "2026-11-17", "2027-01-26" })
        {
            await DoAsync(app, HttpMethod.Post, "meetings", new { date, start = "09:30", end = "12:30", venue = new { name = "Teams", isVirtual = true } });
        }

        return app;
    }

    private async Task DecideRestAsync(MortalApp app, string meeting)
    {
        foreach (Stored<Item> item in await app.Port<IItems>().ListAsync("lille", meeting, CancellationToken.None))
        {
            if (item.Value is { Status: ItemStatus.Frozen, Decision: null })
            {
                await DoAsync(app, HttpMethod.Put, $"items/{item.Value.Id}/decision", new { outcomes = new[] { "approved" }, text = "Godkendt." });
            }
        }
    }

    private async Task MinuteAsync(MortalApp app, string meeting)
    {
        await DecideRestAsync(app, meeting);
        await DoAsync(app, HttpMethod.Post, $"meetings/{meeting}/minutes", new { withoutAttendance = true });
    }

    private async Task<Answer> DoAsync(MortalApp app, HttpMethod method, string path, object body, string post = "secretariat")
    {
        Wish wish = new(method, path, path, body, post, $"deaths-{++requests}");
        CouncilClient client = new(app, "lille");
        Answer answer = await client.AskAsync(wish);
        while (answer.Code == "request-in-progress")
        {
            // One process after the other died over it, and each left word that it was at work.
            await app.UntilAsync(app.Now.AddMinutes(6));
            answer = await client.AskAsync(wish);
        }

        Assert.True(answer.IsDone, $"{method} {path}: {answer.Status} {answer.Body}");
        return answer;
    }
}
