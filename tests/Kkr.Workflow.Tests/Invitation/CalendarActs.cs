using System.Net;
using System.Text;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Invitation;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Tests.Fakes;
using Kkr.Workflow.Tests.MeetingLifecycle;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.Tests.Invitation;

/// <summary>What the secretariat's calendar and the people in it do.</summary>
internal static class CalendarActs
{
    internal const string Address = Acting.Meetings + "/2026-1";
    internal const string Event = "event-lille/2026-1";
    internal const string Mayor = "borgmester0741@lille.example";
    internal const string Deputy = "vice0741@lille.example";
    internal static readonly DateTimeOffset Start = new(2026, 9, 1, 6, 0, 0, TimeSpan.Zero);

    internal static async Task<CouncilAtWork> PlannedAsync()
    {
        CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.SendAsync(HttpMethod.Put, "councils/lille", SampleCouncil.WithDeputies);
        await app.SendAsync(HttpMethod.Post, "councils/lille/years/2026", new
        {
            meetings = new[] { new { date = "2026-11-17", start = "09:30", end = "12:30", venue = new { name = "Rådhuset", address = "Torvet 1, 8900 Randers" } } },
        });
        await app.UntilAsync(2026, 9, 1, 10);
        return app;
    }

    internal static void Reply(CouncilAtWork app, string email, CalendarResponse response) => app.Calendar.Answer(Event, email, response, app.Clock.GetUtcNow());

    internal static async Task NoticeAsync(CouncilAtWork app, string version)
    {
        CalendarSubscription known = (await WatchAsync(app)).Subscription!;
        await PostAsync(app, $$"""
            {"value":[{"subscriptionId":"{{known.Id}}","clientState":"{{known.Secret}}","changeType":"updated","resource":"Users/x/Events/y",
            "resourceData":{"@odata.type":"#Microsoft.Graph.Event","@odata.etag":"W/\"{{version}}\"","id":"{{Event}}"} }]}
            """);
    }

    internal static async Task PostAsync(CouncilAtWork app, string body)
    {
        using HttpResponseMessage answer = await app.Http.PostAsync(new Uri("api/webhooks/graph", UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    internal static async Task<CalendarWatch> WatchAsync(CouncilAtWork app) =>
        (await app.Services.GetRequiredService<ICalendarWatches>().FindAsync("lille", CancellationToken.None))!.Value;

    internal static IReadOnlyList<string> Invited(CouncilAtWork app) => [.. app.Calendar.Events[Event][^1].Attendees.Select(attendee => attendee.Email)];

    internal static List<OutgoingMail> Sent(CouncilAtWork app, MailKind kind) => [.. app.Mail.Sent.Select(mail => mail.Mail).Where(mail => mail.Key.Kind == kind)];

    internal static IEnumerable<string> RecipientsOf(CouncilAtWork app, MailKind kind) => Sent(app, kind).Select(mail => mail.Key.Recipient).Order(StringComparer.Ordinal);
}
