using Microsoft.Azure.Functions.Worker;

namespace Kkr.Workflow.Functions.Archive;

/// <summary>What an invocation's audit entries have in common, and whether there are any. It follows the invocation through its awaits.</summary>
internal sealed class AuditScope
{
    private static readonly AsyncLocal<AuditScope?> Ambient = new();
    private int recorded;

    private AuditScope(string correlation) => Correlation = correlation;

    public static AuditScope? Current => Ambient.Value;

    /// <summary>The id of the request's trace, or of the orchestration that called the activity.</summary>
    public string Correlation { get; }

    /// <summary>True when something was written down, or found to be written down already.</summary>
    public bool HasRecorded => Volatile.Read(ref recorded) > 0;

    public static AuditScope Begin(FunctionContext context)
    {
        AuditScope scope = new(CorrelationOf(context));
        Ambient.Value = scope;
        return scope;
    }

    public void Recorded() => Interlocked.Increment(ref recorded);

    private static string CorrelationOf(FunctionContext context)
    {
        if (context.BindingContext.BindingData.TryGetValue("instanceId", out object? instance) && instance is string { Length: > 0 } id)
        {
            return id;
        }

        // traceparent is version-trace-parent-flags.
        string[] parts = context.TraceContext.TraceParent?.Split('-') ?? [];
        return parts.Length == 4 ? parts[1] : context.InvocationId;
    }
}
