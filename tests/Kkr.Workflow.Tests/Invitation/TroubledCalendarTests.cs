using System.Net;
using System.Text;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Invitation;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Tests.Fakes;
using Kkr.Workflow.Tests.MeetingLifecycle;
using Microsoft.Extensions.DependencyInjection;
using static Kkr.Workflow.Tests.Invitation.CalendarActs;

namespace Kkr.Workflow.Tests.Invitation;

/// <summary>Calendars that are busy, out of reach or changed by hand, and rooms that decline.</summary>
public sealed class TroubledCalendarTests
{
    [Fact]
    public async Task Room_IsBookedWithTheMeetingAndItsRefusalIsTold()
    {
        await using CouncilAtWork app = await PlannedAsync();
        await app.SendAsync(HttpMethod.Patch, Address, new { venue = new { name = "Byrådssalen", address = "Torvet 1", room = "salen@lille.example" } });
        await app.UntilAsync(2026, 9, 3, 8);
        Assert.Contains(app.Calendar.Events[Event][^1].Attendees, attendee => attendee is { Email: "salen@lille.example", IsResource: true });

        Reply(app, "salen@lille.example", CalendarResponse.Declined);
        await NoticeAsync(app, "v1");
        await app.UntilAsync(2026, 9, 3, 9);
        Assert.Contains("Lokalet til mødet den 17. november 2026 har afslået", Assert.Single(Sent(app, MailKind.CalendarNote)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BusyCalendar_IsWaitedForAsLongAsItAsks()
    {
        await using CouncilAtWork app = await PlannedAsync();
        await app.UntilAsync(2026, 11, 9, 20);
        Reply(app, Mayor, CalendarResponse.Declined);
        app.Calendar.Faults.Enqueue(new CalendarException("Busy.") { Status = 429, RetryAfter = TimeSpan.FromMinutes(40) });
        await NoticeAsync(app, "v1");
        await app.UntilAsync(2026, 11, 9, 20, 39);
        Assert.Empty(RecipientsOf(app, MailKind.DeputyCalled));
        await app.UntilAsync(2026, 11, 9, 20, 45);

        Assert.Equal(["deputy-0741"], RecipientsOf(app, MailKind.DeputyCalled));
        Assert.Empty(Sent(app, MailKind.CalendarNote));
    }

    [Fact]
    public async Task AnswersThatCannotBeRead_AreToldOnceForAsLongAsThatLasts()
    {
        await using CouncilAtWork app = await PlannedAsync();
        await app.UntilAsync(2026, 10, 5, 4);
        app.Calendar.IsOutOfReach = true;
        await app.UntilAsync(2026, 10, 8, 20);
        Assert.Contains("kan ikke læses i kalenderen", Assert.Single(Sent(app, MailKind.CalendarNote)).Text, StringComparison.Ordinal);

        app.Calendar.IsOutOfReach = false;
        await app.UntilAsync(2026, 10, 9, 20);
        app.Calendar.IsOutOfReach = true;
        await app.UntilAsync(2026, 10, 13, 20);
        Assert.Equal(2, Sent(app, MailKind.CalendarNote).Count);
    }

    [Fact]
    public async Task CancelledMeeting_WhoseDeadlinesCannotBeTakenOut_TheSecretariatIsTold()
    {
        await using CouncilAtWork app = await PlannedAsync();
        app.Calendar.KeepsEntries = true;
        await app.SendAsync(HttpMethod.Post, Address + "/cancellation", new { reason = "For få punkter" });
        await app.UntilAsync(2026, 9, 2, 8);

        Assert.Contains("kan ikke skrives i kalenderen", Assert.Single(Sent(app, MailKind.CalendarNote)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AuditLogOutOfReach_WhatTheCalendarIsToldAndTells_IsWrittenDownAfterAll()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        app.Calendar.Faults.Enqueue(new CalendarException("Busy.") { Status = 429, RetryAfter = TimeSpan.FromMinutes(50) });
        await app.PlanAsync(andNext: false);
        await app.UntilAsync(2026, 9, 1, 8, 30);
        MemoryAudit audit = (MemoryAudit)app.Services.GetRequiredService<IAuditLog>();
        audit.IsOutOfReach = true;
        await app.UntilAsync(2026, 9, 1, 8, 53);
        audit.IsOutOfReach = false;
        await app.UntilAsync(2026, 9, 1, 10);
        await AssertWrittenAsync(app, "calendar-event-created", 1);

        await app.UntilAsync(2026, 11, 9, 20);
        Reply(app, Mayor, CalendarResponse.Tentative);
        app.Calendar.Faults.Enqueue(new CalendarException("Busy.") { Status = 429, RetryAfter = TimeSpan.FromMinutes(10) });
        await NoticeAsync(app, "v1");
        await app.UntilAsync(2026, 11, 9, 20, 5);
        audit.IsOutOfReach = true;
        await app.UntilAsync(2026, 11, 9, 20, 11);
        audit.IsOutOfReach = false;
        await app.UntilAsync(2026, 11, 9, 21);
        await AssertWrittenAsync(app, "invitation-answered", 1);
    }

    private static async Task AssertWrittenAsync(CouncilAtWork app, string action, int times) => Assert.Equal(
        times,
        await app.Services.GetRequiredService<IAuditLog>().ReadAsync("lille", CancellationToken.None).CountAsync(entry => entry.Action == action));

    [Fact]
    public async Task EventDeletedByHand_TheSecretariatIsTold()
    {
        await using CouncilAtWork app = await PlannedAsync();
        await app.UntilAsync(2026, 9, 8, 4);
        app.Calendar.Removed[Event] = true;
        await app.UntilAsync(2026, 9, 10, 20);
        Assert.Contains("Nogen har slettet", Assert.Single(Sent(app, MailKind.CalendarNote)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BusyCalendar_WhenTheMeetingIsInvited_MakesTheEventLater()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        app.Calendar.Faults.Enqueue(new CalendarException("Busy.") { Status = 429, RetryAfter = TimeSpan.FromMinutes(50) });
        await app.PlanAsync(andNext: false);
        await app.UntilAsync(2026, 9, 1, 8, 30);
        Assert.Empty(app.Calendar.Events);
        await app.UntilAsync(2026, 9, 1, 9, 30);

        Assert.Single(app.Calendar.Events);
        Assert.Empty(Sent(app, MailKind.CalendarFault));
    }
}
