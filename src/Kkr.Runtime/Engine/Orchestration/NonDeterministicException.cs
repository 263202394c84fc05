namespace Kkr.Runtime.Engine.Orchestration;

/// <summary>The orchestrator's code cannot be replayed over its history.</summary>
internal sealed class NonDeterministicException(string message) : Exception(message)
{
    public const string ErrorType = "NonDeterministicOrchestration";

    public static NonDeterministicException ForeignAwait() => new(
        "The orchestrator awaited a task that did not come from its context. "
        + "Await only activities, timers, events and sub-orchestrations; put I/O and delays into activities and durable timers.");
}
