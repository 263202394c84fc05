using BenchmarkDotNet.Attributes;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Benchmarks.Micro;

/// <summary>What an orchestration asks the domain at each turn.</summary>
public class Deadlines
{
    private readonly Council _council = new()
    {
        Id = "midtjylland",
        Name = "KKR Midtjylland",
        Secretariat = new Secretariat("KKR-sekretariatet", "kkr@example.dk", "12 34 56 78"),
        Municipalities = [new Municipality("0730", "Randers")],
    };

    private readonly Meeting _meeting = new()
    {
        Key = new MeetingKey("midtjylland", "2026-4"),
        Date = new DateOnly(2026, 11, 17),
        Start = new TimeOnly(9, 30),
        End = new TimeOnly(12, 30),
        Venue = new Venue("Randers Rådhus"),
    };

    [Benchmark(Description = "every deadline of a meeting")]
    public Timeline All() => Timeline.Of(_meeting, _council);

    [Benchmark(Description = "the next step of a meeting")]
    public Deadline? Next() => Timeline.Next(_meeting, _council);
}
