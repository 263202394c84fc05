using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Planning;
using Kkr.Workflow.Tests.MeetingLifecycle;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.Tests.Archive;

/// <summary>What the log holds after a whole meeting.</summary>
public sealed class AuditTrailTests
{
    [Fact]
    public async Task WholeMeeting_EveryStepMailingAndDocument_IsWrittenDown()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero));
        await app.PlanAsync();
        await app.UntilAsync(2026, 10, 7, 10);
        await app.SubmitAsync("2026-1", "Fælles beredskab");
        await app.UntilAsync(2026, 11, 17, 13);
        await app.MinuteAsync("2026-1");
        await app.UntilAsync(2027, 1, 26, 13);
        await app.MinuteAsync("2027-1");
        await app.UntilAsync(2027, 1, 26, 14);

        List<AuditEntry> entries = await app.Services.GetRequiredService<IAuditLog>().ReadAsync(SampleCouncil.Id, default).ToListAsync();
        MeetingView meeting = await app.MeetingAsync("2026-1");

        Assert.Equal(MeetingPhase.Approved, meeting.Meeting.Phase);
        Assert.Equal(
            meeting.Meeting.Completed.Select(done => done.Step.ToString()),
            entries.Where(entry => entry is { Action: "step-done", Subject: "2026-1" }).Select(entry => entry.Details!));
        Assert.Equal(
            app.Mail.Sent.Select(mail => mail.Mail.Key.ToString()).Order(StringComparer.Ordinal),
            entries.Where(entry => entry.Action == "mailing-sent").Select(entry => entry.Subject).Order(StringComparer.Ordinal));
        Assert.Equal(app.Archive.Paths.Count(path => path.EndsWith(".html", StringComparison.Ordinal)), entries.Count(entry => entry.Action == "document-made"));
        Assert.All(meeting.Meeting.Agendas, edition => Assert.Contains(
            entries,
            entry => entry.Action == "document-made" && entry.After == edition.Sha256
                && edition.Files.Skip(1).All(file => entry.Details!.Contains(file.Sha256, StringComparison.Ordinal))));
        Assert.Single(entries, entry => entry is { Action: "calendar-event-created", Subject: "2026-1" });
        Assert.All(meeting.Items.Where(item => item.Number is not null), item => Assert.Contains(entries, entry => entry.Action == "item-frozen" && entry.Subject == item.Id));
        Assert.All(entries, entry => Assert.False(string.IsNullOrEmpty(entry.Role) || string.IsNullOrEmpty(entry.Proof) || string.IsNullOrEmpty(entry.Correlation), entry.ToString()));
        Assert.All(entries.Where(entry => entry.Action == "step-done" && entry.Subject == "2026-1"), entry => Assert.Equal("meeting-lille-2026-1", entry.Correlation));
        Assert.True((await app.Services.GetRequiredService<IAuditLog>().VerifyAsync(SampleCouncil.Id, null, default)).IsIntact);
    }

    [Fact]
    public async Task Entries_HoldNoNameAndNoAddress()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero));
        await app.PlanAsync();
        await app.UntilAsync(2026, 10, 7, 10);
        await app.SubmitAsync("2026-1", "Fælles beredskab");
        await app.UntilAsync(2026, 11, 17, 13);

        List<AuditEntry> entries = await app.Services.GetRequiredService<IAuditLog>().ReadAsync(SampleCouncil.Id, default).ToListAsync();

        Assert.Contains(entries, entry => entry.Action == "mailing-sent");
        Assert.All(entries, entry => Assert.All(
            SampleCouncil.Setup.Directory.People,
            person => Assert.DoesNotContain(entry.ToString(), new[] { person.Name, person.Email }, StringComparer.Ordinal)));
        Assert.DoesNotContain(entries, entry => entry.ToString().Contains('@', StringComparison.Ordinal));
    }

    [Fact]
    public async Task MailEvent_Reported_IsWrittenDownOnce()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero));
        await app.PlanAsync();
        await app.UntilAsync(2026, 10, 7, 10);
        string key = app.Mail.Sent.First(mail => mail.Mail.Key.Kind == MailKind.CallForItems).Mail.Key.ToString();
        for (int time = 0; time < 2; time++)
        {
            await app.SendAsync(HttpMethod.Post, "webhooks/sendgrid", new[] { new { @event = "delivered", mailing_key = key } });
        }

        List<AuditEntry> entries = await app.Services.GetRequiredService<IAuditLog>().ReadAsync(SampleCouncil.Id, default).ToListAsync();

        AuditEntry received = Assert.Single(entries, entry => entry.Action == "mail-event-received");
        Assert.Equal((key, "delivered", "mail-provider", "function-key"), (received.Subject, received.Details, received.Actor, received.Proof));
    }
}
