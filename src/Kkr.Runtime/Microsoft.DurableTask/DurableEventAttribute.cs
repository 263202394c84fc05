namespace Microsoft.DurableTask;

/// <summary>Names the external event that a type is the payload of.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = false, Inherited = false)]
public sealed class DurableEventAttribute : Attribute
{
    /// <summary>Marks a type as an event's payload.</summary>
    /// <param name="name">The event's name; the type's own name where none is given.</param>
    public DurableEventAttribute(string? name = null) => Name = name is null ? default : new TaskName(name);

    /// <summary>Gets the event's name; a default value means the type's own name.</summary>
    public TaskName Name { get; }
}
