using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Holding;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.IntegrationTests.Adapters;

internal static class Samples
{
    public static readonly DateTimeOffset At = new(2026, 10, 6, 7, 0, 0, TimeSpan.Zero);

    public static Council Council(string id) => new()
    {
        Id = id,
        Name = "KKR Midtjylland",
        Secretariat = new Secretariat("KKR-sekretariatet", "kkr@example.dk", "12 34 56 78"),
        Municipalities = [new Municipality("0741", "Samsø"), new Municipality("0730", "Randers")],
    };

    public static Meeting Meeting(string council, string id, DateOnly date) => new()
    {
        Key = new MeetingKey(council, id),
        Date = date,
        Start = new TimeOnly(9, 30),
        End = new TimeOnly(12, 30),
        Venue = new Venue("Rådhuset", "Laksetorvet 1, 8900 Randers C"),
    };

    public static Item Item(string council, string? meeting, string title = "Rammeaftale på socialområdet") => new()
    {
        Id = "",
        Council = council,
        Meeting = meeting,
        Title = title,
        Background = $"Baggrund for {title}: æøå ÆØÅ »citat« – tankestreg.",
        Recommendation = "Det indstilles, at KKR tager orienteringen til efterretning.",
        ReceivedAt = At,
        SubmitterPost = "director-0730",
        Municipality = "0730",
        CaseHandlers = ["chbn", "jhp"],
        Presenters = [new Presenter("Per Okkels", "ambassadør", new TimeOnly(11, 0), 20)],
    };

    public static Decision Decision(string text) => new()
    {
        Outcomes = [Outcome.Noted, Outcome.Postponed],
        Text = text,
        Amendment = "med den rettelse, at …",
        Actions = [new ActionPoint("Oplæg", "network", new DateOnly(2027, 1, 15))],
        PostponedTo = new DateOnly(2027, 2, 3),
    };

    /// <summary>More than a table property holds (64 KiB of UTF-16).</summary>
    public static string Long(string word) => string.Concat(Enumerable.Repeat(word + " ", 80_000 / word.Length));
}
