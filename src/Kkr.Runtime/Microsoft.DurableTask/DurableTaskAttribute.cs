namespace Microsoft.DurableTask;

/// <summary>Names an orchestrator or activity class, and optionally its version, for registration.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class DurableTaskAttribute : Attribute
{
    /// <summary>Marks a class as a durable task.</summary>
    /// <param name="name">The task's name; the class's own name where none is given.</param>
    public DurableTaskAttribute(string? name = null) => Name = name is null ? default : new TaskName(name);

    /// <summary>Gets the task's name; a default value means the class's own name.</summary>
    public TaskName Name { get; }

    /// <summary>Gets or sets the task's version; null means unversioned.</summary>
    public string? Version { get; set; }
}
