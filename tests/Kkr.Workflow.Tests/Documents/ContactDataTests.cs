using System.Text;
using Kkr.Workflow.Documents;
using Kkr.Workflow.Documents.Minutes;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Holding;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Tests.MeetingLifecycle;

namespace Kkr.Workflow.Tests.Documents;

/// <summary>People's addresses stay out of published documents wherever somebody may have typed them.</summary>
public sealed class ContactDataTests
{
    [Fact]
    public void Minutes_WithAddressesInShortTexts_PrintNone()
    {
        Domain.Planning.Council council = SampleCouncil.Setup.Council;
        Domain.Meeting meeting = new()
        {
            Key = new Domain.MeetingKey("lille", "2026-1"),
            Date = new DateOnly(2026, 11, 17),
            Start = new TimeOnly(9, 30),
            End = new TimeOnly(12, 0),
            Venue = new Domain.Planning.Venue("Rådhuset"),
        };
        Item item = new()
        {
            Id = "2026-1-01",
            Council = "lille",
            Meeting = "2026-1",
            Number = "3.1",
            Status = ItemStatus.Decided,
            Title = "Spørg anna@randers.example",
            Presenters = [new Presenter("Bo bo@randers.example", "tlf. 12345678")],
            Decision = new Decision
            {
                Outcomes = [Outcome.Noted],
                Text = "Taget til efterretning.",
                Actions = [new ActionPoint("Skriv til eva@randers.example", "network", null)],
            },
        };
        NumberedAgenda agenda = new([new AgendaSection(3, "Regionalpolitiske sager", [item])]);

        string html = Encoding.UTF8.GetString(
            MinutesDocument.Compose(council, meeting, agenda, MinutesEditionKind.Published, 1, new DirectoryBook([], [], []), null).Render(FileFormat.Html).Content);

        Assert.DoesNotContain("randers.example", html, StringComparison.Ordinal);
        Assert.DoesNotContain("12345678", html, StringComparison.Ordinal);
        Assert.Contains("(e-mailadresse udeladt)", html, StringComparison.Ordinal);
    }
}
