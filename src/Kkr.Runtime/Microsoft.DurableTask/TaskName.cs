namespace Microsoft.DurableTask;

/// <summary>The name under which an orchestrator or an activity is registered and called. Compared without regard to case.</summary>
/// <remarks>Converts implicitly from and to a string, so callers write the name or <c>nameof(...)</c> directly.</remarks>
public readonly struct TaskName : IEquatable<TaskName>
{
    /// <summary>Makes a name. A null name becomes the default (empty) name.</summary>
    /// <param name="name">The name, without a version.</param>
    public TaskName(string name)
    {
        Name = name is null ? null! : name;
        Version = name is null ? null! : string.Empty;
    }

    /// <summary>Gets the name; null for a default value.</summary>
    public string Name { get; }

    /// <summary>Gets the version part of the name, which is empty: versions travel as <see cref="TaskVersion"/>.</summary>
    public string Version { get; }

    /// <summary>Makes a name from text.</summary>
    /// <param name="value">The name.</param>
    public static implicit operator TaskName(string value) => value is null ? default : new(value);

    /// <summary>Gives the name as text.</summary>
    /// <param name="value">The name.</param>
    public static implicit operator string(TaskName value) => value.ToString();

    /// <summary>Compares two names without regard to case.</summary>
    /// <param name="a">One name.</param>
    /// <param name="b">The other.</param>
    public static bool operator ==(TaskName a, TaskName b) => a.Equals(b);

    /// <summary>Compares two names without regard to case.</summary>
    /// <param name="a">One name.</param>
    /// <param name="b">The other.</param>
    public static bool operator !=(TaskName a, TaskName b) => !a.Equals(b);

    /// <inheritdoc/>
    public bool Equals(TaskName other) => string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TaskName other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Name is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(Name);

    /// <summary>Gives the name, or an empty text for a default value.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Name ?? string.Empty;
}
