namespace Kkr.Workflow.Domain.Agenda;

/// <summary>
/// The chairmanship decides in writing because an external deadline falls before the meeting (domain.md C). What it decided is reported under the
/// item at the meeting, which takes note of it.
/// </summary>
/// <param name="StartedAt">UTC.</param>
/// <param name="AnswerBy">The last day to answer: the external deadline, local.</param>
public sealed record WrittenProcedure(DateTimeOffset StartedAt, DateOnly AnswerBy)
{
    /// <summary>The posts that were asked: the chairmanship on that day.</summary>
    public IReadOnlyList<string> Asked { get; init; } = [];

    public IReadOnlyList<WrittenAnswer> Answers { get; init; } = [];

    /// <summary>When the last of those asked answered, or the first said no; null while it runs.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>True when everybody asked has approved; null while it runs.</summary>
    public bool? IsApproved() => ClosedAt is null ? null : Answers.All(answer => answer.Approved);
}

/// <summary>One answer in a written procedure.</summary>
/// <param name="Post"><c>chair</c>, <c>vice-chair</c> or whoever stands in for them.</param>
/// <param name="Approved">True for yes.</param>
/// <param name="Text">A remark, or null; required with a no.</param>
/// <param name="At">UTC.</param>
public sealed record WrittenAnswer(string Post, bool Approved, string? Text, DateTimeOffset At);
