using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Tests.Agenda;

public sealed class SupplementPrintTests
{
    [Fact]
    public void Supplement_PrintedAnewForAMovedMeeting_IsTheNewestPrint()
    {
        Meeting meeting = new()
        {
            Key = new MeetingKey("midtjylland", "2026-1"),
            Date = new DateOnly(2026, 11, 17),
            Start = new TimeOnly(9, 30),
            End = new TimeOnly(12, 30),
            Venue = new Venue("Rådhuset"),
            Agendas = [Print(1, "", 1), Print(2, "supplement-1", 1), Print(3, "supplement-1", 2), Print(4, "supplement-2", 2)],
        };

        Assert.Equal([3, 4, null], new[] { 1, 2, 3 }.Select(serial => AgendaRules.PrintOf(meeting, serial)?.Version));
    }

    private static AgendaEdition Print(int version, string occasion, int schedule) =>
        new(version, occasion.Length == 0 ? AgendaEditionKind.Frozen : AgendaEditionKind.Supplementary, $"midtjylland/2026-1/{version}.html", "", default, 1)
        {
            Occasion = occasion,
            ScheduleVersion = schedule,
        };
}
