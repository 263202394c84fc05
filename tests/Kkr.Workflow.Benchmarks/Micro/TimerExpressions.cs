using BenchmarkDotNet.Attributes;
using NCrontab;

namespace Kkr.Workflow.Benchmarks.Micro;

/// <summary>Expressions of timer triggers, as the functions host reads them.</summary>
public class TimerExpressions
{
    private const string WeekdayMornings = "0 30 9 * * 1-5";

    private static readonly CrontabSchedule.ParseOptions WithSeconds = new() { IncludingSeconds = true };

    private readonly CrontabSchedule _schedule = CrontabSchedule.Parse(WeekdayMornings, WithSeconds);
    private readonly DateTime _now = new(2026, 11, 20, 9, 30, 0, DateTimeKind.Utc);

    [Benchmark(Description = "timer expression: read")]
    public CrontabSchedule Read() => CrontabSchedule.Parse(WeekdayMornings, WithSeconds);

    [Benchmark(Description = "timer expression: next time, across a weekend")]
    public DateTime Next() => _schedule.GetNextOccurrence(_now);
}
