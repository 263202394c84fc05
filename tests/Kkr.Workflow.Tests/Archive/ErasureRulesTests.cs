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
}
