using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Tests.MeetingLifecycle;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.Tests.Mailing;

/// <summary>Each recipient's mail leaves by the way that the directory says, under the one key that it has.</summary>
public sealed class ChannelTests
{
    private static readonly DateTimeOffset Start = new(2026, 9, 1, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Recipient_WithAChannel_IsSentMailThatWayAndTheLedgerSaysSo()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.SendAsync(HttpMethod.Put, "councils/lille", SampleCouncil.Setup with
        {
            Directory = SampleCouncil.Setup.Directory with
            {
                People = [.. SampleCouncil.Setup.Directory.People.Select(person => person.Id == "d-0741" ? person with { Channel = MailChannel.GraphMail } : person)],
            },
        });
        await app.SendAsync(HttpMethod.Post, "councils/lille/years/2026", new
        {
            meetings = new[] { new { date = "2026-11-17", start = "09:30", end = "12:30", venue = new { name = "Rådhuset", address = "Torvet 1" } } },
        });
        await app.UntilAsync(2026, 10, 6, 12);

        OutgoingMail[] calls = [.. app.Mail.Sent.Select(sent => sent.Mail).Where(mail => mail.Key.Kind == MailKind.CallForItems)];
        Assert.Equal(3, calls.Length);
        Assert.Equal(MailChannel.GraphMail, calls.Single(mail => mail.Key.Recipient == "director-0741").Channel);
        Assert.All(calls.Where(mail => mail.Key.Recipient != "director-0741"), mail => Assert.Equal(MailChannel.Mail, mail.Channel));
        MailingRecord record = (await app.Services.GetRequiredService<IMailings>().FindAsync(calls.Single(mail => mail.Key.Recipient == "director-0741").Key, CancellationToken.None))!.Value;
        Assert.Equal(MailingStatus.Sent, record.Status);
    }
}
