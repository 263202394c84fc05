using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Starts a function on a schedule.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TimerTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>Sets the schedule.</summary>
    /// <param name="schedule">
    /// Six NCRONTAB fields (second minute hour day month weekday, evaluated in UTC), a constant <c>hh:mm:ss</c>, or <c>%setting%</c>
    /// naming the setting that holds either.
    /// </param>
    public TimerTriggerAttribute(string schedule) => Schedule = schedule;

    /// <summary>The schedule as written.</summary>
    public string Schedule { get; }

    /// <summary>Whether the function also runs once each time the host starts. False unless set.</summary>
    public bool RunOnStartup { get; set; }

    /// <summary>
    /// Whether the schedule's progress is kept in storage, so that an occurrence missed while the host was down runs when it is back.
    /// True unless set; never in effect for schedules that recur more than once a minute.
    /// </summary>
    public bool UseMonitor { get; set; } = true;
}
