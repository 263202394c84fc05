namespace Kkr.Workflow.LocalRun.Play.Script;

/// <summary>Somebody opens the agenda as one PDF with every attachment behind it. The run leaves what they got among the documents.</summary>
public sealed record OpenWithAttachments : ActionOfPost
{
    public required string Meeting { get; init; }

    public override string? AboutMeeting => Meeting;

    public override async Task PerformAsync(Stage stage, CancellationToken cancellation)
    {
        (string name, byte[] content) = await stage.App.GetFileAsync($"{stage.MeetingPath(Meeting)}/agenda?attachments=true", By, cancellation);
        stage.Opened[Meeting] = new OpenedFile(name, content);
    }
}

/// <summary>A file that somebody was given.</summary>
public sealed record OpenedFile(string Name, byte[] Content);
