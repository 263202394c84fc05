using Kkr.Workflow.LocalRun.Play.Story;

namespace Kkr.Workflow.IntegrationTests.LocalRun;

/// <summary>Nobody listens to the story of a year that is played for its end.</summary>
internal sealed class Silence : IStory
{
    public void Begin(string title, string? about)
    {
        // Nothing is told.
    }

    public void Chapter(string title)
    {
        // Nothing is told.
    }

    public void Tell(StoryLine line)
    {
        // Nothing is told.
    }

    public void End(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> meetings, IReadOnlyList<string> failures, string summary)
    {
        // Nothing is told.
    }
}
