using System.Text.Json.Nodes;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.LocalRun.Inbox;
using Kkr.Workflow.LocalRun.Play.Result;

namespace Kkr.Workflow.LocalRun.Play.Script;

/// <summary>Where an invitation is answered.</summary>
public enum AnswerPlace
{
    /// <summary>In the app.</summary>
    App,

    /// <summary>In the calendar: the app hears of it from Microsoft Graph.</summary>
    Calendar,
}

/// <summary>A member or a deputy says whether they come.</summary>
public sealed record AnswerInvitation : ActionOfPost
{
    public required string Meeting { get; init; }

    public required bool Accepted { get; init; }

    public string? Reason { get; init; }

    public AnswerPlace In { get; init; }

    public override string? AboutMeeting => Meeting;

    public override Task PerformAsync(Stage stage, CancellationToken cancellation)
    {
        if (In == AnswerPlace.Calendar)
        {
            return PressAsync(stage, cancellation);
        }

        JsonObject body = new() { ["answer"] = Accepted ? "accepted" : "declined", ["reason"] = Reason };
        return stage.App.PutAsync($"{stage.MeetingPath(Meeting)}/participation/{By}", body, By, cancellation);
    }

    /// <summary>Opens the meeting in the calendar as whoever is invited, and presses the button there.</summary>
    private async Task PressAsync(Stage stage, CancellationToken cancellation)
    {
        string? id = new ShownMeeting(await stage.App.GetAsync(stage.MeetingPath(Meeting), cancellation)).EventId;
        EventVersion? invitation = stage.Inbox.Calendar.Current.FirstOrDefault(version => version.EventId == id);
        if (invitation is null || stage.Directory.Holder(By, DateOnly.FromDateTime(At)) is not Recipient { Email: var email } || !CalendarPages.IsInvited(invitation, email))
        {
            throw new LocalRunException(
                $"Manuskriptet svarer på en indkaldelse, som {By} ikke har fået: {Meeting}.", $"The script answers an invitation that {By} does not have: {Meeting}.");
        }

        Uri page = new(stage.Inbox.Address, CalendarPages.AddressOf(invitation, email));
        await stage.App.PressAsync(page.AbsoluteUri, Accepted ? "Deltager" : "Afslår", new Dictionary<string, string> { ["besked"] = Reason ?? "" }, cancellation);
    }
}
