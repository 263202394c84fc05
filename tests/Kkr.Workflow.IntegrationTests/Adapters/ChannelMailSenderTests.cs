using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.IntegrationTests.Adapters;

/// <summary>The ways that a mail may leave, and that it leaves by one of them only.</summary>
public sealed class ChannelMailSenderTests
{
    [Fact]
    public async Task GraphMail_Taken_LeavesOnceAndSaysWhichWay()
    {
        await using StandIn graph = await StandIn.StartAsync((_, _) => new Answer(202));
        await using StandIn sendGrid = await StandIn.StartAsync((_, _) => new Answer(202));
        await using ServiceProvider app = Start(graph, sendGrid);

        MailReceipt receipt = await GraphRequests.Sender(app).SendAsync(GraphRequests.Mail(MailChannel.GraphMail), default);

        Assert.True(receipt.Accepted);
        Assert.Equal((MailChannel.GraphMail, null), (receipt.Channel, receipt.InsteadBecause));
        Assert.Single(graph.Requests);
        Assert.Empty(sendGrid.Requests);
    }

    [Theory]
    [InlineData(MailChannel.GraphMail)]
    [InlineData(MailChannel.TeamsChat)]
    public async Task ClosedWay_TheMailGoesAsOrdinaryMailAndTheReceiptSaysWhy(MailChannel channel)
    {
        await using StandIn graph = await StandIn.StartAsync((_, _) => new Answer(403, """{"error":{"code":"Forbidden","message":"x"}}"""));
        await using StandIn sendGrid = await StandIn.StartAsync((_, _) => new Answer(202, null, ("X-Message-Id", "sg-1")));
        await using ServiceProvider app = Start(graph, sendGrid);

        MailReceipt receipt = await GraphRequests.Sender(app).SendAsync(GraphRequests.Mail(channel), default);

        Assert.Equal((true, "sg-1", MailChannel.Mail), (receipt.Accepted, receipt.ProviderId, receipt.Channel));
        Assert.Equal("Graph svarede 403.", receipt.InsteadBecause);
        Assert.Single(sendGrid.Requests);
    }

    [Fact]
    public async Task WayThatDoesNotAnswer_IsFollowedByNoOther()
    {
        await using StandIn graph = await StandIn.StartAsync((_, _) => Answer.Cut);
        await using StandIn sendGrid = await StandIn.StartAsync((_, _) => new Answer(202));
        await using ServiceProvider app = Start(graph, sendGrid);

        await Assert.ThrowsAsync<CalendarException>(() => GraphRequests.Sender(app).SendAsync(GraphRequests.Mail(MailChannel.GraphMail), default));

        Assert.Empty(sendGrid.Requests);
    }

    [Fact]
    public async Task AttachmentsTooLargeForGraph_GoAsOrdinaryMail()
    {
        await using StandIn graph = await StandIn.StartAsync((_, _) => new Answer(202));
        await using StandIn sendGrid = await StandIn.StartAsync((_, _) => new Answer(202, null, ("X-Message-Id", "sg-1")));
        await using ServiceProvider app = Start(graph, sendGrid);
        OutgoingMail mail = GraphRequests.Mail(MailChannel.GraphMail) with { Attachments = [new MailAttachment("Dagsorden.pdf", "application/pdf", new byte[2_900_000])] };

        MailReceipt receipt = await GraphRequests.Sender(app).SendAsync(mail, default);

        Assert.Equal("Bilagene er for store til Graph.", receipt.InsteadBecause);
        Assert.Empty(graph.Requests);
    }

    [Theory]
    [InlineData("""{"value":[{"id":"AAMkSent"}]}""", true)]
    [InlineData("""{"value":[]}""", false)]
    public async Task GraphMail_InDoubt_IsLookedForAmongWhatWasSent(string answer, bool isFound)
    {
        await using StandIn graph = await StandIn.StartAsync((_, _) => new Answer(200, answer));
        await using StandIn sendGrid = await StandIn.StartAsync((_, _) => new Answer(200, """{"messages":[]}"""));
        await using ServiceProvider app = Start(graph, sendGrid);
        MailingKey key = GraphRequests.Mail(MailChannel.GraphMail).Key;

        string? found = await GraphRequests.Sender(app).FindAsync(key, MailChannel.GraphMail, [], default);

        Assert.Equal(isFound ? $"graph-mail:{key}" : null, found);
        Assert.Contains($"ep/value eq '{key}'", graph.Requests[0].Query, StringComparison.Ordinal);
        Assert.Equal("/v1.0/users/kkr@example.dk/mailFolders/sentitems/messages", graph.Requests[0].Path);
        Assert.Equal(isFound ? 0 : 1, sendGrid.Requests.Count);
    }

    [Fact]
    public async Task TeamsChat_InDoubt_NobodyCanTell()
    {
        await using StandIn graph = await StandIn.StartAsync((_, _) => new Answer(200, "{}"));
        await using StandIn sendGrid = await StandIn.StartAsync((_, _) => new Answer(200, """{"messages":[]}"""));
        await using ServiceProvider app = Start(graph, sendGrid);

        await Assert.ThrowsAsync<MailInDoubtException>(() =>
            GraphRequests.Sender(app).FindAsync(GraphRequests.Mail(MailChannel.TeamsChat).Key, MailChannel.TeamsChat, [], default));
    }

    private static ServiceProvider Start(StandIn graph, StandIn sendGrid) => StorageFixture.Build(
        new Dictionary<string, string?>
        {
            ["Graph:BaseUrl"] = $"{graph.Address}/v1.0",
            ["Graph:Credential"] = "local",
            ["SendGrid:ApiKey"] = "SG.test",
            ["SendGrid:Host"] = sendGrid.Address,
        },
        services => services.AddSingleton<ICouncils, OneCouncil>());
}
