using System.Collections.Concurrent;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Tests.Fakes;
using Kkr.Workflow.Tests.MeetingLifecycle;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.Tests.Mailing;

/// <summary>A way through Graph that goes wrong: the mail ends sent once, or failed and told of; never in silence, and never twice.</summary>
public sealed class ChannelFaultTests
{
    private static readonly MailingKey Key = new(new MeetingKey(SampleCouncil.Id, "2026-1"), MailKind.CallForItems, 1, "director-0741");

    [Theory]
    [InlineData("500, then fine", MailChannel.GraphMail, MailingStatus.Sent, 1, 0)]
    [InlineData("no answer, then fine", MailChannel.GraphMail, MailingStatus.Sent, 1, 0)]
    [InlineData("busy, then fine", MailChannel.GraphMail, MailingStatus.Sent, 1, 0)]
    [InlineData("no answer, but taken", MailChannel.GraphMail, MailingStatus.Sent, 1, 0)]
    [InlineData("500 for ever", MailChannel.GraphMail, MailingStatus.Failed, 0, 1)]
    [InlineData("busy for ever", MailChannel.GraphMail, MailingStatus.Failed, 0, 1)]
    [InlineData("no answer, and nobody can tell", MailChannel.TeamsChat, MailingStatus.Failed, 1, 1)]
    public async Task Way_ThatGoesWrong_EndsSentOnceOrToldOf(string course, MailChannel channel, MailingStatus expected, int sent, int alerts)
    {
        TroubledWay way = new(course);
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(
            new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero), further: services => services.AddSingleton<IMailSender>(way));
        await app.SendAsync(HttpMethod.Put, "councils/lille", SampleCouncil.Setup with
        {
            Directory = SampleCouncil.Setup.Directory with
            {
                People = [.. SampleCouncil.Setup.Directory.People.Select(person => person.Id == "d-0741" ? person with { Channel = channel } : person)],
            },
        });
        await app.SendAsync(HttpMethod.Post, "councils/lille/years/2026", new
        {
            meetings = new[] { new { date = "2026-11-17", start = "09:30", end = "12:30", venue = new { name = "Rådhuset", address = "Torvet 1" } } },
        });
        await app.UntilAsync(2026, 10, 8, 12);

        MailingRecord record = (await app.Services.GetRequiredService<IMailings>().FindAsync(Key, default))!.Value;
        Assert.Equal((expected, channel), (record.Status, record.Channel));
        Assert.Equal(sent, way.Left.Count(mail => mail.Key == Key));
        Assert.Equal(alerts, way.Left.Count(mail => mail.Key.Kind == MailKind.Bounce));
        Assert.Equal(expected == MailingStatus.Failed, record.Error is { Length: > 0 });
        Assert.DoesNotContain("@", record.Error ?? "", StringComparison.Ordinal);
        Assert.Equal(way.Left.Count, way.Left.Select(mail => mail.Key).Distinct().Count());
    }

    /// <summary>Takes ordinary mail; what goes another way goes as its course says.</summary>
    private sealed class TroubledWay(string course) : IMailSender
    {
        private readonly ConcurrentQueue<OutgoingMail> left = new();
        private int tries;

        public IReadOnlyList<OutgoingMail> Left => [.. left];

        public Task<MailReceipt> SendAsync(OutgoingMail mail, CancellationToken cancellation)
        {
            bool isFirst = mail.Channel == MailChannel.Mail || Interlocked.Increment(ref tries) == 1;
            if (mail.Channel != MailChannel.Mail && (isFirst || course.EndsWith("for ever", StringComparison.Ordinal)))
            {
                if (course is "no answer, but taken" or "no answer, and nobody can tell")
                {
                    left.Enqueue(mail);
                }

                throw course.StartsWith("busy", StringComparison.Ordinal)
                    ? new MailNotNowException("Microsoft Graph tager ikke imod nu.") { After = TimeSpan.FromSeconds(9) }
                    : new CalendarException("Graph would not send it.") { Status = course.StartsWith("500", StringComparison.Ordinal) ? 500 : null };
            }

            left.Enqueue(mail);
            return Task.FromResult(new MailReceipt(true, $"way:{mail.Key}", null) { Channel = mail.Channel });
        }

        public Task<string?> FindAsync(MailingKey key, IReadOnlyList<string> former, CancellationToken cancellation) =>
            course.EndsWith("nobody can tell", StringComparison.Ordinal) ? throw new MailInDoubtException()
            : Task.FromResult(left.Any(mail => mail.Key == key) ? $"way:{key}" : null);
    }
}
