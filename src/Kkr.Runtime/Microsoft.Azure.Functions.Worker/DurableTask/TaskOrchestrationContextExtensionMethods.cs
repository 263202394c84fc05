using Kkr.Runtime.FunctionsHost.Durable;
using Microsoft.Azure.Functions.Worker;

namespace Microsoft.DurableTask;

/// <summary>What Functions adds to an orchestration's context.</summary>
public static class TaskOrchestrationContextExtensionMethods
{
    /// <summary>Gets the invocation that runs the orchestration now.</summary>
    /// <param name="context">The orchestration's context.</param>
    /// <returns>The invocation, or null where no function runs the orchestration.</returns>
    public static FunctionContext? GetFunctionContext(this TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return FunctionOrchestrator.ContextOf(context);
    }
}
