using System.Globalization;
using Kkr.Runtime.FunctionsHost.Settings;
using Microsoft.Extensions.Configuration;
using NCrontab;

namespace Kkr.Runtime.FunctionsHost.Timers;

/// <summary>When a timer runs: NCRONTAB fields in UTC, or a constant interval.</summary>
internal sealed class TimerSchedule
{
    private static readonly TimeSpan MonitorFloor = TimeSpan.FromMinutes(1);

    private readonly CrontabSchedule? _cron;
    private readonly TimeSpan _interval;

    private TimerSchedule(CrontabSchedule? cron, TimeSpan interval)
    {
        _cron = cron;
        _interval = interval;
    }

    public static TimerSchedule Parse(string schedule, IConfiguration settings)
    {
        string text = SettingText.Resolve(schedule ?? "", settings).Trim();
        int fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        if (fields is 5 or 6 && CrontabSchedule.TryParse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = fields == 6 }) is { } cron)
        {
            return new TimerSchedule(cron, default);
        }

        if (fields == 1 && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan interval) && interval > TimeSpan.Zero)
        {
            return new TimerSchedule(null, interval);
        }

        throw new FormatException(
            $"the schedule '{text}' is neither six NCRONTAB fields (second minute hour day month weekday) nor an interval above zero (hh:mm:ss).");
    }

    /// <summary>The first occurrence after an instant, both UTC; null when there is none.</summary>
    public DateTime? Next(DateTime after)
    {
        if (_cron is null)
        {
            return after + _interval;
        }

        DateTime next = _cron.GetNextOccurrence(after, DateTime.MaxValue);
        return next == DateTime.MaxValue ? null : DateTime.SpecifyKind(next, DateTimeKind.Utc);
    }

    /// <summary>Whether occurrences are far enough apart to be worth writing down; the real host asks for a minute.</summary>
    public bool CanBeMonitored(DateTime now)
    {
        DateTime? previous = Next(now);
        for (int i = 0; i < 5 && previous is not null; i++)
        {
            DateTime? next = Next(previous.Value);
            if (next - previous < MonitorFloor)
            {
                return false;
            }

            previous = next;
        }

        return true;
    }
}
