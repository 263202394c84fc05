using System.Text.Json.Nodes;

namespace Kkr.Workflow.LocalRun.Play.Script;

/// <summary>Somebody comments on the draft minutes.</summary>
public sealed record CommentOnMinutes : ActionOfPost
{
    public required string Meeting { get; init; }

    public required string Text { get; init; }

    public override string? AboutMeeting => Meeting;

    public override Task PerformAsync(Stage stage, CancellationToken cancellation) =>
        stage.App.PostAsync($"{stage.MeetingPath(Meeting)}/minutes/comments", new JsonObject { ["text"] = Text }, By, cancellation);
}

/// <summary>The secretariat answers a comment on the draft minutes.</summary>
public sealed record AnswerMinutesComment : ScriptAction
{
    public required string Meeting { get; init; }

    /// <summary>The comment's number, counted from 1.</summary>
    public int Number { get; init; } = 1;

    public required string Answer { get; init; }

    /// <summary>Whether the minutes follow the comment.</summary>
    public required bool IsTakenIn { get; init; }

    public override string? AboutMeeting => Meeting;

    public override Task PerformAsync(Stage stage, CancellationToken cancellation)
    {
        JsonObject body = new() { ["answer"] = Answer, ["isTakenIn"] = IsTakenIn };
        return stage.App.PutAsync($"{stage.MeetingPath(Meeting)}/minutes/comments/{Number}/answer", body, "secretariat", cancellation);
    }
}
