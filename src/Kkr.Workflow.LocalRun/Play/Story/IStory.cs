namespace Kkr.Workflow.LocalRun.Play.Story;

/// <summary>Who a line of the story is about.</summary>
internal enum Voice
{
    /// <summary>A person did something.</summary>
    Person,

    /// <summary>A deadline was reached.</summary>
    Step,

    /// <summary>The system did something by itself.</summary>
    System,

    /// <summary>Something went wrong, or was refused.</summary>
    Trouble,
}

/// <summary>A line of the story.</summary>
/// <param name="At">When.</param>
/// <param name="Meeting">What the script calls the meeting, or empty.</param>
/// <param name="Voice">Who it is about.</param>
/// <param name="Text">The sentence.</param>
internal sealed record StoryLine(DateTimeOffset At, string Meeting, Voice Voice, string Text)
{
    /// <summary>True when the meeting's chapter begins with this line.</summary>
    public bool OpensChapter { get; init; }

    /// <summary>True when the meeting begins with this line.</summary>
    public bool IsMeeting { get; init; }
}

/// <summary>Tells the story as it unfolds.</summary>
internal interface IStory
{
    void Begin(string title, string? about);

    /// <summary>A new chapter.</summary>
    void Chapter(string title);

    /// <summary>A line. Its meeting is what readers call it, and empty when it is the chapter's own.</summary>
    void Tell(StoryLine line);

    /// <summary>The end: what each meeting came to, and what did not hold.</summary>
    void End(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> meetings, IReadOnlyList<string> failures, string summary);
}
