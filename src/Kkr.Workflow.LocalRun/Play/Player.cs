using Kkr.Workflow.LocalRun.Play.Result;
using Kkr.Workflow.LocalRun.Play.Script;
using Kkr.Workflow.LocalRun.Play.Story;

namespace Kkr.Workflow.LocalRun.Play;

/// <summary>Plays a script: people act at their time, and between them the clock jumps from one due step of the engine to the next.</summary>
internal sealed class Player(Stage stage, IStageClock clock, IStory story)
{
    // People act a second past the minute: what falls due on the minute has then been done in full, so two runs go the same way.
    private static readonly TimeSpan PastTheMinute = TimeSpan.FromSeconds(1);

    private readonly Chapters _chapters = new(stage, story);
    private readonly Narrator _narrator = new(stage);

    /// <summary>Plays it to its end.</summary>
    public async Task PlayAsync(PlayedYear year, CancellationToken cancellation)
    {
        Scenario scenario = stage.Scenario;
        story.Begin(scenario.Script.Title, scenario.Script.About);
        await stage.SaveCouncilAsync(cancellation);
        DateTimeOffset last = clock.Now;
        foreach ((ScriptAction action, int index) in scenario.Script.Actions.Select((action, index) => (action, index)))
        {
            DateTimeOffset at = scenario.Instant(action.At) + PastTheMinute;
            last = at > last ? at : last + PastTheMinute;
            await clock.WaitUntilAsync(last, cancellation);
            _chapters.Tell(await _narrator.CatchUpAsync(cancellation));
            await PerformAsync(year, action, index + 1, last, cancellation);
        }

        DateTimeOffset end = scenario.Instant(scenario.Script.End);
        await clock.WaitUntilAsync(end, cancellation);
        _chapters.Tell(await _narrator.CatchUpAsync(cancellation));
    }

    private async Task PerformAsync(PlayedYear year, ScriptAction action, int number, DateTimeOffset at, CancellationToken cancellation)
    {
        _chapters.Tell([new StoryLine(at, MeetingOf(action), Voice.Person, action.Say)]);
        string? refusal = null;
        try
        {
            await action.PerformAsync(stage, cancellation);
            if (action.Refused is not null)
            {
                throw new LocalRunException(
                    $"Handling {number} skulle afvises med »{action.Refused}«, men gik igennem: {action.Say}",
                    $"Action {number} was to be refused with {action.Refused}, but went through.");
            }
        }
        catch (AppRefusalException no) when (action.Refused == no.Code)
        {
            refusal = no.Code;
            _chapters.Tell([new StoryLine(at, MeetingOf(action), Voice.Trouble, $"Systemet siger nej: {no.Sentence}")]);
        }
        catch (AppRefusalException no)
        {
            throw new LocalRunException(
                $"Handling {number} ({action.At:yyyy-MM-dd HH:mm}, {action.Say}) blev afvist: {no.Message}",
                $"Action {number} was refused.",
                no);
        }

        year.Actions.Add(new PlayedAction(at, action, number, refusal));
    }

    /// <summary>The meeting that an action belongs to: named, or the one that its item was first meant for, which the item's id begins with.</summary>
    private string MeetingOf(ScriptAction action) =>
        action.AboutMeeting ?? (action.AboutItem is { } item && stage.ItemId(item) is var id ? stage.NameOf(id[..id.LastIndexOf('-')]) : "");
}
