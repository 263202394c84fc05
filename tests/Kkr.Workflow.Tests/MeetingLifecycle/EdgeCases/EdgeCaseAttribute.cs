namespace Kkr.Workflow.Tests.MeetingLifecycle;

/// <summary>Says that a test is about an edge case of <see cref="EdgeCaseIndex"/>, by its name there.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class EdgeCaseAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
