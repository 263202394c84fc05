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
}
