namespace Microsoft.DurableTask;

/// <summary>The version of an orchestrator or an activity. Compared without regard to case; none equals an empty one.</summary>
public readonly struct TaskVersion : IEquatable<TaskVersion>
{
    /// <summary>The absence of a version.</summary>
    public static readonly TaskVersion Unversioned = new(string.Empty);

    /// <summary>Makes a version.</summary>
    /// <param name="version">The version's text, for instance <c>1.2</c>.</param>
    public TaskVersion(string version) => Version = version;

    /// <summary>Gets the version's text; null for a default value.</summary>
    public string Version { get; }

    /// <summary>Makes a version from text.</summary>
    /// <param name="value">The version's text.</param>
    public static implicit operator TaskVersion(string value) => value is null ? default : new(value);

    /// <summary>Gives the version's text.</summary>
    /// <param name="value">The version.</param>
    public static implicit operator string(TaskVersion value) => value.Version;

    /// <summary>Compares two versions.</summary>
    /// <param name="a">One version.</param>
    /// <param name="b">The other.</param>
    public static bool operator ==(TaskVersion a, TaskVersion b) => a.Equals(b);

    /// <summary>Compares two versions.</summary>
    /// <param name="a">One version.</param>
    /// <param name="b">The other.</param>
    public static bool operator !=(TaskVersion a, TaskVersion b) => !a.Equals(b);

    /// <inheritdoc/>
    public bool Equals(TaskVersion other) =>
        string.Equals(Version ?? string.Empty, other.Version ?? string.Empty, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TaskVersion other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Version ?? string.Empty);
}
