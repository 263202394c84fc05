using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Tests.Agenda;
using Kkr.Workflow.Tests.MeetingLifecycle;
using static Kkr.Workflow.Tests.Agenda.ItemsActing;

namespace Kkr.Workflow.Tests.Archive;

/// <summary>Whoever is shown what is confidential is in the log, and whoever is not is not.</summary>
public sealed class ConfidentialReadsTests
{
    private const string Secret = "Hemmelig pris 12 mio.";

    [Theory]
    [InlineData("lille", true)]
    [InlineData("", false)]
    public async Task ConfidentialItem_ReadByAMember_IsWrittenDownWhenItIsShown(string membersRead, bool isShown)
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(
            new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero), settings: new() { ["Access:MembersReadConfidential"] = membersRead });
        await app.PlanAsync();
        await app.UntilAsync(2026, 10, 7, 8);
        string item = await app.NewAsync(Text("Salg af Havnegade 9", new { confidential = true, publicTitle = "Ejendomssag", background = Secret }));
        await app.UntilAsync(2026, 11, 12, 12);

        string answer = (await app.SendAsync(HttpMethod.Get, PathOf(item), null, "member-0741")).ToString();

        Assert.Equal(isShown, answer.Contains(Secret, StringComparison.Ordinal));
        AuditEntry[] reads = await app.AuditAsync("confidential-read");
        Assert.Equal(isShown ? [("member-0741", item)] : [], reads.Select(read => (read.Actor, read.Subject)));
    }

    [Fact]
    public async Task MembersEdition_MadeBeforeTheDispatch_IsOpenToMembersOnlyAfterIt()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(
            new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero), settings: new() { ["Access:MembersReadConfidential"] = "lille" });
        await app.PlanAsync();
        await app.UntilAsync(2026, 10, 7, 8);
        string item = await app.NewAsync(Text("Salg af Havnegade 9", new { background = Secret }));
        (await app.UploadAsync(item, "Købsaftale.pdf", Files.Pdf, "director-0730")).EnsureSuccessStatusCode();
        string file = Assert.Single((await app.ItemAsync(item)).Attachments).Path;
        await app.UntilAsync(2026, 11, 5, 16);
        await app.DoAsync(item, "confidentiality", new { confidential = true });
        await app.SettleAsync();
        string edition = (await app.MeetingAsync("2026-1")).Meeting.Agendas[^1].MembersPath!;

        Assert.Equal("404 404 200", await StatusesAsync());
        await app.UntilAsync(2026, 11, 6, 12);
        Assert.Equal("200 200 200", await StatusesAsync());

        async Task<string> StatusesAsync() =>
            $"{await StatusAsync(edition, "member-0741")} {await StatusAsync(file, "member-0741")} {await StatusAsync(edition, "secretariat")}";

        async Task<int> StatusAsync(string path, string post)
        {
            using HttpResponseMessage answer = await app.RawAsync(
                HttpMethod.Get, $"councils/lille/meetings/2026-1/confidential/{path.Split('/', 3)[2]}", null, post);
            return (int)answer.StatusCode;
        }
    }

    [Fact]
    public async Task FollowUp_OfAnItemMadeConfidential_IsOnNoAgenda_AndItsReadingIsWrittenDown()
    {
        await using CouncilAtWork app = await CallingAsync();
        string item = await app.SubmitAsync("2026-1", "Salg af Havnegade 9");
        await app.UntilAsync(2026, 11, 17, 13);
        await app.DecideAsync(item, new { outcomes = new[] { "noted" }, text = "Taget til efterretning.", actions = new[] { new { task = "Bud på Havnegade", ownerPost = "network" } } });
        await app.MinuteAsync("2026-1");
        await app.UntilAsync(2026, 12, 20, 8);
        await app.DoAsync(item, "confidentiality", new { confidential = true, publicTitle = "Ejendomssag" });
        await app.SettleAsync();

        string one = (await app.SendAsync(HttpMethod.Get, $"councils/lille/follow-ups/{item}-a1", null, "network")).ToString();
        string all = (await app.SendAsync(HttpMethod.Get, "councils/lille/follow-ups", null, "chair")).ToString();
        await app.UntilAsync(2027, 1, 20, 8);

        Assert.Contains("Bud på Havnegade", one, StringComparison.Ordinal);
        Assert.Contains("Bud på Havnegade", all, StringComparison.Ordinal);
        Assert.Equal([("network", $"{item}-a1"), ("chair", $"{item}-a1")], (await app.AuditAsync("confidential-read")).Select(read => (read.Actor, read.Subject)));
        Assert.DoesNotContain((await app.MeetingAsync("2027-1")).Items, other => other.Presentation?.Contains("Havnegade", StringComparison.Ordinal) == true);
    }
}
