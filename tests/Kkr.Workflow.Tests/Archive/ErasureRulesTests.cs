using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Invitation;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Tests.Archive;

public sealed class ErasureRulesTests
{
    private static readonly DateTimeOffset At = new(2026, 10, 7, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Erasure_OfAMeeting_DropsTheirOwnAbsenceReasonAndRedactsTheOverride()
    {
        Person person = new("m", "Dagny Aftrådt", "dagny@randers.example");
        Meeting meeting = new()
        {
            Key = new MeetingKey("lille", "2026-1"),
            Date = new DateOnly(2026, 11, 17),
            Start = new TimeOnly(9, 30),
            End = new TimeOnly(12, 30),
            Venue = new Venue("Teams", null, true),
            Participations =
            [
                new Participation("member-0730", ParticipationAnswer.Declined, "Er syg", At, 1),
                new Participation("member-0741", ParticipationAnswer.Declined, "Rejser", At, 1),
            ],
            DispatchOverride = new DispatchOverride("chair", "Dagny Aftrådt var syg", At),
        };

        Meeting erased = ErasureRules.Erase(meeting, person, answer => answer.Post == "member-0730");

        Assert.Equal([null, "Rejser"], erased.Participations.Select(answer => answer.Reason));
        Assert.Equal("[slettet] var syg", erased.DispatchOverride!.Reason);
        Assert.Same(erased, ErasureRules.Erase(erased, person, answer => answer.Post == "member-0730"));
    }

    [Fact]
    public void Erasure_OfAnItem_RedactsTheWrittenProcedureAndLeavesItsOutcome()
    {
        Person person = new("m", "Dagny Aftrådt", "dagny@randers.example", "8642 1357");
        Item item = new()
        {
            Id = "2026-1-05",
            Council = "lille",
            Title = "Høringssvar",
            Background = "",
            Recommendation = "",
            WrittenProcedure = new WrittenProcedure(At, new DateOnly(2026, 10, 20))
            {
                Asked = ["chair"],
                Answers = [new WrittenAnswer("chair", true, "Ring til Dagny Aftrådt på 8642 1357.", At)],
            },
            Promised = [new PromisedAttachment(1, "Oplægget") { WaivedBecause = "DAGNY@randers.example sender det ikke" }],
        };

        Item erased = ErasureRules.Erase(item, person);

        Assert.Equal("Ring til [slettet] på [slettet].", Assert.Single(erased.WrittenProcedure!.Answers).Text);
        Assert.True(erased.WrittenProcedure.Answers[0].Approved);
        Assert.Equal("[slettet] sender det ikke", erased.Promised[0].WaivedBecause);
        Assert.Same(erased, ErasureRules.Erase(erased, person));
    }
}
