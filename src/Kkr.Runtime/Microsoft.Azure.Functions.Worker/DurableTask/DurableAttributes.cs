using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Starts a function as an orchestration; its parameter is a <c>TaskOrchestrationContext</c>.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class OrchestrationTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>Initialises the attribute.</summary>
    public OrchestrationTriggerAttribute()
    {
    }

    /// <summary>The orchestration's name; the function's when null.</summary>
    public string? Orchestration { get; set; }
}

/// <summary>Starts a function as an activity; its parameter is the activity's input.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ActivityTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>Initialises the attribute.</summary>
    public ActivityTriggerAttribute()
    {
    }

    /// <summary>The activity's name; the function's when null.</summary>
    public string? Activity { get; set; }
}

/// <summary>Binds a parameter to a <c>DurableTaskClient</c>.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class DurableClientAttribute : InputBindingAttribute
{
    /// <summary>Initialises the attribute.</summary>
    public DurableClientAttribute()
    {
    }

    /// <summary>The task hub; the app's own when null. The embedded host knows only the app's own.</summary>
    public string? TaskHub { get; set; }

    /// <summary>The setting that names the storage; the app's own when null. The embedded host knows only the app's own.</summary>
    public string? ConnectionName { get; set; }
}
