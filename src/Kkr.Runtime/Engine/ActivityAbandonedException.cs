namespace Kkr.Runtime.Engine;

/// <summary>An activity gave up because its host stops. It has not failed: it stays pending, and the next host runs it.</summary>
internal sealed class ActivityAbandonedException(OperationCanceledException cause) : OperationCanceledException("The host stops.", cause);
