namespace Kkr.Workflow.LocalRun.Play.Script;

/// <summary>One thing that is wrong with a scenario file.</summary>
/// <param name="File">File name within the scenario.</param>
/// <param name="Line">1-based, or 0 when it is about the whole file.</param>
/// <param name="Path">JSON path, e.g. <c>$.actions[12].meeting</c>.</param>
/// <param name="Danish">The rule that is broken, in Danish.</param>
/// <param name="English">The same in English.</param>
public sealed record ScenarioProblem(string File, int Line, string Path, string Danish, string English)
{
    public override string ToString() => $"{File}{(Line > 0 ? $":{Line}" : "")} {Path}: {Danish} ({English})";
}

/// <summary>A scenario is broken. Nothing has been started.</summary>
public sealed class ScenarioException(IReadOnlyList<ScenarioProblem> problems)
    : Exception(string.Join(Environment.NewLine, problems))
{
    public IReadOnlyList<ScenarioProblem> Problems { get; } = problems;
}
