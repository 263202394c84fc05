using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.IntegrationTests.Adapters;

/// <summary>Everything that the app asks of Graph, each call under a name, with the answer that Graph documents for it.</summary>
internal static class GraphRequests
{
    public static readonly CalendarEvent Meeting = new()
    {
        Meeting = new MeetingKey("midtjylland", "2026-5"),
        Organizer = "kkr@example.dk",
        Subject = "Møde i KKR Midtjylland",
        BodyHtml = "<p>Dagsorden følger</p>",
        Date = new DateOnly(2026, 11, 17),
        Start = new TimeOnly(9, 30),
        End = new TimeOnly(12, 30),
        TimeZone = "Europe/Copenhagen",
        Location = "Randers Rådhus, Laksetorvet 1",
        Attendees =
        [
            new Attendee("Åse Ømand", "aase@example.dk"),
            new Attendee("Observatør", "obs@example.dk", IsRequired: false),
            new Attendee("Randers Rådhus", "salen@example.dk") { IsResource = true },
        ],
    };

    public static readonly CalendarEvent Deadline = Meeting with
    {
        Entry = "deadline-itemdeadline~1",
        Subject = "Frist for punkter",
        Date = new DateOnly(2026, 10, 22),
        Start = new TimeOnly(12, 0),
        End = new TimeOnly(12, 15),
        Location = "",
        Attendees = [],
        IsOnline = false,
        IsBusy = false,
        Reminder = TimeSpan.FromDays(1),
    };

    private static readonly CalendarSubscription Subscription = new("sub-1", "secret", new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>Name, what is called, and the body that Graph answers to each method.</summary>
    public static IReadOnlyDictionary<string, (Func<ServiceProvider, Task> Call, Func<Recorded, Answer> Fine)> All { get; } =
        new Dictionary<string, (Func<ServiceProvider, Task>, Func<Recorded, Answer>)>(StringComparer.Ordinal)
        {
            ["create-event"] = (app => Calendar(app).CreateAsync(Meeting, default), _ => new Answer(201, """{"id":"AAMk1=","onlineMeeting":{"joinUrl":"https://teams.example/1"}}""")),
            ["create-deadline"] = (app => Calendar(app).CreateAsync(Deadline, default), _ => new Answer(201, """{"id":"AAMk2="}""")),
            ["update-event"] = (app => Calendar(app).UpdateAsync("AAMk1=", Meeting, default), _ => new Answer(200, """{"id":"AAMk1=","body":{"contentType":"html","content":""}}""")),
            ["cancel-event"] = (app => Calendar(app).CancelAsync("kkr@example.dk", "AAMk1=", "Mødet er aflyst.", default), _ => new Answer(202)),
            ["remove-event"] = (app => Calendar(app).RemoveAsync("kkr@example.dk", "AAMk2=", default), _ => new Answer(204)),
            ["read-answers"] = (app => Calendar(app).ReadRepliesAsync("kkr@example.dk", "AAMk1=", default), _ => new Answer(200, """{"id":"AAMk1=","attendees":[]}""")),
            ["subscribe"] = (
                app => app.GetRequiredService<ICalendarChanges>().SubscribeAsync("kkr@example.dk", new Uri("https://app.example/api/webhooks/graph"), default),
                _ => new Answer(201, """{"id":"sub-1","expirationDateTime":"2026-11-08T00:00:00Z"}""")),
            ["renew"] = (app => app.GetRequiredService<ICalendarChanges>().RenewAsync(Subscription, default), _ => new Answer(200, """{"id":"sub-1"}""")),
            ["send-mail"] = (app => Sender(app).SendAsync(Mail(MailChannel.GraphMail), default), _ => new Answer(202)),
            ["chat"] = (
                app => Sender(app).SendAsync(Mail(MailChannel.TeamsChat), default),
                request => new Answer(201, request.Path.EndsWith("/chats", StringComparison.Ordinal) ? """{"id":"19:chat"}""" : """{"id":"1616"}""")),
        };

    public static OutgoingMail Mail(MailChannel channel) => new()
    {
        Key = new MailingKey(new MeetingKey("midtjylland", "2026-5"), MailKind.AgendaDispatch, 1, "member-0730-1"),
        ToName = "Åse Ømand",
        ToEmail = "aase@example.dk",
        FromName = "KKR-sekretariatet",
        FromEmail = "kkr@example.dk",
        Subject = "Dagsorden til møde",
        Text = "Kære Åse Ømand\n\nHermed dagsorden: https://app.example/dagsorden.\n\nVenlig hilsen\nKKR-sekretariatet",
        Html = "<p>Hermed dagsorden</p>",
        Channel = channel,
        Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Auto-Submitted"] = "auto-generated", ["X-Auto-Response-Suppress"] = "All" },
    };

    public static ICalendar Calendar(ServiceProvider app) => app.GetRequiredService<ICalendar>();

    public static IMailSender Sender(ServiceProvider app) => app.GetRequiredService<IMailSender>();
}
