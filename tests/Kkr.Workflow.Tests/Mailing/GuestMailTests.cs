using System.Text.Json;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Tests.MeetingLifecycle;

namespace Kkr.Workflow.Tests.Mailing;

/// <summary>Guests and observers hear of a meeting that is moved or cancelled, and nobody is asked to answer an invitation that they do not have.</summary>
public sealed class GuestMailTests
{
    private const string Guest = "per@gaest.example";
    private const string Observer = "observatoer@lille.example";

    [Fact]
    public async Task MovedMeeting_TellsGuestsWithoutAskingThemToAnswer()
    {
        await using CouncilAtWork app = await WithAGuestAsync();
        await app.SendAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/move", new { date = "2026-11-24", start = "09:30", end = "12:30" });
        await app.UntilAsync(2026, 11, 24, 14);

        const string answer = "svar venligst på ny";
        Assert.DoesNotContain(answer, TextTo(app, Guest, MailKind.Rescheduled), StringComparison.Ordinal);
        Assert.DoesNotContain(answer, TextTo(app, "direktoer0741@lille.example", MailKind.Rescheduled), StringComparison.Ordinal);
        Assert.Contains(answer, TextTo(app, "borgmester0741@lille.example", MailKind.Rescheduled), StringComparison.Ordinal);
        Assert.Contains(answer, TextTo(app, Observer, MailKind.Rescheduled), StringComparison.Ordinal);
        Assert.NotEmpty(TextTo(app, Observer, MailKind.DayBefore));
        Assert.DoesNotContain(app.Mail.Sent, mail => mail.Mail.ToEmail == Guest && mail.Mail.Text.Contains("Hemmelig", StringComparison.Ordinal));
    }

    [Fact]
    public async Task CancelledMeeting_TellsGuestsThoughItsItemsGoOn()
    {
        await using CouncilAtWork app = await WithAGuestAsync();
        await app.SendAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/cancellation", new { reason = "For få punkter" });
        await app.UntilAsync(2026, 11, 12, 8);

        const string calendar = "Kalenderindkaldelsen annulleres";
        Assert.DoesNotContain(calendar, TextTo(app, Guest, MailKind.Cancelled), StringComparison.Ordinal);
        Assert.Contains(calendar, TextTo(app, "borgmester0741@lille.example", MailKind.Cancelled), StringComparison.Ordinal);
    }

    /// <summary>The meeting after its dispatch, with a guest on a confidential item.</summary>
    private static async Task<CouncilAtWork> WithAGuestAsync()
    {
        CouncilAtWork app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero));
        await app.PlanAsync();
        await app.SendAsync(HttpMethod.Put, "councils/lille", SampleCouncil.WithDeputies);
        await app.UntilAsync(2026, 10, 7, 8);
        JsonElement item = await app.SendAsync(
            HttpMethod.Post,
            Acting.Meetings + "/2026-1/items",
            new
            {
                title = "Hemmelig sag",
                background = "Hemmelig baggrund.",
                recommendation = "Det indstilles, at punktet drøftes.",
                municipality = "0730",
                confidential = true,
                presenters = new[] { new { name = "Per Gæst", email = Guest } },
            },
            "director-0730");
        await app.ActAsync(item.GetProperty("id").GetString()!, "acceptance");
        await app.UntilAsync(2026, 11, 9, 8);
        return app;
    }

    private static string TextTo(CouncilAtWork app, string address, MailKind kind) =>
        Assert.Single(app.Mail.Sent, mail => mail.Mail.ToEmail == address && mail.Mail.Key.Kind == kind).Mail.Text;
}
