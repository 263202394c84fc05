namespace Kkr.Runtime.Testing;

/// <summary>What one generation of one instance went through, as text that can be kept beside the tests.</summary>
/// <param name="Orchestrator">The orchestrator's name.</param>
/// <param name="Instance">The instance's id.</param>
/// <param name="Generation">How many times the instance had started over.</param>
/// <param name="Shape">What the code decided, in order, without data: two histories of one shape test the same.</param>
/// <param name="Events">The events as the engine stores them (JSON).</param>
public sealed record RecordedHistory(string Orchestrator, string Instance, int Generation, string Shape, string Events);
