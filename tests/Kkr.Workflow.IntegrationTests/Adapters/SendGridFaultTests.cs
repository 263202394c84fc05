using Kkr.Workflow.Adapters.SendGrid;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.IntegrationTests.Adapters;

/// <summary>
/// What each question to SendGrid ends in, for each way in which the answer can go wrong: later (certainly not done, tried again by a timer), unknown (may
/// be done, so the log is asked before it is sent again), refused (a clear failed state), doubt (the secretariat decides), or done.
/// </summary>
public sealed class SendGridFaultTests
{
    private const string Half = """{"messages":[{"msg_id":"half""";

    private static readonly OutgoingMail Mail = new()
    {
        Key = new MailingKey(new MeetingKey("midtjylland", "2026-5"), MailKind.CallForItems, 1, "director-0741"),
        ToName = "Søren Ågård",
        ToEmail = "direktoer@samsoe.example",
        FromName = "KKR-sekretariatet",
        FromEmail = "kkr@example.dk",
        Subject = "Indkaldelse",
        Text = "Kære Søren",
        Html = "<p>Kære Søren</p>",
    };

    [Theory]
    [InlineData("400", "refused", "doubt", "done")]
    [InlineData("401", "later, operator", "later, operator", "done")]
    [InlineData("403", "later, operator", "doubt", "done")]
    [InlineData("404", "later, operator", "doubt", "done")]
    [InlineData("409", "later", "later", "later")]
    [InlineData("412", "refused", "doubt", "done")]
    [InlineData("413", "refused", "doubt", "done")]
    [InlineData("429", "later", "later", "later")]
    [InlineData("429 after 7", "later in 7 s", "later in 7 s", "later in 7 s")]
    [InlineData("429 reset 30", "later in 30 s", "later in 30 s", "later in 30 s")]
    [InlineData("429 reset -90", "later in 1 s", "later in 1 s", "later in 1 s")]
    [InlineData("429 reset 999999", "later in 3600 s", "later in 3600 s", "later in 3600 s")]
    [InlineData("500", "unknown", "unknown", "unknown")]
    [InlineData("503", "unknown", "unknown", "unknown")]
    [InlineData("timeout", "unknown", "unknown", "unknown")]
    [InlineData("cut", "unknown", "unknown", "unknown")]
    [InlineData("malformed", "unknown", "unknown", "done")]
    public async Task Fault_OfEachQuestion_HasItsEnd(string fault, string ofSend, string ofSearch, string ofLift)
    {
        FixedTime time = new();
        await using StandIn sendGrid = await StandIn.StartAsync((_, _) => AnswerOf(fault, time.GetUtcNow()));
        await using ServiceProvider app = StorageFixture.Build(
            new Dictionary<string, string?> { ["SendGrid:Host"] = sendGrid.Address, ["SendGrid:Timeout"] = fault == "timeout" ? "00:00:00.300" : "00:01:00" },
            services => services.AddSingleton<TimeProvider>(time));

        string send = await EndAsync(async () => (await app.GetRequiredService<IMailSender>().SendAsync(Mail, default)).Accepted ? "done" : "refused");
        string search = await EndAsync(async () =>
        {
            await app.GetRequiredService<IMailSender>().FindAsync(Mail.Key, [], default);
            return "done";
        });
        string lift = await EndAsync(async () =>
        {
            await app.GetRequiredService<ISuppressions>().LiftAsync(Mail.ToEmail, SuppressionLift.Everything, default);
            return "done";
        });

        Assert.Equal((ofSend, ofSearch, ofLift), (send, search, lift));
    }

    private static Answer? AnswerOf(string fault, DateTimeOffset now) => fault.Split(' ') switch
    {
        ["timeout"] => null,
        ["cut"] => Answer.Cut,
        ["malformed"] => new Answer(200, Half),
        [var status, "after", var seconds] => new Answer(int.Parse(status, null), null, ("Retry-After", seconds)),
        [var status, "reset", var seconds] => new Answer(
            int.Parse(status, null),
            """{"errors":[{"field":null,"message":"too many requests"}]}""",
            ("X-RateLimit-Remaining", "0"),
            ("X-RateLimit-Reset", $"{now.AddSeconds(int.Parse(seconds, null)).ToUnixTimeSeconds()}")),
        [var status, ..] => new Answer(int.Parse(status, null), """{"errors":[{"message":"direktoer@samsoe.example was refused","field":null}]}"""),
        [] => null,
    };

    /// <summary>The end of one question. Nothing that anybody will read quotes an address.</summary>
    private static async Task<string> EndAsync(Func<Task<string>> ask)
    {
        try
        {
            return await ask();
        }
        catch (MailNotNowException later)
        {
            Assert.DoesNotContain("@", later.Message, StringComparison.Ordinal);
            return $"later{(later.After is { } after ? $" in {after.TotalSeconds:0} s" : "")}{(later.NeedsOperator ? ", operator" : "")}";
        }
        catch (MailInDoubtException)
        {
            return "doubt";
        }
        catch (MailProviderException unknown)
        {
            Assert.Contains("tried again", unknown.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("@", unknown.Message, StringComparison.Ordinal);
            return "unknown";
        }
    }

    private sealed class FixedTime : TimeProvider
    {
        private readonly DateTimeOffset now = new(2026, 10, 6, 7, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => now;
    }
}
